import NIOCore

/// Runs tasks on the event loop that also does the network's work.
///
/// A task that waits for an answer is then woken where the answer arrives, without a change of
/// thread. Work on it must not block.
final class EventLoopExecutor: TaskExecutor {
  private let eventLoop: any EventLoop

  init(_ eventLoop: any EventLoop) { self.eventLoop = eventLoop }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
