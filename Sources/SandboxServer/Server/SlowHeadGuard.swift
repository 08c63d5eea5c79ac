import NIOCore

/// Closes a connection whose next request begins but does not get past its head in time.
///
/// It stands behind the HTTP decoder and does not look at what comes out of it. Bytes that came in while nothing
/// came out belong to a head that is not complete, and the next part that does come out ends the wait. A
/// connection on which nothing comes in is idle, which is another matter.
final class SlowHeadGuard: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = Any

  private let timeout: TimeAmount
  private var hasPart = false
  private var deadline: Scheduled<Void>?

  init(timeout: TimeAmount) {
    self.timeout = timeout
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    hasPart = true
    cancelDeadline()
    context.fireChannelRead(data)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    if !hasPart, deadline == nil {
      let channel = context.channel
      deadline = context.eventLoop.scheduleTask(in: timeout) { channel.close(promise: nil) }
    }
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

  private func cancelDeadline() {
    deadline?.cancel()
    deadline = nil
  }
}
