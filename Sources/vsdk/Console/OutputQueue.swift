import Synchronization

/// Output that waits until the request behind it is on its way.
///
/// To draw an answer takes about as long as the server takes for the next one, so the two are done at the same time.
/// The invariant: what was put in first is written first, and nothing is left in it when its owner has drained it. A
/// class because the thread of the network and the main thread share it.
final class OutputQueue: Sendable {
  typealias Work = @Sendable () -> Void

  private let waiting = Mutex<[Work]>([])

  /// So much is never held back: a script of many commands that send nothing has no pause.
  private static let limit = 64

  /// Does `work` behind all that was put in before.
  ///
  /// - Parameter later: takes work for the moment when its caller has to wait; false when it cannot, and all is done
  ///   now.
  func put(_ work: @escaping Work, later: (@escaping Work) -> Bool) {
    let count = waiting.withLock { waiting in
      waiting.append(work)
      return waiting.count
    }
    guard count < Self.limit, later({ self.drain() }) else { return drain() }
  }

  /// Does all that waits.
  func drain() {
    waiting.withLock { waiting in
      for work in waiting { work() }
      waiting.removeAll(keepingCapacity: true)
    }
  }
}
