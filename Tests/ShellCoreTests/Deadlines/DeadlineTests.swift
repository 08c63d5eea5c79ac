import CommandLanguage
import FoundationEssentials
import Ledger
import Synchronization
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// What the transcript of deadlines cannot show.
@Suite(.timeLimit(.minutes(2)))
struct DeadlineTests {
  private static let place = "set room abcd-efgh-ijkl\nset participant abcd\n"

  /// Replays a script to its end, as `vsdk run` does.
  ///
  /// - Parameter limit: nil where the clock's sleeps take no time, and any limit would be over at once.
  private func replay(
    _ text: String, within limit: Duration? = nil, in harness: ShellHarness, _ log: OutputLog
  ) async throws -> ExitStatus {
    let source = SourceText(name: "case.vsdk", text: Self.place + text)
    let session = harness.session()
    let checked = Checker.check(
      source, arguments: ScriptArguments(), session: session, services: harness.services
    ).script
    let script = try #require(checked)
    let start = ScriptReplayer(
      script, session: session, interpreter: Interpreter(services: harness.services),
      emit: log.sink())
    var replayer = start
    if let limit {
      replayer = await start.within(limit) { await $0.runBody() }
    } else {
      await replayer.runBody()
    }
    await replayer.runDeferred()
    return replayer.finish()
  }

  private func states(_ harness: ShellHarness) async throws -> [String] {
    let client = Interpreter(services: harness.services).client(for: harness.classroom())
    let page = try await client.send(ListTrackRecordings(page: 1))
    return page.value.elements.map { "\($0.kind?.wireName ?? "") \($0.state.rawValue)" }
  }

