import Synchronization
import VideoSDKClient

/// Keeps a session up to date while a person types and the shell's own thread waits for keys: meets deadlines, and takes
/// the word of webhooks at once.
///
/// The session is lent to it for that time: nothing else changes it, and nothing is to be put together afterwards. A class
/// because the shell and the task that waits share it.
public final class SessionWatch: Sendable {
  /// Is given what has happened and the session behind it; answers the prompt that holds from then on, nil for the same.
  typealias Follower = @Sendable (_ events: [Event], _ session: Session) -> Prompt?

  private struct State: Sendable {
    /// Lent, and not yet taken up.
    var loan: (session: Session, follower: Follower)?
    /// Whether somebody has it that was not told to give it back.
    var isOut = false
    var returned: CheckedContinuation<Session, Never>?
    /// The task, while it waits for a loan or for the end of one.
    var waiting: CheckedContinuation<Void, Never>?
  }

  /// A machine that slept wakes no timer at its time: the clock is looked at again after so long.
  private static let longestNap = Duration.seconds(30)

  private let interpreter: Interpreter
  private let tell: @Sendable (_ events: [Event], _ prompt: Prompt?) -> Void
  private let state = Mutex(State())

  /// - Parameter tell: is given what has happened, and the prompt that holds from then on; may be called on any thread.
  public init(
    interpreter: Interpreter,
    tell: @escaping @Sendable (_ events: [Event], _ prompt: Prompt?) -> Void
  ) {
    self.interpreter = interpreter
    self.tell = tell
  }

  /// Lends a session until `takeBack`; one to which nothing can happen is not looked at.
  func lend(_ session: Session, _ follower: @escaping Follower) {
    guard session.hasDeadlines || session.hooks.isListening else { return }
    state.withLock { state in
      state.loan = (session, follower)
      state.isOut = true
    }
    wake()
  }

  /// The session as it has become; nil where none was lent.
  func takeBack() async -> Session? {
    guard state.withLock({ $0.isOut }) else { return nil }
    return await withCheckedContinuation { continuation in
      let early = state.withLock { state -> Session? in
        if let loan = state.loan {
          state.loan = nil
          state.isOut = false
          return loan.session
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
      guard let loan = takeLoan() else {
        await waitForChange()
        continue
      }
      var session = loan.session
      while !isWanted, !Task.isCancelled {
        session.now = interpreter.age
        await nap(in: session)
        guard !isWanted else { break }
        let events = await bringUpToDate(&session)
        if !events.isEmpty { tell(events, loan.follower(events, session)) }
      }
      giveBack(session)
    }
  }

  private func bringUpToDate(_ session: inout Session) async -> [Event] {
    let heard = interpreter.hear(in: &session)
    let met = await interpreter.meetDeadlines(in: &session)
    return (heard.notes + met.notes).map { .note($0) }
      + (heard.warnings + met.warnings).map { .warning($0.asWarning) }
  }

  private func takeLoan() -> (session: Session, follower: Follower)? {
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

  /// Until there is something to do: a deadline, a webhook, the wish to have the session back.
  private func nap(in session: Session) async {
    let clock = interpreter.services.clock
    let mailbox = interpreter.listener.mailbox
    let left = session.timeToDeadline.map { min($0, Self.longestNap) }
    if let left, left <= .zero { return }
    await withTaskGroup(of: Void.self) { group in
      if let left { group.addTask { try? await clock.sleep(for: left) } }
      group.addTask { await mailbox.arrival(after: session.hooks.heard) }
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
