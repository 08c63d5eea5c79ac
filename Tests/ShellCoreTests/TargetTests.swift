import CommandLanguage
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct TargetTests {
  @Test(arguments: Case.all)
  func `the first match wins`(_ one: Case) throws {
    let choice = try TargetChoice.resolve(flags: one.flags, environment: one.environment)

    #expect(choice == one.expected)
  }

  @Test(arguments: [
    ("--endpoint", TargetChoice.Flags(endpoint: "localhost"), [:]),
    ("variable", TargetChoice.Flags(), ["VIDEOSDK_API_ENDPOINT": "localhost"]),
  ])
  func `an endpoint that is no origin is an error`(
    _ name: String, _ flags: TargetChoice.Flags, _ environment: [String: String]
  ) {
    #expect(throws: TargetError.notAnOrigin(.notAnOrigin("localhost"))) {
      try TargetChoice.resolve(flags: flags, environment: environment)
    }
  }

  @Test(arguments: [[:], ["VIDEOSDK_TOKEN": "token"]])
  func `an empty variable never leads to the live service`(_ others: [String: String]) {
    let environment = others.merging(["VIDEOSDK_API_ENDPOINT": ""]) { $1 }

    let error = #expect(throws: TargetError.emptyVariable("VIDEOSDK_API_ENDPOINT")) {
      try TargetChoice.resolve(flags: .init(), environment: environment)
    }

    #expect(error?.message == "VIDEOSDK_API_ENDPOINT is set, but empty")
    #expect(
      error?.hints == [
        "`unset VIDEOSDK_API_ENDPOINT`, or set it to an origin such as https://api.videosdk.live"
      ])
  }

  @Test(arguments: FileCase.all)
  func `files have their places in the order`(_ one: FileCase) throws {
    let choice = try TargetChoice.resolve(
      flags: one.flags, environment: one.environment,
      profile: try one.profile.map { try Self.file($0, .profile("p")) },
      start: try one.start.map { try Self.file($0, .start) })

    switch choice {
    case .embeddedSandbox(let reason): #expect("sandbox (\(reason))" == one.expected)
    case .origin(let target): #expect("\(target.origin) (\(target.reason))" == one.expected)
    }
  }

  private static func file(
    _ text: String, _ kind: ConfigurationFile.Kind
  ) throws -> ConfigurationFile {
    let source = SourceText(name: "a.vsdk", text: text)
    return try #require(
      ConfigurationReader.read(source, as: kind, redactor: Redactor()).file)
  }

  @Test(arguments: [
    ("http://127.0.0.1:4000", "127.0.0.1:4000"), ("http://localhost", "localhost:80"),
    ("https://api.example.com:8443", "api.example.com"),
  ])
  func `an endpoint is called by its host, and by its port when it is this machine`(
    _ origin: String, _ label: String
  ) throws {
    let target = Target(kind: .endpoint, origin: try Origin(origin), reason: "--endpoint")

    #expect(target.label == label)
  }

  @Test func `the vendor's service is called LIVE and the sandbox sandbox`() throws {
    let origin = try Sample.origin()

    #expect(Target(kind: .live, origin: .videoSDK, reason: "--live").label == "LIVE")
    #expect(Target(kind: .sandbox, origin: origin, reason: "--sandbox").label == "sandbox")
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let flags: TargetChoice.Flags
    let environment: [String: String]
    let expected: TargetChoice

    init(
      _ description: String, _ expected: TargetChoice,
      flags: TargetChoice.Flags = TargetChoice.Flags(), _ environment: [String: String] = [:]
    ) {
      testDescription = description
      self.flags = flags
      self.environment = environment
      self.expected = expected
    }

    private static let full = [
      "VIDEOSDK_API_ENDPOINT": "http://127.0.0.1:4001", "VIDEOSDK_TOKEN": "token",
      "VIDEOSDK_API_KEY": "key", "VIDEOSDK_SECRET": "secret",
    ]

    private static func live(_ reason: String) -> TargetChoice {
      .origin(Target(kind: .live, origin: .videoSDK, reason: reason))
    }

    private static func local(_ port: Int, _ reason: String) -> TargetChoice {
      guard let origin = try? Origin("http://127.0.0.1:\(port)") else { return live("broken") }
      return .origin(Target(kind: .endpoint, origin: origin, reason: reason))
    }

    static let all: [Case] = [
      Case(
        "--sandbox before everything", .embeddedSandbox(reason: "--sandbox"),
        flags: .init(sandbox: true, live: true, endpoint: "http://127.0.0.1:4000"), full),
      Case(
        "--live before --endpoint", live("--live"),
        flags: .init(live: true, endpoint: "http://127.0.0.1:4000"), full),
      Case(
        "--endpoint before the environment", local(4000, "--endpoint"),
        flags: .init(endpoint: "http://127.0.0.1:4000"), full),
      Case("the variable before credentials", local(4001, "VIDEOSDK_API_ENDPOINT"), full),
      Case("a token", live("VIDEOSDK_TOKEN is set"), ["VIDEOSDK_TOKEN": "token"]),
      Case(
        "a token by its other name", live("VIDEOSDK_AUTH_TOKEN is set"),
        ["VIDEOSDK_AUTH_TOKEN": "token"]),
      Case(
        "a key pair", live("VIDEOSDK_API_KEY is set"),
        ["VIDEOSDK_API_KEY": "key", "VIDEOSDK_SECRET": "secret"]),
      Case(
        "a key pair by the other name", live("VIDEOSDK_API_KEY is set"),
        ["VIDEOSDK_API_KEY": "key", "VIDEOSDK_SECRET_KEY": "secret"]),
      Case(
        "half a key pair is none", .embeddedSandbox(reason: "no credentials found"),
        ["VIDEOSDK_API_KEY": "key"]),
      Case(
        "empty variables are not set", .embeddedSandbox(reason: "no credentials found"),
        ["VIDEOSDK_TOKEN": ""]),
      Case("nothing", .embeddedSandbox(reason: "no credentials found")),
      Case(
        "the vendor's own origin is live",
        .origin(Target(kind: .live, origin: .videoSDK, reason: "--endpoint")),
        flags: .init(endpoint: "https://api.videosdk.live/v2")),
    ]
  }

  struct FileCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let expected: String
    var flags = TargetChoice.Flags()
    var environment: [String: String] = [:]
    var profile: String?
    var start: String?

    private static let one = "set endpoint http://127.0.0.1:1"
    private static let two = "set endpoint http://127.0.0.1:2"
    private static let token = "set token env:T"
    private static let live = "https://api.videosdk.live"

    static let all = [
      FileCase(
        testDescription: "flags before a profile", expected: "sandbox (--sandbox)",
        flags: .init(sandbox: true), profile: one),
      FileCase(
        testDescription: "a profile before the variable",
        expected: "http://127.0.0.1:1 (--profile p)",
        environment: ["VIDEOSDK_API_ENDPOINT": "http://127.0.0.1:3"], profile: one, start: two),
      FileCase(
        testDescription: "a profile with credentials alone", expected: "\(live) (--profile p)",
        profile: token, start: two),
      FileCase(
        testDescription: "a profile that names no target leaves the choice",
        expected: "http://127.0.0.1:2 (init.vsdk)", profile: "set room a", start: two),
      FileCase(
        testDescription: "the variable before init.vsdk",
        expected: "http://127.0.0.1:3 (VIDEOSDK_API_ENDPOINT)",
        environment: ["VIDEOSDK_API_ENDPOINT": "http://127.0.0.1:3"], start: two),
      FileCase(
        testDescription: "the endpoint of init.vsdk before the environment's credentials",
        expected: "http://127.0.0.1:2 (init.vsdk)", environment: ["VIDEOSDK_TOKEN": "t"],
        start: two),
      FileCase(
        testDescription: "the environment's credentials before those of init.vsdk",
        expected: "\(live) (VIDEOSDK_TOKEN is set)", environment: ["VIDEOSDK_TOKEN": "t"],
        start: token),
      FileCase(
        testDescription: "credentials of init.vsdk", expected: "\(live) (credentials in init.vsdk)",
        start: token),
      FileCase(
        testDescription: "an init.vsdk without either", expected: "sandbox (no credentials found)",
        start: "set room a"),
    ]
  }
}