  @Test func `a script that has nothing else to do waits for the end`() async throws {
    try await ShellHarness.with { harness in
      let log = OutputLog()

      let status = try await replay("start audio video for=10m\n", in: harness, log)

      #expect(status == .success)
      #expect(harness.clock.now >= InstantClock().now.advanced(by: .seconds(600)))
      #expect(harness.clock.now < InstantClock().now.advanced(by: .seconds(602)))
      #expect(
        log.text(.standardError).hasSuffix(
          "stopped audio · abcd · abcd-efgh-ijkl, video · abcd · abcd-efgh-ijkl: "
            + "their time is over\n"), "\(log.text)")
      #expect(try await states(harness).sorted() == ["audio ended", "video ended"])
    }
  }

  @Test func `what was deferred comes behind the wait`() async throws {
    try await ShellHarness.with { harness in
      let log = OutputLog()

      let status = try await replay(
        "defer stop all\ndefer echo done\nstart audio for=10m\nstart video\n", in: harness, log)

      let text = log.text(.standardError) + log.text(.standardOutput)
      #expect(status == .success)
      #expect(text.contains("note: stopped audio · abcd · abcd-efgh-ijkl: its time is over\n"))
      #expect(text.contains("track recording ended successfully.  video · "))
    }
  }

  @Test func `a script that ends early stops it at once`() async throws {
    try await ShellHarness.with { harness in
      let log = OutputLog()

      let status = try await replay(
        "start audio for=10m\nexpect http == 500\n", in: harness, log)

      #expect(status.code == 4)
      #expect(try await states(harness) == ["audio ended"])
    }
  }

  @Test func `a limit of time that comes first stops it, and is the failure`() async throws {
    var options = ShellHarness.Options()
    options.clock = ContinuousClock()
    try await ShellHarness.with(options) { harness in
      let log = OutputLog()

      let status = try await replay(
        "start audio for=1h\n", within: .milliseconds(1_500), in: harness, log)

      #expect(status.code == 3)
      #expect(
        log.text.contains(
          "note: stopped audio · abcd · abcd-efgh-ijkl: its script has ended before its time was over\n"
        ), "\(log.text)")
      #expect(try await states(harness) == ["audio ended"])
    }
  }

  @Test func `a machine that slept stops it late, and says so`() async throws {
    var options = ShellHarness.Options()
    options.clock = MeetingClock(oversleep: .seconds(7_200))
    try await ShellHarness.with(options) { harness in
      let log = OutputLog()

      let status = try await replay("start audio for=10m\n", in: harness, log)

      #expect(
        log.text.contains(
          "its time was over 1 h 50 min ago (this machine slept, or was busy)\n"), "\(log.text)")
      #expect(status == .success)
      #expect(try await states(harness) == ["audio ended"])
    }
  }

  @Test(
    arguments: [
      ("start audio for=10m", []), ("start audio", ["never-stopped"]),
    ] as [(String, [String])])
  func `a script need not stop what has an end`(_ line: String, _ codes: [String]) async throws {
    try await ShellHarness.with { harness in
      let problems = Checker.check(
        SourceText(name: "a.vsdk", text: Self.place + line), arguments: ScriptArguments(),
        session: harness.session(), services: harness.services
      ).problems

      #expect(problems.map(\.code) == codes)
    }
  }

  @Test func `the ledger has the end before the start is sent`() async throws {
    try await ShellHarness.with { harness in
      let ledger = try Ledger.inMemory()
      var services = harness.services
      services.openLedger = { _ in ledger }
      let now = Date(timeIntervalSince1970: 1_767_358_800)
      services.now = { now }
      var session = harness.classroom()
      try await harness.order(fault: #"{"fault":{"drop":"after"},"times":9}"#)
      session.settings.put(.retries, "0", from: .prompt)

      _ = await Interpreter(services: services).type("start audio for=90m", in: &session)

      #expect(try ledger.running().map(\.start.deadline) == [now.addingTimeInterval(5_400)])
      #expect(session.timeToDeadline == .seconds(5_400))
    }
  }

  @Test func `a shell that comes later stops what is overdue, and nothing else`() async throws {
    try await ShellHarness.with { harness in
      let ledger = try Ledger.inMemory()
      var services = harness.services
      services.openLedger = { _ in ledger }
      var earlier = harness.classroom()
      let interpreter = Interpreter(services: services)
      _ = await interpreter.type("start audio for=10m", in: &earlier)
      _ = await interpreter.type("start video for=30m", in: &earlier)
      _ = await interpreter.type("start screen_video", in: &earlier)
      services.now = { Date().addingTimeInterval(1_200) }

      let (told, session) = await Interpreter(services: services)
        .stopOverdue(in: harness.classroom())

      #expect(!told.isEmpty)
      #expect(session.running == [])
      #expect(
        try await states(harness).sorted()
          == ["audio ended", "screen_video recording", "video recording"])
      let again = await Interpreter(services: services).stopOverdue(in: harness.classroom())
      #expect(again.told.isEmpty)
    }
  }

  /// The file stalls behind its first bytes.
  @Test func `a download that takes long is no reason to stop late`() async throws {
    var options = ShellHarness.Options()
    options.clock = ContinuousClock()
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\nthe first bytes"
    try await HostileServer.run({ _, _ in .write(head) }) { _, origin in
      try await ShellHarness.with(options) { harness in
        let interpreter = Interpreter(services: harness.services)
        let folder = try TemporaryFolder()
        var session = harness.classroom()
        _ = await interpreter.type("start audio video for=1s", in: &session)
        let transfer = try Sample.transfer(
          [#"{"fileUrl":"\#(origin)/a.webm","size":1000000000}"#], to: folder.path + "/a.webm")
        let lent = session

        let (outcome, after) = await withTaskGroup(of: (CommandOutcome, Session).self) { group in
          group.addTask {
            var (outcome, session) = (CommandOutcome(), lent)
            await interpreter.fetch(transfer, in: &session, into: &outcome)
            return (outcome, session)
          }
          while let states = try? await states(harness),
            states.contains(where: { $0.hasSuffix("recording") })
          {
            await Task.yield()
          }
          group.cancelAll()
          return await group.next() ?? (CommandOutcome(), lent)
        }

        #expect(outcome.notes.map { $0.hasSuffix("their time is over") } == [true])
        #expect(outcome.failures.map(\.message) == ["interrupted"])
        #expect(after.running == [])
      }
    }
  }

  // MARK: While somebody types

  @Test func `deadlines are met while the shell waits for keys, and told`() async throws {
    try await ShellHarness.with { harness in
      let interpreter = Interpreter(services: harness.services)
      var session = harness.classroom()
      _ = await interpreter.type("start audio for=10m", in: &session)
      let (events, told) = AsyncStream<String>.makeStream()
      let watch = SessionWatch(interpreter: interpreter) { events, prompt in
        for line in events.flatMap(\.noticeLines) { told.yield(line) }
        told.yield(prompt?.plain ?? "no prompt")
      }
      let lent = session
      let after = await withTaskGroup(of: Void.self) { group -> Session? in
        group.addTask { await watch.run() }
        watch.lend(lent) { _, session in PromptText(isUTF8: true, isColored: false).main(session) }
        var lines = events.makeAsyncIterator()
        #expect(
          await lines.next() == "note: stopped audio · abcd · abcd-efgh-ijkl: its time is over")
        #expect(await lines.next() == "sandbox abcd-efgh-ijkl/abcd ▸ ")
        let after = await watch.takeBack()
        group.cancelAll()
        return after
      }

      #expect(after?.running == [])
      #expect(after?.hasDeadlines == false)
      let states = try await states(harness)
      #expect(states == ["audio ended"])
    }
  }

  @Test
  func
    `a session to which nothing can happen is not lent, and one that is wanted back comes at once`()
    async throws
  {
    var options = ShellHarness.Options()
    options.clock = ContinuousClock()
    try await ShellHarness.with(options) { harness in
      let interpreter = Interpreter(services: harness.services)
      let watch = SessionWatch(interpreter: interpreter) { _, _ in }
      watch.lend(harness.classroom()) { _, _ in nil }
      let none = await watch.takeBack()
      #expect(none?.running == nil)

      var session = harness.classroom()
      _ = await interpreter.type("start audio for=10h", in: &session)
      let lent = session
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await watch.run() }
        for _ in 0..<100 {
          watch.lend(lent) { _, _ in nil }
          let back = await watch.takeBack()
          #expect(back?.running.count == 1)
        }
        group.cancelAll()
      }
    }
  }

  // MARK: A question first

  private func ask(
    _ line: String, _ answers: [String], kind: Target.Kind = .live, confirm: Bool = true
  ) async throws -> (text: String, operations: [String]) {
    try await ShellHarness.with { harness in
      let log = OutputLog()
      var session = harness.classroom(kind: kind)
      if !confirm { session.settings.put(.confirm, "off", from: .prompt) }
      let keys = ([line] + answers + ["quit"]).map { ScriptedLines.Key.line($0) } + [.line("l")]
      _ = await harness.runShell(ScriptedLines(keys), session: session, log: log)
      return (log.text, try await harness.receivedOperations())
    }
  }

  @Test(arguments: [
    ("start audio for=1000h", "note: 41 d 16 h of recording cost about $120.00 (an estimate)\n"),
    (
      "start audio video participant=abcd,efgh for=1000h",
      "note: 41 d 16 h of recording cost about $960.00 (an estimate)\n"
    ),
  ])
  func `at the real service what costs much is asked about`(
    _ line: String, _ question: String
  ) async throws {
    let no = try await ask(line, [""])
    let yes = try await ask(line, ["y"])

    #expect(no.text.hasPrefix(question + "note: nothing was started\n"), "\(no.text)")
    #expect(no.operations == [])
    #expect(yes.text.hasPrefix(question + "track recording started"), "\(yes.text)")
    #expect(yes.operations.contains("startTrackRecording"))
  }

  @Test(arguments: [
    ("start audio for=1h", Target.Kind.live, true), ("start audio for=1000h", .sandbox, true),
    ("start audio for=1000h", .live, false),
  ])
  func `nothing else is asked about`(
    _ line: String, _ kind: Target.Kind, _ confirms: Bool
  ) async throws {
    let (text, operations) = try await ask(line, [], kind: kind, confirm: confirms)

    #expect(text.hasPrefix("track recording started"), "\(text)")
    #expect(operations.first == "startTrackRecording")
  }
}

extension Interpreter {
  /// Runs a line in a session.
  func type(_ line: String, in session: inout Session) async -> CommandOutcome {
    let source = SourceText(name: "<prompt>", text: line)
    guard let syntax = ScriptUnits(source).compactMap(\.command).first,
      let bound = try? StatementBinder.bind(
        syntax, span: SourceSpan(0, line.utf8.count), in: Scope())
    else { return CommandOutcome() }
    var scope = Scope()
    return await perform(bound, in: &session, scope: &scope)
  }
}
