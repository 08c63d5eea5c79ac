import Ledger
import TestSupport
import Testing
import VideoSDKClient

@testable import CommandLanguage
@testable import ShellCore

@Suite(.timeLimit(.minutes(2)))
struct ExplainTests {
  @Test(arguments: GlossaryTerm.allCases)
  func `tells a word in three lines`(_ term: GlossaryTerm) {
    let lines = ExplainReport.page(term).lines()

    #expect(lines.count == 4, "\(lines)")
    #expect(lines.first == term.rawValue)
    #expect(lines.allSatisfy { DisplayWidth.columns(of: $0) <= 80 })
  }

  @Test(arguments: ExplainedStatus.allCases)
  func `tells a status in three lines, with a command that can be typed`(
    _ status: ExplainedStatus
  ) async throws {
    try await ShellHarness.with { harness in
      let log = OutputLog()
      let lines = ScriptedLines([.line("explain \(status.rawValue)"), .line(status.command), .end])
      _ = await harness.runShell(lines, session: harness.classroom(), log: log)

      let told = log.text.split(separator: "\n")
      #expect(told.first == "\(status.rawValue)")
      #expect(told.dropFirst().first?.hasPrefix("  is        ") == true)
      #expect(told.prefix(4).allSatisfy { DisplayWidth.columns(of: String($0)) <= 80 })
      #expect(!log.text.contains("error:"))
    }
  }

  @Test(arguments: ExplainedRole.allCases)
  func `tells a role in three lines`(_ role: ExplainedRole) async throws {
    try await ShellHarness.with { harness in
      let log = OutputLog()
      let lines = ScriptedLines([.line("explain \(role.rawValue)"), .line(role.command), .end])
      _ = await harness.runShell(lines, session: harness.classroom(), log: log)

      let told = log.text.split(separator: "\n").prefix(4)
      #expect(told.first == "\(role.rawValue)")
      #expect(told.dropFirst().first == "  is        \(role.definition)")
      #expect(told.allSatisfy { DisplayWidth.columns(of: String($0)) <= 80 })
      #expect(!log.text.contains("error:"))
    }
  }

  @Test func `a role and a status are words of no other kind`() {
    for role in ExplainedRole.allCases { #expect(GlossaryTerm(word: role.rawValue) == nil) }
    for status in ExplainedStatus.allCases {
      #expect(GlossaryTerm(word: "\(status.rawValue)") == nil)
    }
  }

  @Test(arguments: GlossaryTerm.allCases)
  func `a word is reached by Tab`(_ term: GlossaryTerm) throws {
    let line = "explain " + term.rawValue.prefix(2)
    let completion = ShellAssistant(
      session: try Sample.session(), services: Sample.services(), now: { .zero }
    ).lineAssistant.complete(line, line.utf8.count)

    #expect(completion.items.map(\.text).contains(term.rawValue))
  }

  @Test(arguments: GlossaryTerm.allCases)
  func `the command that shows it can be typed in a classroom`(_ term: GlossaryTerm) async throws {
    try await ShellHarness.with { harness in
      let log = OutputLog()
      let lines = ScriptedLines([.line(term.command), .end])
      _ = await harness.runShell(lines, session: harness.classroom(), log: log)

      #expect(!log.text.contains("error:"), "\(log.text)")
      #expect(!log.text.isEmpty)
    }
  }

  @Test(arguments: ["help", "help start", "explain room"])
  func `what only tells of the shell leaves the last answer to be looked at`(
    _ input: String
  ) async throws {
    try await ShellHarness.with { harness in
      let log = OutputLog()
      let lines = [
        "start audio", input, "expect http == 200", "rooms; set confirm on", "expect http == 200",
      ]
      _ = await harness.runShell(
        ScriptedLines(lines.map { .line($0) }), session: harness.classroom(), log: log)

      // Behind any other command there is none.
      #expect(log.text.split(separator: "error:").count == 2, "\(log.text)")
    }
  }

  /// What is typed until the error comes that is about the word.
  private static let errors: [(GlossaryTerm, [String])] = [
    (.room, ["unset room", "start audio"]),
    (.session, ["create room", "let r = last.roomId", "start audio room=${r} participant=all"]),
    (.participant, ["set participant Emil"]),
    (.track, ["start audio", "start audio"]),
    (.kind, ["start audoi"]),
    (.recording, ["start audio", "download audio"]),
    (
      .segment,
      [
        "start audio", "sandbox clock 5s", "sandbox mute abcd audio", "sandbox unmute abcd audio",
        "sandbox clock 5s", "stop audio", "sandbox clock 10s", "download audio to=one.webm",
      ]
    ),
    (.meeting, ["stop meeting"]), (.follow, ["follow audio every=10ms"]),
    (.deadline, ["start audio for=0s"]), (.merge, ["download merge"]),
    (.token, ["set token env:OLD_TOKEN", "rooms"]),
    (.webhook, ["expect hook.data exists"]),
    (
      .target,
      [
        "set endpoint http://127.0.0.1:9", "set api-key k", "set api-secret env:SECRET",
        "set retries 0", "rooms",
      ]
    ),
    (.sandbox, ["sandbox fail start webhook=lost status=503"]),
    (.ledger, []),
    (.script, ["param who"]),
  ]

  @Test(arguments: errors.filter { !$0.1.isEmpty })
  func `a word is reached by an error, once`(_ term: GlossaryTerm, _ inputs: [String]) async throws
  {
    let pointer = "  hint: `explain \(term.rawValue)` tells what the word means\n"
    var options = ShellHarness.Options()
    // Minted in 2023, and ended.
    options.environment = [
      "OLD_TOKEN": Self.oldToken, "SECRET": "a-secret-of-some-length-0123456789",
    ]

    try await ShellHarness.with(options) { harness in
      let log = OutputLog()
      let lines = ScriptedLines((inputs + inputs.suffix(1)).map { .line($0) })
      _ = await harness.runShell(lines, session: harness.classroom(), log: log)

      #expect(
        log.text.split(separator: pointer, omittingEmptySubsequences: false).count == 2,
        "\(log.text)")
    }
  }

  @Test func `the ledger is reached by its error`() throws {
    let failure = Failure.ledger(.cannotOpen(path: "/x", reason: "denied"), .nothingSent)

    #expect(GlossaryTerm(of: failure) == .ledger)
    #expect(Set(Self.errors.map(\.0)) == Set(GlossaryTerm.allCases))
  }

  @Test func `a script's errors point to no word`() async throws {
    let replay = try await Replay.run("try start audio\nstart audio\n")

    #expect(!replay.output.contains("explain"))
  }

  @Test(arguments: [
    ("ROOM", GlossaryTerm.room), ("rooms", .room), ("Meetings", .meeting), ("call", .session),
    ("jwt", .token),
    ("mic", .track), ("credentials", .token), ("hook", .webhook), ("people", .participant),
  ])
  func `a word is found as people say it`(_ word: String, _ term: GlossaryTerm) {
    #expect(GlossaryTerm(word: word) == term)
  }

  private static let oldToken =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhcGlrZXkiOiJrIiwiZXhwIjoxNzAwMDAwMDAwfQ.c2ln"
}
