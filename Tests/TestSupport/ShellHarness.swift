import FoundationEssentials
import HookReceiver
public import Ledger
public import SandboxServer
public import ShellCore
import Synchronization
import VideoSDKClient

/// Everything a shell needs, in process: a real sandbox, a real transport, and output that is kept.
///
/// Its clock moves only when something sleeps, so nothing takes time and every duration that is shown is exact.
public struct ShellHarness: Sendable {
  /// The sandbox, which nobody else uses.
  public let sandbox: RunningSandbox
  /// The doors that commands go through.
  public let services: Services
  /// The sandbox as a session's target.
  public let target: Target
  /// The time of the shell.
  public let clock: InstantClock

  /// What differs from one test to the next.
  public struct Options: Sendable {
    /// The variables of the process.
    public var environment: [String: String] = [:]
    /// Scripts are read from nowhere and written to the disk, unless told otherwise.
    public var files = DiskFiles.door
    /// Answers the question for a secret.
    public var askSecret: @Sendable (String) throws(QuestionProblem) -> String = {
      _ throws(QuestionProblem) in throw .noTerminal
    }
    /// How the ledger is opened.
    public var openLedger: @Sendable (Target.Kind) throws(LedgerError) -> Ledger = {
      _ throws(LedgerError) in try Ledger.inMemory()
    }
    /// What the shell measures and waits with; nil for a clock whose sleeps take no time.
    public var clock: (any Clock<Duration>)?
    /// Is told of every verified webhook.
    public var tellWebhook: (@Sendable (String) -> Void)?
    /// What the file of progress holds, and what becomes of it.
    public var progress = ProgressLines()
    /// How the sandbox answers: files are there as soon as their recording is stopped.
    public var sandbox = SandboxConfiguration(isDeterministic: true, processing: .zero)

    /// No variables, no files, a ledger in memory, the classroom.
    public init() {}
  }

  /// Starts a sandbox and a transport, and runs `body` beside them.
  public static func with<Result>(
    _ options: Options = Options(), _ body: (ShellHarness) async throws -> Result
  ) async throws -> Result {
    try await Sandbox.withServer(options.sandbox) { sandbox in
      let origin = try Origin(sandbox.endpoint)
      return try await AsyncHTTPTransport.withTransport { (transport) async throws in
        try await LoopbackReceiver.withReceiver { (receiver) async throws in
          let clock = InstantClock()
          let host = SandboxHost()
          async let _: Void = host.run()
          var services = Services(
            transport: transport, clock: options.clock ?? clock, now: { Date() },
            openLedger: options.openLedger, shellID: "test-shell",
            environment: options.environment, redactor: Redactor(), files: options.files,
            askSecret: options.askSecret, openReceiver: receiver.open,
            tellWebhook: options.tellWebhook)
          services.lessons = options.progress.doors(of: host)
          return try await body(
            ShellHarness(
              sandbox: sandbox, services: services,
              target: Target(kind: .sandbox, origin: origin, reason: "--sandbox"), clock: clock))
        }
      }
    }
  }

  /// A new session with the sandbox's key pair.
  public func session(kind: Target.Kind = .sandbox, settings: Settings = Settings()) -> Session {
    var target = target
    target.kind = kind
    return Session(
      target: target,
      credentials: CredentialSettings(
        apiKey: sandbox.apiKey, secret: Secret(sandbox.secret), for: target.origin,
        provenance: "the sandbox's own key pair"),
      settings: settings)
  }

  /// A new session in which room and participant are chosen.
  public func classroom(kind: Target.Kind = .sandbox) -> Session {
    var settings = Settings()
    settings.put(.room, "abcd-efgh-ijkl", from: .prompt)
    settings.put(.participant, "abcd", from: .prompt)
    return session(kind: kind, settings: settings)
  }

  /// Runs the interactive shell until it ends; its output goes to `log`.
  public func runShell(
    _ lines: ScriptedLines, session: Session, log: OutputLog,
    interrupts: any InterruptScope = CalmScope()
  ) async -> ExitStatus {
    services.redactor.add(session.credentials.secrets)
    var shell = ShellLoop(
      lines: lines, session: session, interpreter: Interpreter(services: services),
      interrupts: interrupts, redactor: services.redactor,
      style: ShellLoop.Style(isUTF8: true, isColored: false),
      emit: log.sink(redactor: services.redactor))
    return await shell.run()
  }

  /// Types lines into another shell on the same sandbox.
  public func typeElsewhere(_ line: String) async {
    let lines = ScriptedLines([.line(line), .end, .line("l")])
    _ = await runShell(lines, session: classroom(), log: OutputLog())
  }

  /// Orders a fault, in the JSON of the control plane.
  public func order(fault: String) async throws {
    try await control(.post, "/sandbox/faults", body: fault)
  }

  /// Takes the sandbox back to its start.
  public func reset() async throws { try await control(.post, "/sandbox/reset") }

