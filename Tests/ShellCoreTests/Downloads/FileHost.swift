import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A server on this machine that hands out files and keeps the heads of what it was asked.
final class FileHost: Sendable {
  private let files: [String: [UInt8]]
  private let heads = Mutex<[HTTPRequestHead]>([])
  private let port = Mutex(0)

  /// Serves while `body` runs.
  static func with<Result>(
    _ files: [String: [UInt8]], _ body: (FileHost) async throws -> Result
  ) async throws -> Result {
    let host = FileHost(files)
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { child in
        child.eventLoop.makeCompletedFuture {
          try child.pipeline.syncOperations.configureHTTPServerPipeline()
          try child.pipeline.syncOperations.addHandler(Handler(host))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    host.port.withLock { $0 = channel.localAddress?.port ?? 0 }
    defer { channel.close(promise: nil) }
    return try await body(host)
  }

  private init(_ files: [String: [UInt8]]) { self.files = files }

  /// The address of a path.
  func url(_ path: String) -> String { "http://127.0.0.1:\(port.withLock { $0 })\(path)" }

  /// What was asked for, in order.
  var paths: [String] { heads.withLock { $0.map(\.uri) } }

  /// Whether any request carried a credential.
  var sawCredentials: Bool {
    heads.withLock { $0.contains { $0.headers.contains(name: "authorization") } }
  }

  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let host: FileHost

    init(_ host: FileHost) { self.host = host }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      guard case .head(let head) = unwrapInboundIn(data) else { return }
      host.heads.withLock { $0.append(head) }
      let body = host.files[head.uri]
      let answer = HTTPResponseHead(
        version: .http1_1, status: body == nil ? .notFound : .ok,
        headers: ["content-length": "\(body?.count ?? 0)"])
      context.write(wrapOutboundOut(.head(answer)), promise: nil)
      context.write(
        wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body ?? [])))), promise: nil)
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
  }
}
