package import NIOCore
import NIOHTTP1
import NIOPosix
package import NIOSSL
import Synchronization
package import VideoSDKClient

/// What the server does with a request.
package enum Reaction: Sendable {
  /// Writes these bytes and keeps the connection.
  case write(String)
  /// Writes these bytes and closes.
  case writeAndClose([UInt8])
  /// Closes without a word.
  case close
  /// Resets the connection without a word.
  case reset
  /// Stops listening, then closes without a word.
  case closeForGood
  /// Says nothing and keeps the connection.
  case silence
  /// Writes these bytes and keeps the connection.
  case writeBytes([UInt8])
  /// Writes these bytes once so much time has passed.
  case writeLate(String, after: TimeAmount)
  /// Writes these bytes and then, again and again, one more, until the connection ends.
  case drip([UInt8], every: TimeAmount)

  /// A well-formed answer.
  package static func answer(
    _ status: Int, _ body: String = "", type: String = "application/json", _ headers: String...
  ) -> Reaction {
    let fields = headers.map { $0 + "\r\n" }.joined()
    return .write(
      "HTTP/1.1 \(status) X\r\ncontent-type: \(type)\r\ncontent-length: \(body.utf8.count)\r\n"
        + fields + "\r\n" + body)
  }
}

/// What the server does with a connection before any request.
package enum Welcome: Sendable {
  /// Speaks HTTP.
  case http
  /// Speaks HTTP over TLS, with a certificate.
  case tls(NIOSSLContext)
  /// Closes.
  case close
  /// Keeps the connection, and neither reads nor writes.
  case silence
}

/// A request as the server saw it.
package struct SeenRequest: Sendable, Equatable {
  package let method: String
  package let target: String
  package let headers: [String: String]
  package let body: String

  package var line: String { "\(method) \(target)" }
}

/// A real server on a free loopback port that misbehaves exactly as it is told.
package final class HostileServer: Sendable {
  private struct Waiter {
    let limit: Int
    let continuation: CheckedContinuation<Void, Never>
  }

  package typealias Script = @Sendable (_ request: SeenRequest, _ number: Int) -> Reaction

  private let seen = Mutex<[SeenRequest]>([])
  private let accepted = Mutex(0)
  private let pieces = Mutex(0)
  private let open = Mutex((count: 0, waiters: [Waiter]()))
  private let script: Script
  private let welcome: Welcome
  fileprivate let leavesUnread: @Sendable (String, String) -> Bool
  private let listener = Mutex<(any Channel)?>(nil)
  private let arrivals = AsyncStream.makeStream(of: SeenRequest.self)
  private let welcomes = AsyncStream.makeStream(of: Void.self)

  private init(
    _ welcome: Welcome, _ leavesUnread: @escaping @Sendable (String, String) -> Bool,
    _ script: @escaping Script
  ) {
    self.welcome = welcome
    self.leavesUnread = leavesUnread
    self.script = script
  }

  /// The requests so far, in the order they were read to their end.
  package var requests: [SeenRequest] { seen.withLock { $0 } }
  /// How many connections were made.
  package var connections: Int { accepted.withLock { $0 } }
  /// How many pieces came in over all connections.
  package var reads: Int { pieces.withLock { $0 } }

  /// Waits until one more request has been read to its end.
  package func nextRequest() async -> SeenRequest? {
    var iterator = arrivals.stream.makeAsyncIterator()
    return await iterator.next()
  }

  /// Waits until one more connection was made.
  package func nextConnection() async {
    var iterator = welcomes.stream.makeAsyncIterator()
    await iterator.next()
  }

  /// Waits until no more connections than this are open.
  package func allClosed(but limit: Int = 0) async {
    await withCheckedContinuation { continuation in
      let isDone = open.withLock { state in
        guard state.count > limit else { return true }
        state.waiters.append(Waiter(limit: limit, continuation: continuation))
        return false
      }
      if isDone { continuation.resume() }
    }
  }

  private func noteClosed() {
    let done = open.withLock { state in
      state.count -= 1
      let count = state.count
      let done = state.waiters.filter { count <= $0.limit }
      state.waiters.removeAll { count <= $0.limit }
      return done
    }
    for waiter in done { waiter.continuation.resume() }
  }

  /// Runs a server around `body`.
  ///
  /// - Parameter leavesUnread: Whether a connection is to be reset as soon as the head of a request is there, given its
  ///   method and target; such a request is not among the others.
  package static func run<Result>(
    welcome: Welcome = .http,
    leavesUnread: @escaping @Sendable (_ method: String, _ target: String) -> Bool = { _, _ in false
    },
    _ script: @escaping Script,
    _ body: (HostileServer, Origin) async throws -> Result
  ) async throws -> Result {
    let server = HostileServer(welcome, leavesUnread, script)
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelOption(.backlog, value: 1_024)
      .childChannelInitializer { channel in server.accept(channel) }
      .bind(host: "127.0.0.1", port: 0).get()
    server.listener.withLock { $0 = channel }
    do {
      guard let port = channel.localAddress?.port else { throw ChannelError.unknownLocalAddress }
      let scheme = if case .tls = welcome { "https" } else { "http" }
      let result = try await body(server, Origin("\(scheme)://127.0.0.1:\(port)"))
      try? await channel.close()
      return result
    } catch {
      try? await channel.close()
      throw error
    }
  }

  private func accept(_ channel: any Channel) -> EventLoopFuture<Void> {
    accepted.withLock { $0 += 1 }
    open.withLock { $0.count += 1 }
    channel.closeFuture.whenComplete { _ in self.noteClosed() }
    welcomes.continuation.yield()
    switch welcome {
    case .close: return channel.close()
    case .silence: return channel.eventLoop.makeSucceededVoidFuture()
    case .http: return speakHTTP(on: channel)
    case .tls(let context):
      return channel.eventLoop.makeCompletedFuture {
        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
      }.flatMap { self.speakHTTP(on: channel) }
    }
  }

  private func speakHTTP(on channel: any Channel) -> EventLoopFuture<Void> {
    channel.eventLoop.makeCompletedFuture {
      try channel.pipeline.syncOperations.addHandlers([
        ReadCounter { self.pieces.withLock { $0 += 1 } },
        ByteToMessageHandler(HTTPRequestDecoder()), RequestReader(self),
      ])
    }
  }

  fileprivate func stopListening(then next: @escaping @Sendable () -> Void) {
    listener.withLock { $0 }?.close().whenComplete { _ in next() }
  }

  fileprivate func react(to request: SeenRequest) -> Reaction {
    let number = seen.withLock { seen in
      seen.append(request)
      return seen.count
    }
    let reaction = script(request, number)
    arrivals.continuation.yield(request)
    return reaction
  }
}

