import NIOCore
import NIOHTTP1

/// Sends the head of a request together with its body.
///
/// AsyncHTTPClient flushes the head at once, for a body may take its time. Here it is always at hand,
/// and a second write costs both sides as much as the first.
final class HeadWithBodyHandler: ChannelOutboundHandler {
  typealias OutboundIn = HTTPClientRequestPart
  typealias OutboundOut = HTTPClientRequestPart

  /// Whether the last part that was written is a head.
  private var endsInHead = false

  /// Adds the handler to a connection, where it sees requests before they become bytes.
  @Sendable static func add(to channel: any Channel) -> EventLoopFuture<Void> {
    channel.eventLoop.makeCompletedFuture {
      let pipeline = channel.pipeline.syncOperations
      let encoder = try pipeline.handler(type: HTTPRequestEncoder.self)
      try pipeline.addHandler(HeadWithBodyHandler(), position: .after(encoder))
    }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .head = unwrapOutboundIn(data) { endsInHead = true } else { endsInHead = false }
    context.write(data, promise: promise)
  }

  func flush(context: ChannelHandlerContext) {
    // A head that fills the buffer alone has to go: until then its body is not asked for.
    guard !endsInHead || !context.channel.isWritable else { return }
    context.flush()
  }
}
