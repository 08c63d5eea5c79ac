import CommandLanguage
public import FoundationEssentials
import Synchronization
public import VideoSDKClient

/// Builds the record of a replay from its events.
///
/// Every text is redacted before it is kept, but for what was sent and came back: that is when the record is taken. Shared,
/// because events come from the task that runs a script and from those it waits for.
public final class ReplayRecorder: Sendable {
  private let redactor: Redactor
  private let keepsSteps: Bool
  private let clock: Clock?
  private let state = Mutex(State())

  /// The time of day, for reports that tell when something was.
  public struct Clock: Sendable {
    let now: @Sendable () -> Date
    let secondsFromUTC: @Sendable (Date) -> Int

    /// Puts one together from its parts.
    public init(
      now: @escaping @Sendable () -> Date, secondsFromUTC: @escaping @Sendable (Date) -> Int
    ) {
      self.now = now
      self.secondsFromUTC = secondsFromUTC
    }
  }

  private struct State {
    var record = ReplayRecord()
    var steps: [StepRecord] = []
    var firstFailure: RecordedFailure?
    var commandCount = 0
    var mistakes: [RecordedFailure] = []
    var run = RunSheet()
    /// What each file did to tracks.
    var runs: [RunSheet] = []
    /// What was sent since the last step.
    var pending = ExchangeTail()
    /// Bytes of the bodies that are kept.
    var size = 0
  }

  /// So many bytes of bodies are kept; behind them only those of steps that failed.
  private static let mostBytes = 8 << 20

  /// A record without files.
  ///
  /// - Parameters:
  ///   - keepsSteps: false where only what failed is told of: other steps are counted and forgotten.
  ///   - clock: where what was sent is to be recorded too, and when; nil where only steps count.
  public init(redactor: Redactor, keepsSteps: Bool = true, clock: Clock? = nil) {
    self.redactor = redactor
    self.keepsSteps = keepsSteps
    self.clock = clock
  }

  /// One like it, for a file that runs beside others; see `take`.
  public func forFile() -> ReplayRecorder {
    ReplayRecorder(redactor: redactor, keepsSteps: keepsSteps, clock: clock)
  }

  /// Takes what another has recorded, as the files that come next.
  public func take(_ other: ReplayRecorder) {
    let (theirs, runs) = other.state.withLock { ($0.record, $0.runs) }
    state.withLock { state in
      for var file in theirs.files {
        file.name = state.record.freeName(file.name)
        for place in file.steps.indices {
          if state.size >= Self.mostBytes { file.steps[place].dropBodies() }
          state.size += file.steps[place].exchanges.reduce(0) { $0 + $1.size }
        }
        state.record.files.append(file)
      }
      state.record.interruption = state.record.interruption ?? theirs.interruption
      state.runs += runs
    }
  }

  /// What was recorded so far.
  public var record: ReplayRecord {
    var (record, runs) = state.withLock { ($0.record, $0.runs) }
    guard let clock else { return record }
    let now = clock.now()
    for file in record.files.indices {
      record.files[file].timeline = runs[file]
        .timeline(Timeline.Clock(now: now, secondsFromUTC: clock.secondsFromUTC))?
        .redacted(by: redactor)
      for step in record.files[file].steps.indices {
        let exchanges = record.files[file].steps[step].exchanges
        record.files[file].steps[step].exchanges = exchanges.map { $0.shown(by: redactor) }
      }
    }
    record.ended = ClockText.local(now, ahead: clock.secondsFromUTC(now))
    return record
  }

  /// Takes a request and its answer, as part of the step that ends next; nil where none is to be recorded.
  public var observer: (@Sendable (Exchange) -> Void)? {
    guard clock != nil else { return nil }
    return { [self] exchange in
      state.withLock { $0.pending.append(RecordedExchange(exchange)) }
    }
  }

  /// Takes what a script's event tells.
  public func note(_ event: Event) {
    if case .completed(let outcome) = event {
      if outcome.command.role != .expectation { state.withLock { $0.commandCount += 1 } }
      if !keepsSteps, outcome.failures.isEmpty || outcome.isTolerated { return }
    }
    switch event.masked(by: redactor, columns: nil) {
    case .completed(let completed):
      if clock != nil { state.withLock { $0.run.take(completed) } }
      add(step(of: completed))
    case .held(let command): if keepsSteps { add(step(command, .passed)) }
    case .failure(let failure): fail(recorded(failure))
    case .began, .frame, .note, .told, .warning, .exchange, .progress, .waiting: break
    }
  }

