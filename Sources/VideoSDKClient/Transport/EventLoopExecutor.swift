import Dispatch
import NIOCore
import Synchronization

/// Runs tasks on the event loop that also does the network's work, as soon as there is one.
///
/// A task that waits for an answer is then woken where the answer arrives, without a change of
/// thread. Work on it must not block. Without an event loop tasks run on Dispatch's threads: who
/// sends nothing must not pay for a thread of the network's.
final class EventLoopExecutor: TaskExecutor {
  private let eventLoop = Mutex<(any EventLoop)?>(nil)

  /// Where tasks run from their next pause on; nil before the event loop ends.
  func move(to eventLoop: (any EventLoop)?) {
    self.eventLoop.withLock { $0 = eventLoop }
  }

  /// The event loop, for a caller that is on it.
  var here: (any EventLoop)? {
    guard let eventLoop = eventLoop.withLock({ $0 }), eventLoop.inEventLoop else { return nil }
    return eventLoop
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let run = { @Sendable in job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    guard let eventLoop = eventLoop.withLock({ $0 }) else {
      return DispatchQueue.global().async(execute: run)
    }
    eventLoop.execute(run)
  }
}
