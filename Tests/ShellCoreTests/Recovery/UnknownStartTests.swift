import CommandLanguage
import Ledger
import Synchronization
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// A start of which nobody knows what became of it.
@Suite("doubtful start sent again, or forgotten", .timeLimit(.minutes(2)))
struct UnknownStartTests {
  /// A list that does not show yet what the service has begun, as a real one may not.
  private final class LaggingList: Transport {
    private let inner: any Transport
    private let lags = Mutex(true)

    init(_ inner: any Transport) { self.inner = inner }

    /// Shows all from now on.
    func catchUp() { lags.withLock { $0 = false } }

    func send(_ call: HTTPCall) async throws(ClientError) -> HTTPAnswer {
      let answer = try await inner.send(call)
      guard call.method == .get, call.target.hasPrefix("/v2/recordings"), call.target.contains("?"),
        answer.status == 200, lags.withLock({ $0 })
      else { return answer }
      let empty =
        #"{"pageInfo":{"currentPage":1,"perPage":20,"lastPage":1,"total":0},"data":[]}"#
      return HTTPAnswer(status: 200, headers: answer.headers, body: Array(empty.utf8))
    }
  }

  /// What comes back for the one start that is sent; the list is empty all the while.
  static let faults = [
    #"{"drop":"before"}"#, #"{"drop":"after"}"#, #"{"status":408}"#, #"{"status":500}"#,
    #"{"status":502}"#, #"{"status":504}"#,
  ]

  /// The sorts of recordings, as commands and operations name them.
  enum Sort: String, CaseIterable, Sendable {
    case audio, participant, meeting

    var operation: String {
      switch self {
      case .audio: "TrackRecording"
      case .participant: "ParticipantRecording"
      case .meeting: "Recording"
      }
    }

    var named: String {
      self == .meeting ? "meeting · abcd-efgh-ijkl" : "\(rawValue) · abcd · abcd-efgh-ijkl"
    }

    /// What the shell says of its price.
    var cost: String { self == .meeting ? "" : ", less than $0.01 so far (an estimate)" }
  }

  /// Shells with one ledger on one sandbox, whose list lags.
  private struct Desk {
    let harness: ShellHarness
    let list: LaggingList
    let ledger: Ledger

    func fail(_ operation: String = "startTrackRecording", with fault: String) async throws {
      try await harness.order(
        fault: #"{"match":{"operation":"\#(operation)"},"times":3,"fault":\#(fault)}"#)
    }

    /// - Parameter onAsk: told at each prompt how many lines were typed before it.
    func type(
      _ keys: String..., onAsk: @escaping @Sendable (Int) -> Void = { _ in }
    ) async -> (lines: ScriptedLines, log: OutputLog, status: ExitStatus) {
      let lines = ScriptedLines(keys.map { ScriptedLines.Key($0) }, onAsk: onAsk)
      let log = OutputLog()
      var shell = ShellLoop(
        lines: lines, session: harness.classroom(),
        interpreter: Interpreter(services: services), interrupts: CalmScope(),
        redactor: services.redactor, style: ShellLoop.Style(isUTF8: true, isColored: false),
        emit: log.sink(redactor: services.redactor))
      return (lines, log, await shell.run())
    }

    func replay(_ text: String) async throws -> (status: ExitStatus, output: String) {
      let log = OutputLog()
      let session = harness.classroom()
      let (script, _) = Checker.check(
        SourceText(name: "main.vsdk", text: text), arguments: ScriptArguments(), session: session,
        services: services)
      var replayer = ScriptReplayer(
        try #require(script), session: session, interpreter: Interpreter(services: services),
        emit: log.sink(redactor: services.redactor))
      await replayer.runBody()
      await replayer.runDeferred()
      return (replayer.finish(), log.text)
    }

    /// How often an operation was received.
    func count(_ operation: String) async throws -> Int {
      try await harness.receivedOperations().count { $0 == operation }
    }

    private var services: Services {
      var services = harness.services
      services.transport = list
      services.openLedger = { _ in ledger }
      return services
    }
  }

  private func withDesk(_ body: (Desk) async throws -> Void) async throws {
    try await ShellHarness.with { harness in
      let desk = Desk(
        harness: harness, list: LaggingList(harness.services.transport),
        ledger: try Ledger.inMemory())
      try await body(desk)
    }
  }

  @Test(arguments: faults, Sort.allCases)
  func `is sent once, counted, and stopped by "stop all"`(
    _ fault: String, _ sort: Sort
  ) async throws {
    try await withDesk { desk in
      try await desk.fail("start\(sort.operation)", with: fault)

      let shell = await desk.type("start \(sort.rawValue)", "stop all", "quit")

      #expect(try await desk.count("start\(sort.operation)") == 1)
      #expect(try await desk.count("stop\(sort.operation)") == 1)
      #expect(
        shell.lines.prompts.map(\.plain) == [
          "sandbox abcd-efgh-ijkl/abcd ▸ ", "sandbox abcd-efgh-ijkl/abcd ●1 ▸ ",
          "sandbox abcd-efgh-ijkl/abcd ▸ ",
        ], "\(shell.log.text)")
      #expect(shell.status == .success)
      #expect(try desk.ledger.running() == [])
    }
  }

