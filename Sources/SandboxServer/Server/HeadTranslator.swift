import NIOCore
import NIOHTTP1

/// Keeps what would be lost of a head on its way into `HTTPRequest`, which knows neither the version of HTTP nor
/// more than one host.
final class HeadTranslator: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

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
}
