import Synchronization
import VideoSDKClient

/// Meets deadlines while a person types and the shell's own thread waits for keys.
///
/// The session is lent to it for that time: nothing else changes it, and nothing is to be put together afterwards. A class
/// because the shell and the task that waits share it.
public final class DeadlineWatch: Sendable {
  private struct State: Sendable {
    /// Lent, and not yet taken up.
    var loan: Session?
    /// Whether somebody has it that was not told to give it back.
    var isOut = false
    var returned: CheckedContinuation<Session, Never>?
    /// The task, while it waits for a loan or for the end of one.
    var waiting: CheckedContinuation<Void, Never>?
  }

  /// A machine that slept wakes no timer at its time: the clock is looked at again after so long.
  private static let longestNap = Duration.seconds(30)

  private let interpreter: Interpreter
  private let tell: @Sendable (Event) -> Void
  private let state = Mutex(State())

  /// - Parameter tell: is given what came of a deadline; may be called on any thread.
  public init(interpreter: Interpreter, tell: @escaping @Sendable (Event) -> Void) {
    self.interpreter = interpreter
    self.tell = tell
  }

  /// Lends a session until `takeBack`; one without deadlines is not looked at.
  func lend(_ session: Session) {
    guard session.hasDeadlines else { return }
    state.withLock { state in
      state.loan = session
      state.isOut = true
    }
    wake()
  }

  /// The session as the deadlines have left it; nil where none was lent.
  func takeBack() async -> Session? {
    guard state.withLock({ $0.isOut }) else { return nil }
    return await withCheckedContinuation { continuation in
      let early = state.withLock { state -> Session? in
        if let loan = state.loan {
          state.loan = nil
          state.isOut = false
          return loan
        }
        state.returned = continuation
        return nil
      }
      if let early { continuation.resume(returning: early) }
      wake()
    }
  }

  /// Waits for loans, until the task is cancelled.
  public func run() async {
    while !Task.isCancelled {
      guard var session = takeLoan() else {
        await waitForChange()
        continue
      }
      while !isWanted, !Task.isCancelled {
        session.now = interpreter.age
        let left = session.timeToDeadline ?? Self.longestNap
        if left > .zero { await nap(min(left, Self.longestNap)) }
        guard !isWanted else { break }
        let met = await interpreter.meetDeadlines(in: &session)
        for note in met.notes { tell(.note(note)) }
        for warning in met.warnings { tell(.warning(warning)) }
      }
      giveBack(session)
    }
  }

  private func takeLoan() -> Session? {
    state.withLock { state in
      defer { state.loan = nil }
      return state.loan
    }
  }

  private var isWanted: Bool { state.withLock { $0.returned != nil } }

  private func giveBack(_ session: Session) {
    let continuation = state.withLock { state in
      defer {
        state.returned = nil
        state.isOut = false
      }
      return state.returned
    }
    continuation?.resume(returning: session)
  }

  private func nap(_ duration: Duration) async {
    let clock = interpreter.services.clock
    await withTaskGroup(of: Void.self) { group in
      group.addTask { try? await clock.sleep(for: duration) }
      group.addTask { await self.waitForChange() }
      await group.next()
      group.cancelAll()
    }
  }

  /// Until something is lent or wanted back, or the task is cancelled.
  private func waitForChange() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          guard state.loan == nil, state.returned == nil, !Task.isCancelled else { return true }
          state.waiting = continuation
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      wake()
    }
  }

  private func wake() {
    let waiting = state.withLock { state in
      defer { state.waiting = nil }
      return state.waiting
    }
    waiting?.resume()
  }
}