  /// Notes what kept a file from being a script at all.
  public func fail(_ category: ExitStatus.Category, _ message: String) {
    let text = redactor.redact(message)
    fail(
      RecordedFailure(category: category, code: category.rawValue, message: text, lines: [text]))
  }

  /// Notes how the script that ran up to now ended.
  public func end(file: String, _ status: ExitStatus, after elapsed: Duration) {
    state.withLock { state in
      let name = state.record.freeName(redactor.redact(file))
      let verdict: ReplayRecord.Verdict =
        status == .success ? .passed : .failed(state.firstFailure ?? Self.failure(of: status))
      state.record.files.append(
        FileRecord(
          name: name, elapsed: elapsed, steps: state.steps, verdict: verdict, exit: status,
          commandCount: state.commandCount, mistakes: state.mistakes))
      state.runs.append(state.run)
      state.run = RunSheet()
      state.steps = []
      state.pending = ExchangeTail()
      state.firstFailure = nil
      (state.commandCount, state.mistakes) = (0, [])
      if status == .interrupted { state.record.interruption = .interrupt }
      if status == .terminated { state.record.interruption = .terminate }
    }
  }

  /// Notes a file that was not run at all.
  public func skip(file: String, reason: String) {
    state.withLock { state in
      let name = state.record.freeName(redactor.redact(file))
      state.record.files.append(
        FileRecord(
          name: name, elapsed: .zero, steps: [], verdict: .skipped(reason: reason), exit: .success))
      state.runs.append(RunSheet())
    }
  }

  private func add(_ step: StepRecord) {
    state.withLock { state in
      var step = step
      // What is only expected of the answer above sends nothing; what comes meanwhile is of the step behind it.
      if !state.pending.exchanges.isEmpty {
        step.take(state.pending, keepingBodies: state.size < Self.mostBytes)
        state.size += step.exchanges.reduce(0) { $0 + $1.size }
        state.pending = ExchangeTail()
      }
      state.steps.append(step)
      if case .failed(let failure) = step.verdict {
        state.firstFailure = state.firstFailure ?? failure
      }
    }
  }

  private func fail(_ failure: RecordedFailure) {
    state.withLock { state in
      state.firstFailure = state.firstFailure ?? failure
      state.mistakes.append(failure)
    }
  }

  private func step(of record: CommandOutcome) -> StepRecord {
    var verdict = ReplayRecord.Verdict.passed
    if let first = record.failures.first, !record.isTolerated {
      var failure = recorded(first)
      failure.lines = record.failures.flatMap { lines(of: $0.diagnostic) }
      verdict = .failed(failure)
    }
    var step = step(record.command, verdict)
    step.elapsed = record.elapsed
    step.http = record.http
    step.retried = record.retried
    return step
  }

  private func step(_ command: WrittenCommand, _ verdict: ReplayRecord.Verdict) -> StepRecord {
    StepRecord(
      place: command.place, text: redactor.redact(command.text), role: command.role,
      elapsed: nil, http: nil, verdict: verdict)
  }

  private func recorded(_ failure: Failure) -> RecordedFailure {
    let diagnostic = failure.diagnostic
    return RecordedFailure(
      category: failure.category, code: diagnostic.code,
      message: redactor.redact(diagnostic.message),
      hint: diagnostic.hints.first.map { redactor.redact($0) },
      place: diagnostic.location.map { RecordedPlace($0) }, lines: lines(of: diagnostic))
  }

  private func lines(of diagnostic: Diagnostic) -> [String] {
    DiagnosticText.render(diagnostic, maxWidth: nil).map { redactor.redact($0) }
  }

  /// A script may end with a code of its own, and a signal may end it between two commands.
  private static func failure(of status: ExitStatus) -> RecordedFailure {
    let own = ExitStatus.Category.allCases.first { ExitStatus($0) == status }
    let message =
      switch own {
      case nil where status.code > 128: "ended by a signal"
      case nil: "the script quit with \(status.code)"
      case .usage: "a wrong invocation: nothing was run"
      case let category?: "ended with \(status.code): \(category.rawValue)"
      }
    return RecordedFailure(
      category: own ?? .expectation, code: own?.rawValue ?? "quit", message: message,
      lines: [message])
  }
}

extension StepRecord {
  /// Takes what was sent for it; a step that failed keeps all of it.
  fileprivate mutating func take(_ tail: ExchangeTail, keepingBodies: Bool) {
    exchanges = tail.exchanges
    omittedExchanges = tail.omitted
    if !keepingBodies { dropBodies() }
  }

  /// Leaves out what was sent and what came back, but for a step that failed.
  fileprivate mutating func dropBodies() {
    if case .failed = verdict { return }
    for place in exchanges.indices { exchanges[place].dropBodies() }
  }
}
