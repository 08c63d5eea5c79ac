import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import Testing
import VideoSDKClient

/// Stands between the program and a sandbox, and never lets the start of a recording get beyond one stage.
final class HeldStart: Sendable {
  /// How far a start gets.
  enum Stage: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case connected = "connected, and nothing read"
    case headRead = "head read"
    case requestRead = "whole request read"
    case acted = "acted on, and not answered"
    case firstByte = "first byte of the answer written"
    case answered = "answered"

    var testDescription: String { rawValue }
  }

  let stage: Stage
  private let sandbox: LocalSandbox
  private let arrivals = AsyncStream.makeStream(of: Void.self)

  private init(_ stage: Stage, _ sandbox: LocalSandbox) {
    self.stage = stage
    self.sandbox = sandbox
  }

  /// Waits until a start has got as far as it gets.
  func reached() async {
    var iterator = arrivals.stream.makeAsyncIterator()
    await iterator.next()
  }

  /// Serves in front of `sandbox` while `body` runs.
  static func serve(
    _ stage: Stage, before sandbox: LocalSandbox,
    _ body: (HeldStart, _ endpoint: String) async throws -> Void
  ) async throws {
    let held = HeldStart(stage, sandbox)
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelOption(.autoRead, value: stage != .connected)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          guard stage != .connected else { return held.tell() }
          try channel.pipeline.syncOperations.addHandlers([
            ByteToMessageHandler(HTTPRequestDecoder()), Reader(held),
          ])
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let port = try #require(server.localAddress?.port)
    do {
      try await body(held, "http://127.0.0.1:\(port)")
    } catch {
      try? await server.close()
      throw error
    }
    try await server.close()
  }

  private func tell() { arrivals.continuation.yield() }

  /// Passes the request on, and as much of the answer back as the stage allows.
  private func pass(_ head: HTTPRequestHead, _ body: String, to channel: any Channel) async throws {
    let answer = try await sandbox.send(
      .post, head.uri, body, token: head.headers.first(name: "authorization"))
    let text =
      "HTTP/1.1 \(answer.status) X\r\ncontent-type: application/json\r\n"
      + "content-length: \(answer.body.count)\r\n\r\n"
    let bytes = Array(text.utf8) + answer.body
    switch stage {
    case .connected, .headRead, .requestRead, .acted: break
    case .firstByte: try await channel.writeAndFlush(ByteBuffer(bytes: bytes.prefix(1)))
    case .answered: try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
    }
    tell()
  }

  /// Reads a request as far as the stage allows.
  private final class Reader: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart

    private let held: HeldStart
    private var head: HTTPRequestHead?
    private var body = ""

    init(_ held: HeldStart) { self.held = held }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      switch unwrapInboundIn(data) {
      case .head(let head):
        self.head = head
        if held.stage == .headRead { held.tell() }
      case .body(let buffer): body += String(buffer: buffer)
      case .end:
        guard let head, held.stage != .headRead else { return }
        guard held.stage != .requestRead else { return held.tell() }
        let channel = context.channel
        channel.eventLoop.makeFutureWithTask { [held, body] in
          try await held.pass(head, body, to: channel)
        }.whenFailure { error in Issue.record(error) }
      }
    }
  }
}