/// Tells of each piece that the socket gives.
private final class ReadCounter: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let note: () -> Void

  init(_ note: @escaping () -> Void) { self.note = note }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    note()
    context.fireChannelRead(data)
  }
}

/// Collects whole requests and carries out what the script says.
private final class RequestReader: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart

  private let server: HostileServer
  private var head: HTTPRequestHead?
  private var body = ""

  init(_ server: HostileServer) { self.server = server }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      guard !server.leavesUnread(head.method.rawValue, head.uri) else {
        self.head = nil
        context.channel.reset()
        return
      }
      self.head = head
      body = ""
    case .body(let buffer):
      body += String(buffer: buffer)
    case .end:
      guard let head else { return }
      let headers = Dictionary(
        head.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { $1 })
      let request = SeenRequest(
        method: head.method.rawValue, target: head.uri, headers: headers, body: body)
      carryOut(server.react(to: request), on: context.channel)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func carryOut(_ reaction: Reaction, on channel: any Channel) {
    switch reaction {
    case .write(let text):
      channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
    case .writeAndClose(let bytes):
      channel.writeAndFlush(ByteBuffer(bytes: bytes)).whenComplete { _ in
        channel.close(promise: nil)
      }
    case .close: channel.close(promise: nil)
    case .reset: channel.reset()
    case .closeForGood: server.stopListening { channel.close(promise: nil) }
    case .silence: break
    case .writeBytes(let bytes):
      channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
    case .writeLate(let text, let delay):
      channel.eventLoop.scheduleTask(in: delay) {
        channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
      }
    case .drip(let bytes, let interval):
      channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
      let task = channel.eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: interval) { _ in
        channel.writeAndFlush(ByteBuffer(string: "x"), promise: nil)
      }
      channel.closeFuture.whenComplete { _ in task.cancel() }
    }
  }
}

extension Channel {
  /// Closes so that the other side is told of a reset, and not of an end.
  fileprivate func reset() {
    guard let option = self as? any SocketOptionProvider else {
      close(promise: nil)
      return
    }
    option.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in
      self.close(promise: nil)
    }
  }
}
