import Synchronization
import VideoSDKClient

/// The verified webhooks, numbered from 0 in the order in which they came.
///
/// The receiver adds, the interpreter looks and may wait. Of many only the last are kept.
final class Mailbox: Sendable {
  /// How many events are sure to be kept.
  static let capacity = 256

  private struct State: Sendable {
    var events: [JSONValue] = []
    /// How many are no longer kept.
    var dropped = 0
    var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    var nextWaiter = 0

    var count: Int { dropped + events.count }
  }

  private let state = Mutex(State())

  /// How many ever came.
  var count: Int { state.withLock { $0.count } }

  /// Keeps an event and wakes whoever waits for one.
  func add(_ event: JSONValue) {
    let waiting = state.withLock { state in
      if state.events.count == 2 * Self.capacity {
        state.events.removeFirst(Self.capacity)
        state.dropped += Self.capacity
      }
      state.events.append(event)
      defer { state.waiting = [:] }
      return state.waiting.values
    }
    for continuation in waiting { continuation.resume() }
  }

  /// An event by its number; nil for one that did not come or is no longer kept.
  subscript(number: Int) -> JSONValue? {
    state.withLock { state in
      let place = number - state.dropped
      return state.events.indices.contains(place) ? state.events[place] : nil
    }
  }

  /// The number of the first event that is kept.
  var firstKept: Int { state.withLock { $0.dropped } }

  /// Returns when more than `count` events have come, or when the task is cancelled.
  func arrival(after count: Int) async {
    let number = state.withLock { state in
      defer { state.nextWaiter += 1 }
      return state.nextWaiter
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          guard state.count <= count, !Task.isCancelled else { return true }
          state.waiting[number] = continuation
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiting.removeValue(forKey: number) }?.resume()
    }
  }
}
