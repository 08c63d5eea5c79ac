import CommandLanguage
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite(.timeLimit(.minutes(2)))
struct WelcomeTests {
  private static func welcome(
    _ kind: Target.Kind, at origin: String = "http://127.0.0.1:4000", credentials: Bool = true,
    finished: Bool = false
  ) throws -> WelcomeText {
    WelcomeText(
      at: Target(kind: kind, origin: try Origin(origin), reason: "a test"),
      hasCredentials: credentials, hasFinishedLesson: finished)
  }

  @Test func `says what it means to be there, and where to go on`() throws {
    #expect(
      try Self.welcome(.sandbox).text
        == "sandbox: nothing here costs anything · new here? lesson · help · rooms")
    #expect(
      try Self.welcome(.sandbox, finished: true).text
        == "sandbox: nothing here costs anything · help · rooms")
    #expect(
      try Self.welcome(.live).text
        == "LIVE (a test): recordings are billed · rooms shows yours · help · lesson")
    #expect(
      try Self.welcome(.live, credentials: false).text
        == "LIVE (a test): recordings are billed · token takes a token · help · lesson")
    #expect(
      try Self.welcome(.live, finished: true).text
        == "LIVE (a test): recordings are billed · rooms shows yours · help")
    #expect(
      try Self.welcome(.endpoint).text == "http://127.0.0.1:4000 (a test) · rooms · help · lesson")
    #expect(
      try Self.welcome(.endpoint, at: "https://api.example.com").text
        == "https://api.example.com (a test): recordings may be billed · rooms · help · lesson")
  }

  @Test func `fits a line, and names no room`() throws {
    for kind in [Target.Kind.sandbox, .live, .endpoint] {
      for credentials in [true, false] {
        for finished in [true, false] {
          let welcome = try Self.welcome(kind, credentials: credentials, finished: finished)
          #expect("note: \(welcome.text)".count <= 80)
          #expect(!welcome.text.contains("abcd"))
        }
      }
    }
  }

  @Test(arguments: [Target.Kind.sandbox, .live, .endpoint])
  func `each step works when it is typed`(_ kind: Target.Kind) async throws {
    // A sandbox has a key pair of its own.
    for credentials in kind == .sandbox ? [true] : [true, false] {
      var options = ShellHarness.Options()
      options.askSecret = { _ throws(QuestionProblem) in "" }
      try await ShellHarness.with(options) { harness in
        var session = harness.session(kind: kind)
        if !credentials { session.credentials = CredentialSettings(environment: [:], for: nil) }
        let welcome = WelcomeText(
          at: session.target, hasCredentials: credentials, hasFinishedLesson: false)
        for step in welcome.steps where CommandTable.command(for: step.command) != nil {
          let log = OutputLog()
          let lines = ScriptedLines([.line(step.command), .end])
          _ = await harness.runShell(lines, session: session, log: log)
          #expect(!log.text.contains("error:"), "\(kind) \(step.command): \(log.text)")
        }
      }
    }
  }
}
