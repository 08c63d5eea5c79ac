import Hummingbird
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

  /// Holds, until the head is written, the `Date` that an answer has of its own.
  static let ownDateField = "x-sandbox-date"

  private let base: HTTP1Channel
  /// How long the head, and then the body, of a request may take to come in.
  private let requestTimeout: TimeAmount

  init(requestTimeout: TimeAmount, responder: @escaping HTTP1Channel.Responder) {
    self.requestTimeout = requestTimeout
    base = HTTP1Channel(
      responder: responder, configuration: .init(idleTimeout: HTTPConnection.idleTimeout))
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    base.setup(channel: channel, logger: logger).flatMapThrowing { [requestTimeout] value in
      let pipeline = channel.pipeline.syncOperations
      let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
      try pipeline.addHandlers(
        [HeadTranslator(), SlowRequestGuard(timeout: requestTimeout)], position: .after(decoder))
      return value
    }
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async {
    await withTaskExecutorPreference(EventLoopExecutor(value.channel.eventLoop)) {
      await base.handle(value: value, logger: logger)
    }
  }
}

/// Keeps what would be lost of a head on its way into `HTTPRequest`, which knows neither the version of HTTP nor
/// more than one host.
///
/// On the way back it lets an answer have its own `Date`, which the server would overwrite with this machine's.
private final class HeadTranslator: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data) else {
      return context.fireChannelRead(data)
    }
    // A connection of the first version ends with its answer, which the second one says with a field.
    if !head.isKeepAlive || head.version != .http1_1 {
      head.headers.replaceOrAdd(name: "connection", value: "close")
    }
    // Several fields of a name say the same as one with all their values.
    let hosts = head.headers["host"]
    if hosts.count > 1 {
      head.headers.replaceOrAdd(name: "host", value: hosts.joined(separator: ", "))
    }
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let field = HTTPConnection.ownDateField
    guard case .head(var head) = unwrapOutboundIn(data),
      let date = head.headers.first(name: field)
    else { return context.write(data, promise: promise) }
    head.headers.remove(name: field)
    head.headers.replaceOrAdd(name: "date", value: date)
    context.write(wrapOutboundOut(.head(head)), promise: promise)
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
