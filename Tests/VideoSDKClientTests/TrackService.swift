import Synchronization
import TestSupport

@testable import VideoSDKClient

/// A service that keeps one fact: whether the recording runs.
final class TrackService: Sendable {
  private let running = Mutex(false)
  var isRunning: Bool { running.withLock { $0 } }
  func start() { running.withLock { $0 = true } }
  func stop() { running.withLock { $0 = false } }

  func listing() -> Reaction {
    Setup.listing(isRunning ? Setup.page(Setup.record()) : Setup.emptyList)
  }
}
