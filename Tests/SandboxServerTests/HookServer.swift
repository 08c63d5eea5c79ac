import NIOCore
import NIOHTTP1
import NIOPosix

/// A receiver of webhooks on a loopback port of its own, which writes down what it is sent.
struct HookServer: Sendable {
  /// A request as it came in.
  struct Hook: Equatable, Sendable {
    let method: String
    let path: String
    let headers: HTTPHeaders
    let body: String

    var signature: String { headers.first(name: "videosdk-signature") ?? "" }
  }

  enum Behaviour: Sendable {
    case answer(status: Int)
    case staySilent
    case hangUp
  }

  let port: Int
  private let hooks: AsyncStream<Hook>

  var url: String { "http://127.0.0.1:\(port)/hook?a=b" }

  /// Serves while `body` runs.
  static func run(
    _ behaviour: Behaviour = .answer(status: 200), _ body: (HookServer) async throws -> Void
  ) async throws {
    let (hooks, found) = AsyncStream<Hook>.makeStream()
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(Handler(behaviour) { found.yield($0) })
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let port = channel.localAddress?.port ?? 0
    do {
      try await body(HookServer(port: port, hooks: hooks))
    } catch {
      try await channel.close()
      throw error
    }
    try await channel.close()
  }

  /// Waits for the next requests.
  func next(_ count: Int) async -> [Hook] {
    var found: [Hook] = []
    for await hook in hooks {
      found.append(hook)
      if found.count == count { break }
    }
    return found
  }

  /// The bodies of the next requests.
  func nextBodies(_ count: Int) async -> [String] {
    await next(count).map(\.body)
  }

  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let behaviour: Behaviour
    private let report: (Hook) -> Void
    private var head: HTTPRequestHead?
    private var body = ByteBuffer()

    init(_ behaviour: Behaviour, _ report: @escaping (Hook) -> Void) {
      self.behaviour = behaviour
      self.report = report
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      switch unwrapInboundIn(data) {
      case .head(let head): self.head = head
      case .body(var bytes): body.writeBuffer(&bytes)
      case .end: finish(context)
      }
    }

    private func finish(_ context: ChannelHandlerContext) {
      guard let head else { return }
      report(
        Hook(
          method: head.method.rawValue, path: head.uri, headers: head.headers,
          body: String(buffer: body)))
      switch behaviour {
      case .answer(let status): answer(status, context)
      case .staySilent: break
      case .hangUp: context.close(promise: nil)
      }
    }

    private func answer(_ status: Int, _ context: ChannelHandlerContext) {
      let head = HTTPResponseHead(
        version: .http1_1, status: .init(statusCode: status), headers: ["content-length": "0"])
      context.write(wrapOutboundOut(.head(head)), promise: nil)
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
  }
}