  @Test(arguments: Sort.allCases)
  func `is confirmed by a list that shows what has begun since`(_ sort: Sort) async throws {
    try await withDesk { desk in
      desk.list.catchUp()
      try await desk.fail("start\(sort.operation)", with: #"{"drop":"after"}"#)

      let shell = await desk.type("start \(sort.rawValue)", "stop all", "quit")

      #expect(!shell.log.text.contains("error"), "\(shell.log.text)")
      #expect(shell.log.text.contains("the list of recordings shows that it runs"))
      #expect(try await desk.count("start\(sort.operation)") == 1)
      #expect(try await desk.count("stop\(sort.operation)") == 1)
      #expect(try desk.ledger.running() == [])
    }
  }

  @Test(arguments: faults, Sort.allCases)
  func `is named on leaving, and told by the next shell`(
    _ fault: String, _ sort: Sort
  ) async throws {
    try await withDesk { desk in
      try await desk.fail("start\(sort.operation)", with: fault)

      let first = await desk.type("start \(sort.rawValue)", "quit", "l")
      let second = await desk.type("quit")

      #expect(
        first.log.text.contains("note: 1 recording you started may still run: \(sort.named)\n"),
        "\(first.log.text)")
      #expect(first.status == ExitStatus(.leak))
      #expect(
        second.log.text == """
          note: 1 recording you started today may still run\(sort.cost); \
          `recover` stops, leaves or forgets it

          """)
      #expect(try desk.ledger.running().map(\.certainty) == [.unknown])
    }
  }

  @Test(arguments: faults, Sort.allCases)
  func `is stopped on the way out where that is asked for`(
    _ fault: String, _ sort: Sort
  ) async throws {
    try await withDesk { desk in
      try await desk.fail("start\(sort.operation)", with: fault)

      let shell = await desk.type("start \(sort.rawValue)", "quit", "s")

      #expect(shell.status == .success, "\(shell.log.text)")
      #expect(try await desk.count("stop\(sort.operation)") == 1)
      #expect(try desk.ledger.running() == [])
    }
  }

  @Test(arguments: faults, Sort.allCases)
  func `is found by "recover" in a list that lags, and stopped by it`(
    _ fault: String, _ sort: Sort
  ) async throws {
    try await withDesk { desk in
      try await desk.fail("start\(sort.operation)", with: fault)
      _ = await desk.type("start \(sort.rawValue)", "quit", "l")

      let looking = await desk.type("recover leave", "quit")
      #expect(looking.log.text.contains("not listed"), "\(looking.log.text)")
      #expect(try desk.ledger.running().count == 1)

      let stopping = await desk.type("recover stop", "quit")
      #expect(try await desk.count("stop\(sort.operation)") == 1, "\(stopping.log.text)")
      #expect(!stopping.log.text.contains("error"), "\(stopping.log.text)")
      #expect(try desk.ledger.running() == [])
    }
  }

  @Test func `is forgotten by "recover forget" alone`() async throws {
    try await withDesk { desk in
      try await desk.fail(with: #"{"status":500}"#)
      _ = await desk.type("start audio", "quit", "l")

      _ = await desk.type("recover forget", "quit")

      #expect(try await desk.count("stopTrackRecording") == 0)
      #expect(try desk.ledger.running() == [])
    }
  }

  @Test(arguments: faults, Sort.allCases)
  func `is stopped by what a script deferred, and is its failure`(
    _ fault: String, _ sort: Sort
  ) async throws {
    try await withDesk { desk in
      try await desk.fail("start\(sort.operation)", with: fault)

      let replay = try await desk.replay("defer stop all\nstart \(sort.rawValue)\necho never\n")

      #expect(replay.status == ExitStatus(.transport), "\(replay.output)")
      #expect(!replay.output.contains("\nnever\n"))
      #expect(try await desk.count("start\(sort.operation)") == 1)
      #expect(try await desk.count("stop\(sort.operation)") == 1)
      #expect(try desk.ledger.running() == [])
    }
  }

  @Test(arguments: faults, ["try start audio", "start audio\nexpect http == 5xx"])
  func `is hidden neither by "try" nor by an expectation`(
    _ fault: String, _ script: String
  ) async throws {
    try await withDesk { desk in
      try await desk.fail(with: fault)

      let replay = try await desk.replay(script + "\necho never\n")

      #expect(replay.status == ExitStatus(.transport), "\(replay.output)")
      #expect(!replay.output.contains("\nnever\n"))
      #expect(replay.output.contains("1 recording that this script started still runs, or may"))
      #expect(try desk.ledger.running().map(\.certainty) == [.unknown])
    }
  }

  @Test func `stays open while the list is empty, and is settled by a list that shows it`()
    async throws
  {
    try await withDesk { desk in
      try await desk.fail(with: #"{"drop":"after"}"#)

      let shell = await desk.type(
        "start audio", "recordings", "session", "recordings", "session", "quit", "l"
      ) { place in
        if place == 3 { desk.list.catchUp() }
      }

      let facts = shell.log.text.split(separator: "\n").filter { $0.hasPrefix("audio  abcd ") }
      #expect(
        facts.map { $0.split(separator: " ").suffix(2).joined(separator: " ") }
          == ["unknown assumed", "recording known"], "\(shell.log.text)")
      #expect(try desk.ledger.running().map(\.certainty) == [.started])
    }
  }

  @Test func `stays open when the list shows only an older record that has ended`() async throws {
    try await withDesk { desk in
      desk.list.catchUp()
      _ = await desk.type("start audio", "stop audio", "quit")
      try await desk.fail(with: #"{"drop":"before"}"#)

      let shell = await desk.type("start audio", "recordings", "recording audio", "quit", "l")

      #expect(shell.status == ExitStatus(.leak), "\(shell.log.text)")
      #expect(try desk.ledger.running().map(\.certainty) == [.unknown])
    }
  }
}
