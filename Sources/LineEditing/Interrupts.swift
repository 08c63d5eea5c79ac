import CEditLine
import Dispatch
import Synchronization

/// Which signal asked for an end.
public enum InterruptCause: Sendable, Equatable, CaseIterable {
  /// SIGINT: Control-C.
  case interrupt
  /// SIGTERM.
  case terminate
  /// SIGHUP: the terminal has gone.
  case hangUp
  /// SIGQUIT: Control-\, while a command runs.
  case quit

  var signal: Int32 {
    switch self {
    case .interrupt: SIGINT
    case .terminate: SIGTERM
    case .hangUp: SIGHUP
    case .quit: SIGQUIT
    }
  }

  /// What a process that ends because of it returns: 130, 143, 129 or 131.
  public var exitStatus: Int32 { 128 + signal }
}

/// Signals as cancellation: while work runs, SIGINT, SIGTERM, SIGHUP and SIGQUIT cancel it instead of ending
/// the process.
///
/// The signal handler (in C) writes a word to a pipe; a dispatch source reads it and cancels the
/// task. Signals that come within a moment are one wish: `timeout` and its kin signal the process and then its group,
/// and whoever asks twice presses the key twice. Outside `run` and `hold` the signals do what they did before. One at a time in a process, for
/// signals belong to the process; what runs side by side shares it, see `hold`.
///
/// The pipe never hangs up: both ends are closed together, once Dispatch is done with the source, which keeps it. On
/// Linux a source whose other side hangs up is freed while Dispatch's manager thread still uses it.
public final class Interrupts: Sendable {
  private let shared: SharedState
  private let dropsIdleInterrupts: Bool
  // Set once in `init` and only cancelled, in `deinit`: no two threads ever touch it at once.
  nonisolated(unsafe) private let source: any DispatchSourceRead

  /// Opens the pipe; nil when the process has no descriptors left.
  ///
  /// - Parameters:
  ///   - dropsIdleInterrupts: true for a shell, where a Control-C that comes a moment after
  ///     the work has ended must not end the process; it lasts until the value is gone.
  ///   - moment: how long behind a signal others are one wish with it.
  public init?(dropsIdleInterrupts: Bool, moment: Duration = .milliseconds(200)) {
    guard let pipe = SelfPipe() else { return nil }
    let shared = SharedState(pipe: pipe, moment: moment)
    let source = DispatchSource.makeReadSource(fileDescriptor: pipe.readEnd, queue: .global())
    // `@Sendable` keeps the caller's isolation out: the handler runs on a queue of its own.
    source.setEventHandler { @Sendable in shared.deliver() }
    source.setCancelHandler { @Sendable in withExtendedLifetime(pipe) {} }
    source.resume()
    self.shared = shared
    self.source = source
    self.dropsIdleInterrupts = dropsIdleInterrupts
    if dropsIdleInterrupts { _ = cel_catch(SIGINT, pipe.writeEnd) }
  }

  deinit {
    if dropsIdleInterrupts { cel_release(SIGINT) }
    source.cancel()
  }

  /// Runs `body` in the caller's isolation; the first signal cancels its task.
  ///
  /// It returns as soon as the body does, and calls may be nested. A signal that comes between the
  /// body's end and the return still counts.
  ///
  /// - Parameters:
  ///   - answered: for one of several phases of work inside `hold`: a signal that came before the
  ///     phase began cancels it too, unless an earlier phase was cancelled by it.
  ///   - spared: how many of the signals since `hold` began this phase outlasts.
  /// - Returns: what the body returned, and the first signal that came.
  public func run<Result: Sendable>(
    isolation: isolated (any Actor)? = #isolation,
    answering answered: AnsweredSignals? = nil, sparing spared: Int = 0,
    _ body: @escaping () async -> Result
  ) async -> (result: Result, cause: InterruptCause?) {
    // The body runs once, in a task with the caller's isolation that the caller waits for: what it
    // captured is never touched by two threads at once.
    nonisolated(unsafe) let body = body
    // Before the task: it may run at once, and what it says may be answered by a signal.
    let number = shared.begin(
      catching: caughtSignals, from: answered.map { max($0.count, spared) })
    let task = Task {
      _ = isolation
      return await body()
    }
    shared.attach(number) { task.cancel() }
    let result = await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
    return (result, shared.end(number, releasing: caughtSignals, answered))
  }

