import Synchronization
import VideoSDKClient

/// The verified webhooks, numbered from 0 in the order in which they came.
///
/// The receiver adds, the interpreter looks and may wait. Of many only the last are kept.
final class Mailbox: Sendable {
  /// How many events are sure to be kept.
  static let capacity = 256

  private struct Letter: Sendable {
    let event: JSONValue
    /// Nil for what is about no track, and for an end that was delivered before.
    let word: TrackEvent?
  }

  private struct State: Sendable {
    var letters: [Letter] = []
    /// How many are no longer kept.
    var dropped = 0
    var waiting: [(number: Int, continuation: CheckedContinuation<Void, Never>)] = []
    var nextWaiter = 0

    var count: Int { dropped + letters.count }

    /// Whether the end of a recording was not delivered before.
    ///
    /// Without files nothing in it names its recording: two that fail one after the other are told alike.
    func isNews(_ event: JSONValue, _ word: TrackEvent) -> Bool {
      for letter in letters.reversed() {
        if letter.event == event { return false }
        if !word.hasFiles, let other = letter.word, other.recorded == word.recorded, !other.isEnd {
          return true
        }
      }
      return true
    }
  }

  private let state = Mutex(State())

  /// How many ever came.
  var count: Int { state.withLock { $0.count } }

  /// Keeps an event, with what it says of a recording, and wakes whoever waits for one.
  func add(_ event: JSONValue, word: TrackEvent? = nil) {
    let waiting = state.withLock { state in
      if state.letters.count == 2 * Self.capacity {
        state.letters.removeFirst(Self.capacity)
        state.dropped += Self.capacity
      }
      let isRepeated = word.map { $0.isEnd && !state.isNews(event, $0) } ?? false
      state.letters.append(Letter(event: event, word: isRepeated ? nil : word))
      defer { state.waiting = [] }
      return state.waiting
    }
    for waiter in waiting { waiter.continuation.resume() }
  }

  /// An event by its number; nil for one that did not come or is no longer kept.
  subscript(number: Int) -> JSONValue? {
    state.withLock { state in
      let place = number - state.dropped
      return state.letters.indices.contains(place) ? state.letters[place].event : nil
    }
  }

  /// The ends of recordings that the events from a number on tell of, each of them once.
  func ends(from number: Int) -> [TrackEvent] {
    state.withLock { state in
      state.letters.dropFirst(max(0, number - state.dropped)).compactMap(\.word).filter(\.isEnd)
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
          state.waiting.append((number, continuation))
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      let waiter = state.withLock { state in
        state.waiting.firstIndex { $0.number == number }.map { state.waiting.remove(at: $0) }
      }
      waiter?.continuation.resume()
    }
  }
}
