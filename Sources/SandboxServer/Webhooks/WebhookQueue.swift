import Synchronization

/// The deliveries that wait, a lane for each address.
///
/// A lane is worked off by one task, so that a receiver gets events in the order in which they happened, and a
/// slow receiver holds up nobody else. The total is bounded.
final class WebhookQueue: Sendable {
  static let capacity = 10_000

  private struct Waiting {
    /// A lane exists as long as a task works on it.
    var lanes: [String: Lane] = [:]
    var count = 0
  }

  private struct Lane {
    var deliveries: [WebhookDelivery] = []
    var first = 0

    mutating func next() -> WebhookDelivery? {
      guard first < deliveries.count else { return nil }
      defer { first += 1 }
      if first > 256 {
        deliveries.removeFirst(first)
        first = 0
      }
      return deliveries[first]
    }
  }

  /// The address of every lane that begins.
  let lanes: AsyncStream<String>
  private let laneBegins: AsyncStream<String>.Continuation
  private let waiting = Mutex(Waiting())

  init() {
    (lanes, laneBegins) = AsyncStream<String>.makeStream()
  }

  /// Adds a delivery behind the others to its address; false if too many wait.
  func add(_ delivery: WebhookDelivery) -> Bool {
    waiting.withLock { waiting in
      guard waiting.count < WebhookQueue.capacity else { return false }
      waiting.count += 1
      if waiting.lanes[delivery.url] == nil {
        waiting.lanes[delivery.url] = Lane()
        laneBegins.yield(delivery.url)
      }
      waiting.lanes[delivery.url]?.deliveries.append(delivery)
      return true
    }
  }

  /// The next delivery of a lane; nil ends the lane.
  func next(in lane: String) -> WebhookDelivery? {
    waiting.withLock { waiting in
      guard let delivery = waiting.lanes[lane]?.next() else {
        waiting.lanes[lane] = nil
        return nil
      }
      waiting.count -= 1
      return delivery
    }
  }

  /// Lets the lanes that exist run out and no new ones begin.
  func finish() {
    laneBegins.finish()
  }
}
