import NIOCore
import NIOHTTP1

/// Decodes one request after the other, also behind one that offers another protocol.
///
/// NIO's decoder stops for good behind a request that asks to change the protocol, because what follows would be of that
/// protocol: Java's client asks for h2c with every request, others for a websocket, `CONNECT` for a tunnel. The sandbox
/// changes to none of them, so what follows is the next request, and goes to a new decoder.
final class RequestDecoder: ByteToMessageDecoder {
  typealias InboundOut = HTTPServerRequestPart

  private var decoder: HTTPRequestDecoder
  private var hasStopped = false

  init() {
    decoder = RequestDecoder.makeDecoder()
  }

  /// Must be called with the end of a request for which `stopsDecoder` holds, while it is handed on.
  func noteStop() {
    hasStopped = true
  }

  func decoderAdded(context: ChannelHandlerContext) {
    decoder.decoderAdded(context: context)
  }

  func decoderRemoved(context: ChannelHandlerContext) {
    decoder.decoderRemoved(context: context)
  }

  func decode(
    context: ChannelHandlerContext, buffer: inout ByteBuffer
  ) throws -> DecodingState {
    let state = try decoder.decode(context: context, buffer: &buffer)
    guard hasStopped else { return state }
    hasStopped = false
    decoder.decoderRemoved(context: context)
    decoder = RequestDecoder.makeDecoder()
    decoder.decoderAdded(context: context)
    return buffer.readableBytes > 0 ? .continue : .needMoreData
  }

  func decodeLast(
    context: ChannelHandlerContext, buffer: inout ByteBuffer, seenEOF: Bool
  ) throws -> DecodingState {
    while buffer.readableBytes > 0, try decode(context: context, buffer: &buffer) == .continue {}
    return try decoder.decodeLast(context: context, buffer: &buffer, seenEOF: seenEOF)
  }

  private static func makeDecoder() -> HTTPRequestDecoder {
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = 80 << 10
    limits.maxHeaderListSize = 80 << 10
    limits.maxHeaderFieldCount = 1000
    return HTTPRequestDecoder(informationalResponseStrategy: .drop, limitConfiguration: limits)
  }
}

extension HTTPRequestHead {
  /// Whether NIO's decoder takes what follows this request for another protocol.
  ///
  /// The very rule of its parser, down to the blanks: a decoder that goes on must not be replaced. `Upgrade` must say
  /// something; a tab behind the word in the list, or another word, makes it another word; and `Proxy-Connection` is another
  /// name of `Connection`.
  var stopsDecoder: Bool {
    if method == .CONNECT { return true }
    guard headers["upgrade"].contains(where: { !$0.trimming(" \t").isEmpty }) else { return false }
    return ["connection", "proxy-connection"].contains { name in
      headers[name].contains { value in
        value.split(separator: ",").contains { HTTPRequestHead.isUpgrade($0) }
      }
    }
  }

  private static func isUpgrade(_ word: Substring) -> Bool {
    let start = word.drop { $0 == " " || $0 == "\t" }
    let end = start.lastIndex { $0 != " " }.map { start[...$0] } ?? ""
    return end.lowercased() == "upgrade"
  }
}