  /// Asks the control plane for the requests the sandbox received; answers with their operations.
  public func receivedOperations() async throws -> [String] {
    guard case .array(let requests)? = try await control(.get, "/sandbox/requests")["requests"]
    else { return [] }
    return requests.compactMap { request in
      if case .string(let operation)? = request["operation"] { operation } else { nil }
    }
  }

  @discardableResult
  private func control(
    _ method: HTTPMethod, _ path: String, body: String? = nil
  ) async throws -> JSONValue {
    let headers = body == nil ? [] : [(name: "Content-Type", value: "application/json")]
    let answer = try await services.transport.send(
      HTTPCall(
        method: method, origin: target.origin, target: path, headers: headers,
        body: body.map { Array($0.utf8) }, timeout: .seconds(20)))
    guard answer.status == 200 else {
      throw ControlRefusal(
        status: answer.status, body: String(decoding: answer.body, as: UTF8.self))
    }
    return try answer.json()
  }
}

/// The progress of lessons in memory, in the place of a file.
public final class ProgressLines: Sendable {
  private let state: Mutex<(lines: [String], problem: String?)>

  /// - Parameter problem: why nothing can be written; nil where something can.
  public init(_ lines: [String] = [], problem: String? = nil) { state = Mutex((lines, problem)) }

  /// What is kept now.
  public var lines: [String] { state.withLock { $0.lines } }

  /// What lessons need, with deterministic sandboxes.
  func doors(of host: SandboxHost) -> LessonDoors {
    LessonDoors(
      openSandbox: { () throws(SandboxProblem) in
        do {
          let (sandbox, close) = try await host.open(
            SandboxConfiguration(isDeterministic: true, processing: .zero))
          return OwnSandbox(
            origin: try Origin(sandbox.endpoint), apiKey: sandbox.apiKey,
            secret: Secret(sandbox.secret), close: close)
        } catch {
          throw SandboxProblem(reason: "\(error)")
        }
      },
      readProgress: { [self] () throws(FileProblem) in lines },
      addProgress: { [self] line throws(FileProblem) in
        let problem = state.withLock { state in
          if state.problem == nil { state.lines.append(line) }
          return state.problem
        }
        if let problem { throw FileProblem(path: "lessons", reason: problem) }
      })
  }
}

/// The sandbox did not understand what a test asked of it.
struct ControlRefusal: Error {
  let status: Int
  let body: String
}

/// No signal ever comes.
public struct CalmScope: InterruptScope {
  /// There is nothing to set up.
  public init() {}

  /// Runs `body` to its end.
  public func run<Value: Sendable>(
    _ body: @escaping () async -> Value
  ) async -> (value: Value, ended: ExitStatus?) {
    (await body(), nil)
  }
}

/// All that a shell wrote, both streams in order.
public final class OutputLog: Sendable {
  private let pieces = Mutex<[Piece]>([])

  private struct Piece: Sendable {
    let stream: Output.Stream
    let text: String
  }

  /// Nothing was written yet.
  public init() {}

  /// Takes events, draws them as for a plain file, and keeps the result.
  public func sink(
    redactor: Redactor = Redactor(), facts: RenderingFacts = RenderingFacts()
  ) -> @Sendable (Event) -> Void {
    let renderer = EventRenderer(facts, Presentation(Settings()))
    return { event in
      let drawn = renderer.render(event).flatMap { output in
        let text = redactor.redact(output.text)
        // What does not fit the schema shows in the log, so that no test of it stays green.
        let findings = JSONLines.findings(in: text).map { $0 + "\n" }.joined()
        return [Piece(stream: output.stream, text: text + findings)]
      }
      self.pieces.withLock { $0 += drawn }
    }
  }

  /// Everything written, as one text.
  public var text: String { pieces.withLock { $0.map(\.text).joined() } }

  /// What one stream got.
  public func text(_ stream: Output.Stream) -> String {
    pieces.withLock { $0.filter { $0.stream == stream }.map(\.text).joined() }
  }

  /// Everything written since the last call.
  public func take() -> String {
    pieces.withLock { pieces in
      defer { pieces = [] }
      return pieces.map(\.text).joined()
    }
  }
}

/// A clock whose sleeps take no time but move it on.
public final class InstantClock: Clock {
  /// A moment, counted from the start of the clock.
  public struct Instant: InstantProtocol {
    let offset: Duration

    /// The moment a while later.
    public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    /// How long it is to another moment.
    public func duration(to other: Instant) -> Duration { other.offset - offset }
    /// Whether a moment comes first.
    public static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private let elapsed = Mutex(Duration.zero)

  /// A clock at its start.
  public init() {}

  /// The moment that all sleeps so far have led to.
  public var now: Instant { Instant(offset: elapsed.withLock { $0 }) }
  /// It is exact.
  public var minimumResolution: Duration { .nanoseconds(1) }

  /// Moves on to the deadline at once.
  public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    elapsed.withLock { $0 = max($0, deadline.offset) }
  }
}
