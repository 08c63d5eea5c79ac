import NIOCore
import NIOHTTP1

/// The sandbox's end of a connection to a receiver: one request, done with the head of its answer.
///
/// The time limit is kept on the event loop, where the answer comes in too: however long the tasks of a busy process
/// wait for a thread, an answer that came in time counts.
final class WebhookExchange: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias OutboundOut = HTTPClientRequestPart

  /// Why no status was had although there was a connection.
  enum Failure: Error {
    case noAnswer
    case timedOut
  }

  struct Request: Sendable {
    let head: HTTPRequestHead
    let body: ByteBuffer
    /// How long connecting, sending and waiting may take together.
    let timeout: TimeAmount
  }

  private let request: Request
  private let status: EventLoopPromise<Int>
  private let deadline: NIODeadline
  private var timer: Scheduled<Void>?
  private var isOver = false

  /// Must be made right before connecting: the time runs from then on.
  ///
  /// The status of the answer goes to `status`, or a `Failure`, or what the connection failed with.
  init(_ request: Request, status: EventLoopPromise<Int>) {
    self.request = request
    self.status = status
    deadline = .now() + request.timeout
  }

  func channelActive(context: ChannelHandlerContext) {
    timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { [self] in
      end(with: .failure(Failure.timedOut), context)
    }
    context.write(wrapOutboundOut(.head(request.head)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(request.body))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(let head) = unwrapInboundIn(data) else { return }
    end(with: .success(Int(head.status.code)), context)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    end(with: .failure(error), context)
  }

  func channelInactive(context: ChannelHandlerContext) {
    end(with: .failure(Failure.noAnswer), context)
    context.fireChannelInactive()
  }

  /// A connection that was never made does not become inactive.
  func handlerRemoved(context: ChannelHandlerContext) {
    end(with: .failure(Failure.noAnswer), context)
  }

  private func end(with result: Result<Int, any Error>, _ context: ChannelHandlerContext) {
    guard !isOver else { return }
    isOver = true
    timer?.cancel()
    status.completeWith(result)
    context.close(promise: nil)
  }
}
