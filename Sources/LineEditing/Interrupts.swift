import CEditLine
import Dispatch
import Glibc
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
/// The signal handler (in C) writes one byte to a pipe; a dispatch source reads it and cancels the
/// task. Outside `run` the signals do what they did before. One at a time in a process, for signals
/// belong to the process.
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
  /// - Parameter dropsIdleInterrupts: true for a shell, where a Control-C that comes a moment after
  ///   the work has ended must not end the process; it lasts until the value is gone.
  public init?(dropsIdleInterrupts: Bool) {
    guard let pipe = SelfPipe() else { return nil }
    let shared = SharedState(pipe: pipe)
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
  /// - Returns: what the body returned, and the first signal that came.
  public func run<Result: Sendable>(
    isolation: isolated (any Actor)? = #isolation,
    _ body: @escaping () async -> Result
  ) async -> (result: Result, cause: InterruptCause?) {
    // The body runs once, in a task with the caller's isolation that the caller waits for: what it
    // captured is never touched by two threads at once.
    nonisolated(unsafe) let body = body
    // Before the task: it may run at once, and what it says may be answered by a signal.
    let number = shared.begin(catching: caughtSignals)
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
    return (result, shared.end(number, releasing: caughtSignals))
  }

  private var caughtSignals: [Int32] {
    dropsIdleInterrupts ? [SIGTERM, SIGHUP, SIGQUIT] : [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
  }
}

/// One call of `run`.
private struct Work: Sendable {
  /// Nil until the task is there.
  var cancel: (@Sendable () -> Void)?
  var cause: InterruptCause?
}

/// What the dispatch source and the callers of `run` have in common.
private final class SharedState: Sendable {
  private struct State: Sendable {
    var works: [Int: Work] = [:]
    var nextNumber = 0
  }

  private let pipe: SelfPipe
  private let state = Mutex(State())

  init(pipe: SelfPipe) { self.pipe = pipe }

  func begin(catching signals: [Int32]) -> Int {
    state.withLock { state in
      if state.works.isEmpty {
        pipe.drain()
        for signal in signals { _ = cel_catch(signal, pipe.writeEnd) }
      }
      state.nextNumber += 1
      state.works[state.nextNumber] = Work()
      return state.nextNumber
    }
  }

  func attach(_ number: Int, cancel: @escaping @Sendable () -> Void) {
    state.withLock { state in
      state.works[number]?.cancel = cancel
      if state.works[number]?.cause != nil { cancel() }
    }
  }

  func end(_ number: Int, releasing signals: [Int32]) -> InterruptCause? {
    state.withLock { state in
      take(&state)
      let work = state.works.removeValue(forKey: number)
      if state.works.isEmpty { for signal in signals { cel_release(signal) } }
      return work?.cause
    }
  }

  func deliver() {
    state.withLock { take(&$0) }
  }

  private func take(_ state: inout State) {
    for byte in pipe.drain() {
      guard let cause = InterruptCause.allCases.first(where: { $0.signal == Int32(byte) }) else {
        continue
      }
      for (number, var work) in state.works where work.cause == nil {
        work.cause = cause
        state.works[number] = work
        work.cancel?()
      }
    }
  }
}
