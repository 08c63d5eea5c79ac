import NIOCore
import NIOHTTP1

/// Closes a connection whose next request begins but does not get past its head, or then its body, in time.
///
/// It stands right behind the decoder. Bytes that came in while nothing came out belong to a head that is not
/// complete. A connection on which nothing comes in is idle, which is another matter, and the time that the server
/// itself does not read, because earlier requests are not answered yet, is nobody's fault.
final class SlowRequestGuard: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private let timeout: TimeAmount
  private var isReading = false
  private var isInBody = false
  private var hasPart = false
  private var deadline: Scheduled<Void>?

  init(timeout: TimeAmount) {
    self.timeout = timeout
  }

  func read(context: ChannelHandlerContext) {
    isReading = true
    context.read()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    hasPart = true
    switch unwrapInboundIn(data) {
    case .head:
      isInBody = true
      cancelDeadline()
    case .body:
      break
    case .end:
      isInBody = false
      cancelDeadline()
    }
    context.fireChannelRead(data)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    isReading = false
    if deadline == nil, isInBody || !hasPart { setDeadline(context) }
    hasPart = false
    context.fireChannelReadComplete()
  }

  func channelInactive(context: ChannelHandlerContext) {
    cancelDeadline()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    cancelDeadline()
  }

  private func setDeadline(_ context: ChannelHandlerContext) {
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: timeout) { [self] in
      if isReading {
        context.close(promise: nil)
      } else {
        setDeadline(context)
      }
    }
  }

  private func cancelDeadline() {
    deadline?.cancel()
    deadline = nil
  }
}
