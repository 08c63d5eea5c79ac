import CommandLanguage
import FoundationEssentials
import Ledger
import Synchronization
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite(.timeLimit(.minutes(2)))
struct LedgerWriterTests {
  /// A shell whose ledger is a file, and that file seen by somebody else.
  private struct Desk {
    let harness: ShellHarness
    let path: String

    /// What another process would read now.
    func entries() throws -> [String] {
      try Ledger(path: path).running(shell: "test-shell").map {
        "\($0.start.track.kind) of \($0.start.track.participant) \($0.certainty.rawValue)"
      }
    }

    func perform(
      _ text: String, in session: inout Session, through services: Services? = nil
    ) async throws -> CommandOutcome {
      let (syntax, span) = try Sample.command(text)
      var scope = Scope()
      let prepared = try StatementBinder.bind(syntax, span: span, in: scope)
      return await Interpreter(services: services ?? harness.services)
        .perform(prepared, in: &session, scope: &scope)
    }
  }

  private func withDesk(_ body: (Desk) async throws -> Void) async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/state/ledger.sqlite"
    var options = ShellHarness.Options()
    options.openLedger = { _ throws(LedgerError) in try Ledger(path: path) }
    try await ShellHarness.with(options) { try await body(Desk(harness: $0, path: path)) }
  }

  /// Performs a command as the middle of a script, and tells what another process reads then.
  private func entries(
    after text: String, with interpreter: Interpreter, in session: inout Session, _ desk: Desk
  ) async throws -> [String] {
    let (syntax, span) = try Sample.command(text)
    var scope = Scope()
    let prepared = try StatementBinder.bind(syntax, span: span, in: scope)
    _ = await interpreter.perform(prepared, in: &session, scope: &scope)
    return try desk.entries()
  }

  @Test func `in a sequence, outcomes wait for the next intent, a pause or the end`() async throws {
    try await withDesk { desk in
      let interpreter = Interpreter(services: desk.harness.services).forSequence()
      var session = desk.harness.classroom()

      var seen: [[String]] = []
      for text in ["start audio", "start video", "wait 1ms", "stop all"] {
        seen.append(try await entries(after: text, with: interpreter, in: &session, desk))
      }

      // A start that may run is never missing, whatever becomes of the process.
      #expect(
        seen == [
          ["audio of abcd unknown"], ["audio of abcd started", "video of abcd unknown"],
          ["audio of abcd started", "video of abcd started"],
          ["audio of abcd started", "video of abcd started"],
        ])
      #expect(interpreter.settle() == nil)
      #expect(try desk.entries() == [])
    }
  }

  @Test func `the intent is on disk before the request leaves`() async throws {
    try await withDesk { desk in
      let seen = Mutex<[[String]]>([])
      var services = desk.harness.services
      services.transport = ObservedTransport(
        inner: services.transport,
        onSend: { _ in
          let entries = (try? desk.entries()) ?? ["unreadable"]
          seen.withLock { $0.append(entries) }
        })
      var session = desk.harness.classroom()

      _ = try await desk.perform("start audio video", in: &session, through: services)

      let first = seen.withLock { $0.first }
      #expect(first == ["audio of abcd unknown", "video of abcd unknown"])
      #expect(try desk.entries() == ["audio of abcd started", "video of abcd started"])
    }
  }

  @Test func `a start that never left is no recording`() async throws {
    try await withDesk { desk in
      var session = desk.harness.classroom()
      session.settings.put(.retries, "0", from: .prompt)
      // Nobody may listen on port 1 of a loopback address without being root.
      let origin = try Origin("http://127.0.0.1:1")
      session.target.origin = origin
      session.credentials = CredentialSettings(
        apiKey: "sandbox", secret: Secret("secret"), for: origin, provenance: "a test")

      let performance = try await desk.perform("start audio", in: &session)

      #expect(performance.failures.map { $0.code } == ["refused"])
      #expect(try desk.entries() == [])
    }
  }

  @Test func `a start whose connection was dropped stays in the ledger as unknown`() async throws {
    try await withDesk { desk in
      try await desk.harness.order(
        fault: #"{"match":{"operation":"startTrackRecording"},"fault":{"drop":"before"}}"#)
      var session = desk.harness.classroom()
      session.settings.put(.retries, "0", from: .prompt)

      let performance = try await desk.perform("start audio", in: &session)

      #expect(performance.failures.map { $0.code } == ["outcome-unknown"])
      #expect(try desk.entries() == ["audio of abcd unknown"])
    }
  }

  @Test func `a start that was refused is no recording`() async throws {
    try await withDesk { desk in
      var session = desk.harness.classroom()

      _ = try await desk.perform("start audio participant=nobody", in: &session)

      #expect(try desk.entries() == [])
    }
  }

  @Test func `a stop takes the recording out, and so does word that nothing runs`() async throws {
    try await withDesk { desk in
      var session = desk.harness.classroom()
      _ = try await desk.perform("start audio video", in: &session)

      _ = try await desk.perform("stop audio", in: &session)
      #expect(try desk.entries() == ["video of abcd started"])

      await desk.harness.typeElsewhere("stop video")
      _ = try await desk.perform("stop video", in: &session)
      #expect(try desk.entries() == [])
    }
  }

  @Test func `a stop is noted before it leaves`() async throws {
    try await withDesk { desk in
      let seen = Mutex<[[String]]>([])
      var services = desk.harness.services
      services.transport = ObservedTransport(
        inner: services.transport,
        onSend: { _ in
          let entries = (try? desk.entries()) ?? ["unreadable"]
          seen.withLock { $0.append(entries) }
        })
      var session = desk.harness.classroom()
      _ = try await desk.perform("start audio video", in: &session)

      _ = try await desk.perform("stop audio", in: &session, through: services)

      // Whether it still runs is open while the answer is on its way.
      #expect(
        seen.withLock { $0.first } == ["audio of abcd unknown", "video of abcd started"])
      #expect(try desk.entries() == ["video of abcd started"])
    }
  }

  @Test(arguments: [
    (#"{"status":400}"#, "started"), (#"{"status":403}"#, "started"),
    (#"{"status":503}"#, "started"),
    (#"{"status":500}"#, "unknown"), (#"{"status":408}"#, "unknown"),
    (#"{"status":502}"#, "unknown"), (#"{"status":504}"#, "unknown"),
    (#"{"drop":"before"}"#, "unknown"),
    (#"{"drop":"after"}"#, "unknown"), (#"{"body":"html"}"#, "unknown"),
  ])
  func `a stop that failed leaves its entry as sure as the answer allows`(
    _ fault: String, _ certainty: String
  ) async throws {
    try await withDesk { desk in
      var session = desk.harness.classroom()
      session.settings.put(.retries, "0", from: .prompt)
      _ = try await desk.perform("start audio", in: &session)
      try await desk.harness.order(
        fault: #"{"match":{"operation":"stopTrackRecording"},"fault":\#(fault)}"#)

      let performance = try await desk.perform("stop audio", in: &session)

      #expect(performance.failures.count == 1)
      #expect(try desk.entries() == ["audio of abcd \(certainty)"])
    }
  }

  @Test func `a start that is refused because it runs settles what was open`() async throws {
    try await withDesk { desk in
      try await desk.harness.order(
        fault: #"{"match":{"operation":"startTrackRecording"},"fault":{"drop":"after"}}"#)
      try await desk.harness.order(
        fault: #"{"match":{"operation":"listTrackRecordings"},"times":9,"fault":{"status":500}}"#)
      var session = desk.harness.classroom()
      session.settings.put(.retries, "0", from: .prompt)
      _ = try await desk.perform("start audio", in: &session)
      #expect(try desk.entries() == ["audio of abcd unknown"])

      let performance = try await desk.perform("start audio", in: &session)

      #expect(performance.notes == ["the ledger now takes audio of abcd as recording"])
      #expect(try desk.entries() == ["audio of abcd started"])
    }
  }

  @Test func `nothing is noted when the setting is off`() async throws {
    try await withDesk { desk in
      var session = desk.harness.classroom()
      session.settings.put(.ledger, "off", from: .prompt)

      _ = try await desk.perform("start audio", in: &session)

      #expect(session.running.map(\.track) == [Sample.track()])
      #expect(!FileManager.default.fileExists(atPath: desk.path))
    }
  }

  @Test func `only what starts or stops opens the ledger`() async throws {
    try await withDesk { desk in
      var session = desk.harness.classroom()

      _ = try await desk.perform("recordings", in: &session)

      #expect(!FileManager.default.fileExists(atPath: desk.path))
    }
  }

  @Test(arguments: [Target.Kind.live, .endpoint, .sandbox])
  func `a ledger that cannot be opened keeps only LIVE from starting`(
    _ kind: Target.Kind
  ) async throws {
    var options = ShellHarness.Options()
    options.openLedger = { _ throws(LedgerError) in try Ledger(path: "/dev/null/ledger.sqlite") }
    try await ShellHarness.with(options) { harness in
      var session = harness.classroom(kind: kind)
      let desk = Desk(harness: harness, path: "/dev/null/ledger.sqlite")

      let performance = try await desk.perform("start audio", in: &session)

      let words = "cannot open the ledger /dev/null/ledger.sqlite: not a directory"
      let isLive = kind == .live
      #expect(performance.failures.map { $0.message } == (isLive ? [words] : []))
      #expect(performance.warnings.map { $0.message } == (isLive ? [] : [words]))
      #expect(session.running.map(\.track) == (isLive ? [] : [Sample.track()]))
      #expect(
        try await harness.receivedOperations() == (isLive ? [] : ["startTrackRecording"]))
    }
  }
}
