import NIOCore
import NIOHTTP1

/// Refuses an answer whose status is none: below 100 or above 599.
///
/// The HTTP client takes what is below 200 for the forerunner of an answer, and ends the program when a
/// body follows. So it must not get to see such a head.
final class StatusGuard: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias InboundOut = HTTPClientResponsePart

  /// The status is none.
  struct NoStatus: Error { let code: Int }

  /// Whether the answer was refused; what still comes of it is nobody's.
  private var hasRefused = false

  /// Adds the guard to a connection of HTTP/1.1, where answers have just become more than bytes.
  @Sendable static func add(to channel: any Channel) -> EventLoopFuture<Void> {
    channel.eventLoop.makeCompletedFuture {
      let pipeline = channel.pipeline.syncOperations
      let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
      try pipeline.addHandler(StatusGuard(), position: .after(decoder))
    }
  }

  /// Adds the guard to a request's stream of HTTP/2.
  ///
  /// The library that translates is not imported for the sake of one name, so its handler is known by that.
  @Sendable static func add(toStream channel: any Channel) -> EventLoopFuture<Void> {
    channel.eventLoop.makeCompletedFuture {
      let pipeline = channel.pipeline.syncOperations
      let first = (0..<8).lazy.compactMap { try? pipeline.context(name: "handler\($0)") }
        .first { String(describing: type(of: $0.handler)).hasPrefix("HTTP2FramePayloadToHTTP1") }
      guard let translator = first else { return }
      try pipeline.addHandler(StatusGuard(), position: .after(translator.handler))
      try pipeline.addHandler(StreamStatusGuard(), position: .before(translator.handler))
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head(let head) = unwrapInboundIn(data), !(100...599).contains(head.status.code) {
      hasRefused = true
      context.fireErrorCaught(NoStatus(code: Int(clamping: head.status.code)))
      context.close(promise: nil)
    }
    guard !hasRefused else { return }
    context.fireChannelRead(data)
  }
}

/// Refuses an answer of HTTP/2 whose status is no number of three digits, on which its translation would end the program.
///
/// It sees the frames before they are translated, by what they show of themselves: their types are of a library that is
/// not imported for this alone.
private final class StreamStatusGuard: ChannelInboundHandler {
  typealias InboundIn = Any
  typealias InboundOut = Any

  /// Whether the answer was refused; what still comes of it is nobody's.
  private var hasRefused = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if let headers = Self.headers(in: unwrapInboundIn(data)), !Self.isSound(headers) {
      hasRefused = true
      context.fireErrorCaught(HTTPParserError.invalidStatus)
      context.close(promise: nil)
    }
    guard !hasRefused else { return }
    context.fireChannelRead(data)
  }

  /// The header fields of a frame in words; nil for a frame of another kind.
  private static func headers(in frame: Any) -> String? {
    guard let content = Mirror(reflecting: frame).children.first, content.label == "headers",
      let fields = Mirror(reflecting: content.value).children.first(where: { $0.label == "headers" }
      )
    else { return nil }
    return String(describing: fields.value)
  }

  /// Whether the status, which comes before all other fields, has three digits; trailers have none.
  private static func isSound(_ headers: String) -> Bool {
    guard let name = headers.firstRange(of: "\":status\", \"") else { return true }
    let value = headers[name.upperBound...].prefix { $0 != "\"" }
    return value.utf8.count == 3 && value.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
