import NIOCore
import Synchronization

/// Ends calls at their deadlines, with one timer for all of them.
///
/// Nearly every call ends long before: a timer of its own would be set and taken back for nothing. The invariant: while
/// calls are watched, a timer is set for the earliest of their deadlines or for an earlier time. When it fires it is set
/// anew for the earliest that is left, so that every call is ended at its own deadline, not later.
///
/// A class because calls share the timer.
final class DeadlineWatch: Sendable {
  private struct Call {
    let deadline: NIODeadline
    let end: @Sendable () -> Void
  }

  private struct State {
    var lastID = 0
    var calls: [Int: Call] = [:]
    /// When the timer fires that counts; nil when none is set.
    var alarm: NIODeadline?
  }

  private let state = Mutex(State())

  /// How many calls are watched.
  var count: Int { state.withLock { $0.calls.count } }

  /// Calls `end` on the event loop at the deadline, unless the call that is returned is forgotten before.
  func watch(
    until deadline: NIODeadline, on eventLoop: any EventLoop, _ end: @escaping @Sendable () -> Void
  ) -> Int {
    let (id, needsAlarm) = state.withLock { state in
      state.lastID += 1
      state.calls[state.lastID] = Call(deadline: deadline, end: end)
      let needsAlarm = state.alarm.map { deadline < $0 } ?? true
      if needsAlarm { state.alarm = deadline }
      return (state.lastID, needsAlarm)
    }
    if needsAlarm { set(deadline, on: eventLoop) }
    return id
  }

  /// No longer watches a call.
  func forget(_ id: Int) { _ = state.withLock { $0.calls.removeValue(forKey: id) } }

  private func set(_ alarm: NIODeadline, on eventLoop: any EventLoop) {
    eventLoop.scheduleTask(deadline: alarm) { self.fire(alarm, on: eventLoop) }
  }

  private func fire(_ alarm: NIODeadline, on eventLoop: any EventLoop) {
    let (due, next) = state.withLock { state in
      let now = NIODeadline.now()
      let due = state.calls.filter { $0.value.deadline <= now }
      for id in due.keys { state.calls[id] = nil }
      // One that was overtaken by an earlier alarm has nothing to set.
      guard state.alarm == alarm else { return (due, nil as NIODeadline?) }
      state.alarm = state.calls.values.map(\.deadline).min()
      return (due, state.alarm)
    }
    if let next { set(next, on: eventLoop) }
    for call in due.values { call.end() }
  }
}
