import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct CredentialSettingsTests {
  private let here: Origin
  private let elsewhere: Origin

  init() throws {
    here = try Sample.origin()
    elsewhere = try Sample.origin("http://127.0.0.1:4001")
  }

  @Test func `the session's token comes first, then the environment's, then the session's pair`()
    throws
  {
    var settings = CredentialSettings(environment: ["VIDEOSDK_TOKEN": "start"], for: here)
    settings.setAPIKey("key", for: here, from: .prompt)
    settings.setSecret("secret", for: here, from: .prompt)
    #expect(settings.resolve(for: here)?.credentials == .token(AccessToken("start")))

    _ = settings.setToken("session", for: here, from: .prompt)

    #expect(settings.resolve(for: here)?.credentials == .token(AccessToken("session")))
    #expect(settings.resolve(for: here)?.provenance == "token (prompt)")
  }

  @Test func `the session's pair comes before the environment's`() {
    var settings = CredentialSettings(
      environment: ["VIDEOSDK_API_KEY": "old", "VIDEOSDK_SECRET": "older than it"], for: here)
    settings.setAPIKey("key", for: here, from: .prompt)
    settings.setSecret("secret", for: here, from: .script(name: "a.vsdk", line: 3))

    let resolved = settings.resolve(for: here)

    #expect(resolved?.credentials == .keyPair(apiKey: "key", secret: Secret("secret")))
    #expect(resolved?.provenance == "api-key and api-secret (a.vsdk:3)")
  }

  @Test func `a pair signs for its own origin, also behind a token`() {
    let settings = CredentialSettings(
      environment: [
        "VIDEOSDK_TOKEN": "start", "VIDEOSDK_API_KEY": "key", "VIDEOSDK_SECRET": "secret",
      ], for: here)

    #expect(settings.keyPair(for: here)?.apiKey == "key")
    #expect(settings.keyPair(for: elsewhere)?.apiKey == nil)
    #expect(
      settings.outcomes(for: here).map(\.outcome) == [
        .absent, .used, .absent, .absent, .outranked(by: "VIDEOSDK_TOKEN"),
      ])
  }

  @Test func `half a pair is not used`() {
    var settings = CredentialSettings(environment: [:], for: here)

    settings.setSecret("secret", for: here, from: .prompt)

    #expect(settings.resolve(for: here) == nil)
  }

  @Test(arguments: EnvironmentCase.all)
  func `the environment is read in order`(_ one: EnvironmentCase) {
    let resolved = CredentialSettings(environment: one.environment, for: here).resolve(for: here)

    #expect(resolved?.credentials == one.credentials)
    #expect(resolved?.provenance == one.provenance)
  }

  @Test func `nothing resolves for an origin it was not given for`() {
    var settings = CredentialSettings(environment: ["VIDEOSDK_TOKEN": "start"], for: here)
    _ = settings.setToken("session", for: here, from: .prompt)
    settings.setAPIKey("key", for: here, from: .prompt)
    settings.setSecret("secret", for: here, from: .prompt)

    #expect(settings.resolve(for: elsewhere) == nil)
  }

  @Test func `a pair whose halves were given for two origins fits neither`() {
    var settings = CredentialSettings(environment: [:], for: here)
    settings.setAPIKey("key", for: here, from: .prompt)
    settings.setSecret("secret", for: elsewhere, from: .prompt)

    #expect(settings.resolve(for: here) == nil)
    #expect(settings.resolve(for: elsewhere) == nil)
  }

  @Test(arguments: ["https://127.0.0.1:4000", "http://localhost:4000", "http://127.0.0.1"])
  func `scheme, host and port all belong to an origin`(_ other: String) throws {
    let settings = CredentialSettings(environment: ["VIDEOSDK_TOKEN": "start"], for: here)

    #expect(settings.resolve(for: try Origin(other)) == nil)
  }

  @Test func `a prefix of a token is taken off, and said`() {
    let environment = ["VIDEOSDK_AUTH_TOKEN": "Bearer abc"]

    let settings = CredentialSettings(environment: environment, for: here)

    #expect(settings.resolve(for: here)?.credentials == .token(AccessToken("abc")))
    #expect(
      settings.notes == [
        "took the prefix `Bearer` off VIDEOSDK_AUTH_TOKEN: the service wants the bare token"
      ])
  }

  @Test func `a token without a prefix needs no word`() {
    var settings = CredentialSettings(environment: ["VIDEOSDK_TOKEN": "abc"], for: here)

    let bare = settings.setToken("abc", for: here, from: .prompt)
    let prefixed = settings.setToken("bearer abc", for: here, from: .prompt)

    #expect(settings.notes == [])
    #expect(bare == [])
    #expect(
      prefixed == ["took the prefix `Bearer` off the token: the service wants the bare token"])
  }

  /// "key and secret with a trailing line break give 401".
  @Test(arguments: ["\n", "\r\n", " ", "\t", "\u{FEFF}", "\u{200B}", "\u{A0}", "\u{0}"])
  func `key, secret and token are trimmed alike wherever they come from, and that is told once`(
    _ mark: String
  ) {
    func given(_ text: String) -> String { mark + text + mark }
    let pair = Credentials.keyPair(apiKey: "key", secret: Secret("secret"))

    let fromEnvironment = CredentialSettings(
      environment: ["VIDEOSDK_API_KEY": given("key"), "VIDEOSDK_SECRET_KEY": given("secret")],
      for: here)
    let token = CredentialSettings(environment: ["VIDEOSDK_TOKEN": given("a.b.c")], for: here)
    var fromSession = CredentialSettings(environment: [:], for: here)
    let notes =
      fromSession.setAPIKey(given("key"), for: here, from: .prompt)
      + fromSession.setSecret(given("secret"), for: here, from: .prompt)
    let resolved = fromSession.resolve(for: here)
    let tokenNotes = fromSession.setToken(given("a.b.c"), for: here, from: .prompt)

    #expect(fromEnvironment.resolve(for: here)?.credentials == pair)
    #expect(
      fromEnvironment.notes == [
        "took blanks or line breaks off the ends of VIDEOSDK_API_KEY and VIDEOSDK_SECRET_KEY"
      ])
    #expect(token.resolve(for: here)?.credentials == .token(AccessToken("a.b.c")))
    #expect(token.notes == ["took blanks or line breaks off the ends of VIDEOSDK_TOKEN"])
    #expect(resolved?.credentials == pair)
    #expect(
      resolved?.notes == [
        "took blanks or line breaks off the ends of `api-key` and `api-secret`"
      ])
    #expect(
      notes == [
        "took blanks or line breaks off the ends of `api-key`",
        "took blanks or line breaks off the ends of `api-secret`",
      ])
    #expect(tokenNotes == ["took blanks or line breaks off the ends of the token"])
    #expect(
      fromSession.resolve(for: here)?.credentials == .token(AccessToken("a.b.c")))
  }

  @Test func `what is not used is not told of`() {
    let settings = CredentialSettings(
      environment: [
        "VIDEOSDK_TOKEN": "a.b.c", "VIDEOSDK_API_KEY": "k ", "VIDEOSDK_SECRET": "secret ",
      ],
      for: here)

    #expect(settings.notes == [])
    #expect(settings.keyPair(for: here)?.apiKey == "k")
    #expect(
      settings.keyPair(for: here)?.notes == [
        "took blanks or line breaks off the ends of VIDEOSDK_API_KEY and VIDEOSDK_SECRET"
      ])
  }

  @Test func `nothing but blanks is nothing`() {
    let settings = CredentialSettings(
      environment: [
        "VIDEOSDK_TOKEN": " \n", "VIDEOSDK_AUTH_TOKEN": "\u{FEFF}", "VIDEOSDK_API_KEY": "k",
        "VIDEOSDK_SECRET": "\t", "VIDEOSDK_SECRET_KEY": "secret",
      ], for: here)

    #expect(
      settings.resolve(for: here)?.provenance == "VIDEOSDK_API_KEY with VIDEOSDK_SECRET_KEY")
  }

  @Test func `removing a key leaves what the process began with`() {
    var settings = CredentialSettings(environment: ["VIDEOSDK_TOKEN": "start"], for: here)
    _ = settings.setToken("session", for: here, from: .prompt)

    settings.remove(.token)

    #expect(settings.resolve(for: here)?.credentials == .token(AccessToken("start")))
    #expect(settings.provenance(.token) == nil)
  }

  @Test func `every secret is known to the redactor, no key is`() {
    var settings = CredentialSettings(
      environment: ["VIDEOSDK_API_KEY": "key", "VIDEOSDK_SECRET": "first secret"], for: here)
    _ = settings.setToken("second", for: here, from: .prompt)
    settings.setSecret("third", for: here, from: .prompt)

    #expect(settings.secrets == ["second", "third", "first secret"])
  }

  @Test func `each change is a new revision`() {
    var settings = CredentialSettings(environment: [:], for: here)
    let start = settings.revision

    settings.setAPIKey("key", for: here, from: .prompt)
    settings.setSecret("secret", for: here, from: .prompt)
    _ = settings.setToken("token", for: here, from: .prompt)
    settings.remove(.token)

    #expect(settings.revision == start + 4)
  }

  struct EnvironmentCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let environment: [String: String]
    let credentials: Credentials?
    let provenance: String?

    static let all = [
      EnvironmentCase(
        testDescription: "all of them",
        environment: [
          "VIDEOSDK_TOKEN": "one", "VIDEOSDK_AUTH_TOKEN": "two", "VIDEOSDK_API_KEY": "key",
          "VIDEOSDK_SECRET": "secret three", "VIDEOSDK_SECRET_KEY": "secret four",
        ], credentials: .token(AccessToken("one")), provenance: "VIDEOSDK_TOKEN"),
      EnvironmentCase(
        testDescription: "an empty first name",
        environment: ["VIDEOSDK_TOKEN": "", "VIDEOSDK_AUTH_TOKEN": "two"],
        credentials: .token(AccessToken("two")), provenance: "VIDEOSDK_AUTH_TOKEN"),
      EnvironmentCase(
        testDescription: "both names of the secret",
        environment: [
          "VIDEOSDK_API_KEY": "key", "VIDEOSDK_SECRET": "secret three",
          "VIDEOSDK_SECRET_KEY": "secret four",
        ], credentials: .keyPair(apiKey: "key", secret: Secret("secret three")),
        provenance: "VIDEOSDK_API_KEY with VIDEOSDK_SECRET"),
      EnvironmentCase(
        testDescription: "the other name of the secret",
        environment: ["VIDEOSDK_API_KEY": "key", "VIDEOSDK_SECRET_KEY": "secret four"],
        credentials: .keyPair(apiKey: "key", secret: Secret("secret four")),
        provenance: "VIDEOSDK_API_KEY with VIDEOSDK_SECRET_KEY"),
      EnvironmentCase(
        testDescription: "a secret alone", environment: ["VIDEOSDK_SECRET": "secret three"],
        credentials: nil, provenance: nil),
      EnvironmentCase(
        testDescription: "nothing", environment: [:], credentials: nil, provenance: nil),
    ]
  }
}
