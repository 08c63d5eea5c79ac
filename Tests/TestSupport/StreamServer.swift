import NIOCore
import NIOPosix
package import NIOSSL
package import VideoSDKClient

/// A real server of HTTP/2 over TLS on a free loopback port, which answers every request with the same header fields.
///
/// It writes frames byte by byte, so that it can say what no library of HTTP/2 would: RFC 9113, section 4.1, has their
/// form, and RFC 7541, section 6.2.2, that of a field that is not indexed.
package enum StreamServer {
  /// The header fields of an answer, in their order.
  package typealias Fields = [(name: String, value: String)]

  /// Runs a server around `body`.
  ///
  /// - Parameters:
  ///   - tls: with `h2` among its protocols.
  ///   - heads: the heads of an answer, one after the other; what follows the last is `content`.
  package static func run<Result>(
    _ tls: NIOSSLContext, _ heads: [Fields], content: String,
    _ body: (Origin) async throws -> Result
  ) async throws -> Result {
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers([
            NIOSSLServerHandler(context: tls), FrameReader(heads, content: content),
          ])
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    do {
      let result = try await body(Origin("https://127.0.0.1:\(channel.localAddress?.port ?? 0)"))
      try? await channel.close()
      return result
    } catch {
      try? await channel.close()
      throw error
    }
  }
}

/// Reads the frames of a client and answers each stream that has come to its end.
private final class FrameReader: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private static let preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8.count
  private static let (data, headers, settings): (UInt8, UInt8, UInt8) = (0, 1, 4)
  private static let (endOfStream, acknowledgement, endOfHeaders): (UInt8, UInt8, UInt8) = (1, 1, 4)

  private let answer: [(kind: UInt8, flags: UInt8, content: [UInt8])]
  private var unread = ByteBuffer()
  private var hasBegun = false

  init(_ heads: [StreamServer.Fields], content: String) {
    answer =
      heads.map { (Self.headers, Self.endOfHeaders, $0.flatMap { Self.field($0.name, $0.value) }) }
      + [(Self.data, Self.endOfStream, Array(content.utf8))]
  }

  /// A literal field with a new name, neither indexed nor compressed.
  private static func field(_ name: String, _ value: String) -> [UInt8] {
    [0, UInt8(name.utf8.count)] + name.utf8 + [UInt8(value.utf8.count)] + value.utf8
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    unread.writeImmutableBuffer(unwrapInboundIn(data))
    if !hasBegun {
      guard unread.readSlice(length: Self.preface) != nil else { return }
      hasBegun = true
      write(Self.settings, 0, 0, [], context)
    }
    while let head = unread.getBytes(at: unread.readerIndex, length: 9),
      unread.readableBytes >= 9 + Self.number(head[0..<3])
    {
      unread.moveReaderIndex(forwardBy: 9 + Self.number(head[0..<3]))
      take(head[3], flags: head[4], stream: head[5...], context)
    }
    context.flush()
  }

  private func take(
    _ kind: UInt8, flags: UInt8, stream: ArraySlice<UInt8>, _ context: ChannelHandlerContext
  ) {
    if kind == Self.settings, flags & Self.acknowledgement == 0 {
      write(Self.settings, Self.acknowledgement, 0, [], context)
    }
    guard [Self.headers, Self.data].contains(kind), flags & Self.endOfStream != 0 else { return }
    for frame in answer {
      write(frame.kind, frame.flags, Self.number(stream), frame.content, context)
    }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }

  private func write(
    _ kind: UInt8, _ flags: UInt8, _ stream: Int, _ content: [UInt8],
    _ context: ChannelHandlerContext
  ) {
    var frame = ByteBuffer()
    frame.writeInteger(UInt32(content.count) << 8 | UInt32(kind))
    frame.writeInteger(flags)
    frame.writeInteger(UInt32(stream))
    frame.writeBytes(content)
    context.write(wrapOutboundOut(frame), promise: nil)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
