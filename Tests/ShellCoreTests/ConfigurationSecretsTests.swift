import CommandLanguage
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct ConfigurationSecretsTests {
  private static let path = "/home/ann/profiles/staging.vsdk"
  private let redactor = Redactor()

  private func credentials(
    _ text: String, target: Origin? = .videoSDK, environment: [String: String] = [:],
    files: [String: String] = [:], mode: UInt32 = 0o600, answer: String? = nil
  ) throws -> CredentialSettings {
    let source = SourceText(name: Self.path, text: text)
    let (file, _) = ConfigurationReader.read(source, as: .profile("staging"), redactor: redactor)
    var door = Files()
    door.read = MemoryFiles(files).read
    door.facts = { _ in FileFacts(isFolder: false, mode: mode, isOwn: true) }
    let secrets = ConfigurationSecrets(
      environment: environment, redactor: redactor, files: door, asks: true,
      askSecret: { _ throws(QuestionProblem) in
        guard let answer else { throw .noTerminal }
        return answer
      })
    return CredentialSettings(
      environment: environment, for: .videoSDK,
      others: try secrets.credentials(of: try #require(file), for: target))
  }

  private func drawn(_ body: () throws -> CredentialSettings) -> String? {
    do {
      _ = try body()
      return nil
    } catch let error as ConfigurationSecrets.Problem {
      return DiagnosticText.render(error.diagnostic).joined(separator: "\n")
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    ("set token env:T", "env-token"), ("set token file:token.txt", "file-token"),
    ("set token file:/abs/token", "abs-token"), ("set token file:~/token", "home-token"),
    ("set token prompt", "typed-t0ken"),
  ])
  func `reads a token from where it is kept`(_ text: String, _ token: String) throws {
    let settings = try credentials(
      text, environment: ["T": "env-token", "HOME": "/home/ann"],
      files: [
        "/home/ann/profiles/token.txt": "file-token\n", "/abs/token": "Bearer abs-token",
        "/home/ann/token": "home-token",
      ], answer: "typed-t0ken")

    #expect(settings.resolve(for: .videoSDK)?.credentials == .token(AccessToken(token)))
    #expect(settings.resolve(for: .videoSDK)?.provenance == "profile staging, token")
    #expect(redactor.redact("a \(token) b") == "a [redacted] b")
  }

  @Test func `reads a key pair`() throws {
    let settings = try credentials(
      "set api-key k\nset api-secret env:S", environment: ["S": "secret-of-a-project"])

    #expect(
      settings.resolve(for: .videoSDK)?.credentials
        == .keyPair(apiKey: "k", secret: Secret("secret-of-a-project")))
  }

  @Test func `comes behind the environment's pair`() throws {
    let settings = try credentials(
      "set token env:T",
      environment: ["T": "a-token", "VIDEOSDK_API_KEY": "k", "VIDEOSDK_SECRET": "secret"])

    #expect(
      settings.resolve(for: .videoSDK)?.provenance == "VIDEOSDK_API_KEY with VIDEOSDK_SECRET")
    #expect(
      settings.outcomes(for: .videoSDK).last?.outcome
        == .outranked(by: "VIDEOSDK_API_KEY with VIDEOSDK_SECRET"))
  }

  @Test func `goes to the profile's endpoint alone`() throws {
    let endpoint = try Origin("https://api.example.com")
    let text = "set endpoint https://api.example.com\nset token env:T"

    let settings = try credentials(text, target: endpoint, environment: ["T": "a-token"])

    #expect(settings.resolve(for: endpoint)?.credentials == .token(AccessToken("a-token")))
    #expect(settings.resolve(for: .videoSDK) == nil)
  }

  @Test func `is not read for another target`() throws {
    let settings = try credentials("set token file:nowhere", target: try Sample.origin())

    #expect(settings.resolve(for: .videoSDK) == nil)
    #expect(
      settings.outcomes(for: try Sample.origin()).last?.outcome == .otherOrigin(.videoSDK))
  }

  @Test func `nobody is asked for what would not be used`() throws {
    let settings = try credentials(
      "set token prompt", environment: ["VIDEOSDK_TOKEN": "t"], answer: "typed-t0ken")

    #expect(
      settings.outcomes(for: .videoSDK).last?.outcome == .unread("VIDEOSDK_TOKEN comes first"))
  }

  @Test func `half a pair is told, not used`() throws {
    let settings = try credentials("set api-key k")

    #expect(
      settings.outcomes(for: .videoSDK).last?.outcome == .incomplete(missing: "api-secret"))
  }

  @Test(arguments: [(0o644, "0644"), (0o640, "0640"), (0o604, "0604")])
  func `a secret that others can read is refused with what to run`(_ mode: UInt32, _ text: String) {
    let drawn = drawn { try credentials("\nset token file:t", files: [:], mode: mode) }

    #expect(
      drawn == """
        \(Self.path):2:1: `/home/ann/profiles/t` holds a secret, and others can read it (\(text))
            2 | set token file:t
              | ^^^^^^^^^^^^^^^^
              = hint: run `chmod 600 /home/ann/profiles/t`
        """)
  }

  @Test func `a secret that is not there has a place`() {
    let drawn = drawn { try credentials("set token env:NOWHERE") }

    #expect(
      drawn == """
        \(Self.path):1:1: cannot read `token`: NOWHERE is not set
            1 | set token env:NOWHERE
              | ^^^^^^^^^^^^^^^^^^^^^
        """)
  }
}
