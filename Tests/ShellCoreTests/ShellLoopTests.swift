import CommandLanguage
import Ledger
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite(.timeLimit(.minutes(2)))
struct ShellLoopTests {
  private func run(
    _ keys: [String], pending: Int = 0, interrupts: any InterruptScope = CalmScope(),
    prepare: (ShellHarness) -> Void = { _ in }
  ) async throws -> (lines: ScriptedLines, log: OutputLog, status: ExitStatus) {
    try await ShellHarness.with { harness in
      prepare(harness)
      let lines = ScriptedLines(keys.map { ScriptedLines.Key($0) }, pending: pending)
      let log = OutputLog()
      let status = await harness.runShell(
        lines, session: harness.session(), log: log, interrupts: interrupts)
      return (lines, log, status)
    }
  }

  @Test func `the prompt follows the session`() async throws {
    let lines = try await run([
      "set room abcd-efgh-ijkl", "set participant abcd", "start audio", "echo one \\", "two",
      "quit", "s",
    ]).lines

    #expect(
      lines.prompts.map { $0.plain } == [
        "sandbox -/- ▸ ", "sandbox abcd-efgh-ijkl/- ▸ ", "sandbox abcd-efgh-ijkl/abcd ▸ ",
        "sandbox abcd-efgh-ijkl/abcd ●1 ▸ ", "  … ", "sandbox abcd-efgh-ijkl/abcd ●1 ▸ ",
        "s stop and leave · l leave them · Enter stay: ",
      ])
  }

  @Test(arguments: [(["echo \"one", "two", "three\""], 1), (["echo one \\", "two"], 0)])
  func `an open quote is told once, and how to get out of it`(
    _ typed: [String], _ times: Int
  ) async throws {
    let log = try await run(typed).log

    #expect(log.text.matches(of: /a quote is open/).count == times)
  }

  @Test func `what would be left running is ready to be said at each prompt`() async throws {
    let lines = try await run([
      "start audio room=abcd-efgh-ijkl participant=abcd", "stop all", "quit",
    ]).lines

    #expect(
      lines.farewells == [
        "", "note: 1 recording you started may still run: audio · abcd · abcd-efgh-ijkl", "",
      ])
  }

  @Test func `a handler of signals is not given thousands of names`() async throws {
    let everyone = (1...30).map { "person\($0)" }
    let joins = everyone.map { "sandbox join \($0) room=abcd-efgh-ijkl" }

    let lines = try await run(
      joins + [
        "start audio room=abcd-efgh-ijkl participant=\(everyone.joined(separator: ","))",
        "stop all",
      ]
    ).lines

    let farewell = try #require(lines.farewells.first { !$0.isEmpty })
    #expect(farewell.hasPrefix("note: 30 recordings you started may still run: audio · person1 · "))
    #expect(farewell.hasSuffix("audio · person20 · abcd-efgh-ijkl, and 10 more"))
  }

  @Test func `a ledger that cannot be read is told before the first prompt`() async throws {
    var options = ShellHarness.Options()
    options.openLedger = { _ throws(LedgerError) in
      throw .unreadable(path: "/l", reason: "file is not a database")
    }
    try await ShellHarness.with(options) { harness in
      let log = OutputLog()
      _ = await harness.runShell(ScriptedLines([]), session: harness.session(), log: log)
      #expect(
        log.text == """
          warning: cannot read the ledger /l: file is not a database
            what still runs from earlier is not known
            hint: move it away (a new one is made), choose another folder with VSDK_HOME, or `set ledger off`

          """)
      var settings = Settings()
      settings.put(.ledger, "off", from: .prompt)
      let silent = OutputLog()
      _ = await harness.runShell(
        ScriptedLines([]), session: harness.session(settings: settings), log: silent)
      #expect(silent.text == "")
    }
  }

  @Test func `entries are kept whole, and only on disk when they may be`() async throws {
    let lines = try await run(
      ["echo one", " echo private", "echo 'two", "lines'", "   ", "echo canary-0123", "ech o"]
    ) { $0.services.redactor.add(["canary-0123"]) }.lines

    #expect(
      lines.remembered == [
        .init("echo one", isStored: true), .init(" echo private", isStored: false),
        .init("echo 'two\nlines'", isStored: true), .init("echo canary-0123", isStored: false),
        .init("ech o", isStored: true),
      ])
  }

  @Test func `a failure drops what was pasted behind it, a success does not`() async throws {
    let result = try await run(["echo one", "strat", "echo two", "echo \""])

    #expect(result.lines.drops == 1)
    #expect(result.log.text(.standardOutput) == "one\ntwo\n")
  }

  @Test(arguments: [
    (1, "note: the line behind it was dropped\n"),
    (2, "note: the 2 lines behind it were dropped\n"),
  ])
  func `a failure says how much of a paste it has dropped`(_ pending: Int, _ note: String)
    async throws
  {
    let result = try await run(["strat"], pending: pending)

    #expect(result.log.text(.standardError).hasSuffix("  hint: did you mean `start`?\n\(note)"))
  }

  @Test func `answers go to standard output and talk to standard error`() async throws {
    let result = try await run(["echo one", "strat", "^C"])

    #expect(result.log.text(.standardOutput) == "one\n")
    #expect(
      result.log.text(.standardError) == """
        error: unknown command `strat`
          strat
          ^^^^^
          hint: did you mean `start`?
        note: Ctrl-D or `quit` leaves the shell

        """)
  }

  @Test func `a secret that was typed is struck out of what comes back`() async throws {
    let result = try await run(["echo canary-0123"]) {
      $0.services.redactor.add(["canary-0123"])
    }

    #expect(result.log.text == "[redacted]\n")
  }

  @Test func `a secret that is written out is neither shown nor kept`() async throws {
    let result = try await run(["echo a; set api-secret 'hunter22 and more'"])

    #expect(
      result.lines.remembered == [
        .init("echo a; set api-secret 'hunter22 and more'", isStored: false)
      ])
    #expect(
      result.log.text == """
        a
        error: `api-secret` is not written out, so that it lands in no file or history
          echo a; set api-secret '[redacted]'
                                 ^^^^^^^^^^^^^^^^^^^
          hint: use `set api-secret env:NAME`, `file:PATH` or `prompt`

        """)
  }

  @Test(arguments: [
    (ExitStatus.terminated, Int32(143), 1), (.interrupted, 0, 2),
  ])
  func `a signal ends the shell, an interrupt only the line`(
    _ signal: ExitStatus, _ code: Int32, _ prompts: Int
  ) async throws {
    let result = try await run(["echo one"], interrupts: SignalledScope(status: signal))

    #expect(result.status.code == code)
    #expect(result.lines.prompts.count == prompts)
    #expect(result.lines.drops == 1)
  }

  @Test func `a signal while recordings run names them and asks nothing`() async throws {
    let line = "start audio room=abcd-efgh-ijkl participant=abcd"

    let result = try await run([line], interrupts: SignalledScope(status: .terminated))

    #expect(result.status == .terminated)
    #expect(
      result.log.text(.standardError)
        == "note: 1 recording you started may still run: audio · abcd · abcd-efgh-ijkl\n")
  }

  /// A signal comes while the line runs, too late to stop it.
  private struct SignalledScope: InterruptScope {
    let status: ExitStatus

    func run<Value: Sendable>(
      _ body: @escaping () async -> Value
    ) async -> (value: Value, ended: ExitStatus?) {
      (await body(), status)
    }
  }
}
