import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// An HTTP/1 connection whose requests are answered on the thread that reads and writes it.
///
/// Without this every request would wake a thread of the global pool, and its answer the thread of the connection
/// again, which costs more than most answers. What runs there must not wait for other threads.
struct HTTPConnection: ServerChildChannel {
  /// Longer than the minute after which clients let go of an idle connection, so that the server does
  /// not close one just as a request is being written to it.
  private static let idleTimeout = TimeAmount.seconds(120)

  private let base: HTTP1Channel
  /// How long the head, and then the body, of a request may take to come in.
  private let requestTimeout: TimeAmount

  init(requestTimeout: TimeAmount, responder: @escaping HTTP1Channel.Responder) {
    self.requestTimeout = requestTimeout
    base = HTTP1Channel(
      responder: responder, configuration: .init(idleTimeout: HTTPConnection.idleTimeout))
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    base.setup(channel: channel, logger: logger).flatMap { [requestTimeout] value in
      do {
        let pipeline = channel.pipeline.syncOperations
        let replaced = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
        let decoder = RequestDecoder()
        try pipeline.addHandlers(
          [
            ByteToMessageHandler(decoder), HeadTranslator(decoder),
            SlowRequestGuard(timeout: requestTimeout),
          ], position: .after(replaced))
        return pipeline.removeHandler(replaced).map { value }
      } catch {
        return channel.eventLoop.makeFailedFuture(error)
      }
    }
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async {
    await withTaskExecutorPreference(EventLoopExecutor(value.channel.eventLoop)) {
      await base.handle(value: value, logger: logger)
    }
  }
}

/// Runs tasks on an event loop, between the reads and writes of its connections.
private final class EventLoopExecutor: TaskExecutor {
  private let eventLoop: any EventLoop

  init(_ eventLoop: any EventLoop) {
    self.eventLoop = eventLoop
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