  /// Catches signals while `body` runs, and cancels what it runs by `run`, but not the body itself.
  ///
  /// - Returns: what the body returned, and the first signal that came.
  public func hold<Result>(
    isolation: isolated (any Actor)? = #isolation, _ body: () async -> Result
  ) async -> (result: Result, cause: InterruptCause?) {
    let number = shared.begin(catching: caughtSignals, from: nil)
    let result = await body()
    return (result, shared.end(number, releasing: caughtSignals, nil))
  }

  /// The first signal since `hold` began; nil while none has come.
  public var firstCause: InterruptCause? { shared.firstCause }

  private var caughtSignals: [Int32] {
    dropsIdleInterrupts ? [SIGTERM, SIGHUP, SIGQUIT] : [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
  }
}

/// How many signals the phases of one piece of work have been cancelled by, of those since `hold` began.
///
/// A class because the phases, one after the other, may run on different threads.
public final class AnsweredSignals: Sendable {
  private let state = Mutex(0)

  /// None yet.
  public init() {}

  fileprivate var count: Int {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }
}

/// One call of `run` or `hold`.
private struct Work: Sendable {
  let number: Int
  /// The first signal since `hold` began that concerns it; nil where only those count that come while it runs.
  var from: Int?
  /// Nil until the task is there; `hold` has none.
  var cancel: (@Sendable () -> Void)?
  var cause: InterruptCause?
}

/// What the dispatch source and the callers of `run` have in common.
private final class SharedState: Sendable {
  private struct State: Sendable {
    /// Few, those that began last at the end.
    var works: [Work] = []
    var nextNumber = 0
    /// Since the first of the works that run began.
    var causes: [InterruptCause] = []
    /// When the last of them came, by the handler's clock.
    var last: Duration?

    func place(of number: Int) -> Int? { works.firstIndex { $0.number == number } }
  }

  private let pipe: SelfPipe
  private let moment: Duration
  private let state = Mutex(State())

  init(pipe: SelfPipe, moment: Duration) {
    self.pipe = pipe
    self.moment = moment
  }

  var firstCause: InterruptCause? {
    state.withLock { state in
      take(&state)
      return state.causes.first
    }
  }

  func begin(catching signals: [Int32], from: Int?) -> Int {
    state.withLock { state in
      if state.works.isEmpty {
        pipe.drain()
        for signal in signals { _ = cel_catch(signal, pipe.writeEnd) }
      }
      state.nextNumber += 1
      var work = Work(number: state.nextNumber, from: from)
      if let from, from < state.causes.count { work.cause = state.causes[from] }
      state.works.append(work)
      return state.nextNumber
    }
  }

  func attach(_ number: Int, cancel: @escaping @Sendable () -> Void) {
    state.withLock { state in
      guard let place = state.place(of: number) else { return }
      state.works[place].cancel = cancel
      if state.works[place].cause != nil { cancel() }
    }
  }

  func end(
    _ number: Int, releasing signals: [Int32], _ answered: AnsweredSignals?
  ) -> InterruptCause? {
    state.withLock { state in
      take(&state)
      let work = state.place(of: number).map { state.works.remove(at: $0) }
      // What came while it ended asked for the same.
      if work?.cause != nil { answered?.count = state.causes.count }
      if state.works.isEmpty {
        for signal in signals { cel_release(signal) }
        state.causes = []
      }
      return work?.cause
    }
  }

  func deliver() {
    state.withLock { take(&$0) }
  }

  private func take(_ state: inout State) {
    for signal in CaughtSignal.all(in: pipe.drain()) {
      if let last = state.last, signal.time - last < moment { continue }
      state.last = signal.time
      state.causes.append(signal.cause)
      for place in state.works.indices
      where state.works[place].cause == nil
        && (state.works[place].from ?? 0) < state.causes.count
      {
        state.works[place].cause = signal.cause
        state.works[place].cancel?()
      }
    }
  }
}

/// A signal as its handler wrote it down.
private struct CaughtSignal {
  let cause: InterruptCause
  /// By a clock that is never set.
  let time: Duration

  /// The signals in the words of `cel_catch`, in the order in which they came.
  static func all(in bytes: [UInt8]) -> [CaughtSignal] {
    stride(from: 0, to: bytes.count - 7, by: 8).compactMap { place in
      let word = bytes[place..<place + 8].withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
      guard let cause = InterruptCause.allCases.first(where: { $0.signal == Int32(word & 0xFF) })
      else { return nil }
      return CaughtSignal(cause: cause, time: .milliseconds(Int64(word >> 8)))
    }
  }
}
