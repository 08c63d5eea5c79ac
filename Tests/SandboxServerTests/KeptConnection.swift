import NIOCore
import NIOPosix
import SandboxServer
import Synchronization

/// One connection to a sandbox, on which bytes go out as they are given and answers come in one by one.
struct KeptConnection: Sendable {
  fileprivate let channel: any Channel
  fileprivate let inbox: Inbox

  func send(_ text: String) async throws {
    try await channel.writeAndFlush(ByteBuffer(string: text))
  }

  /// The next answer, head and body; what there is of it when the connection ends before.
  ///
  /// - Parameter hasBody: false for the answer to HEAD.
  func answer(hasBody: Bool = true) async throws -> String {
    while true {
      let seen = inbox.count
      if let answer = inbox.takeAnswer(hasBody: hasBody) { return answer }
      guard await inbox.hasMore(than: seen) else { return inbox.takeAll() }
    }
  }

  /// Reads on until that many bytes more have come in; false if the connection ends before.
  func skip(_ count: Int) async throws -> Bool {
    var left = count
    while true {
      left -= inbox.drop(left)
      if left == 0 { return true }
      guard await inbox.hasMore(than: 0) else { return false }
    }
  }
}

/// What has come in and is not taken yet.
private final class Inbox: Sendable {
  private struct State {
    var bytes: [UInt8] = []
    var isOver = false
    var waiting: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  var count: Int { state.withLock { $0.bytes.count } }

  func add(_ bytes: [UInt8]) {
    let waiting = state.withLock { state in
      state.bytes += bytes
      defer { state.waiting = nil }
      return state.waiting
    }
    waiting?.resume()
  }

  func end() {
    let waiting = state.withLock { state in
      state.isOver = true
      defer { state.waiting = nil }
      return state.waiting
    }
    waiting?.resume()
  }

  /// Waits for more than so many bytes; false when no more will come.
  func hasMore(than count: Int) async -> Bool {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      let isReady = state.withLock { state in
        if state.isOver || state.bytes.count > count { return true }
        state.waiting = continuation
        return false
      }
      if isReady { continuation.resume() }
    }
    return self.count > count
  }

  func takeAll() -> String {
    state.withLock { state in
      defer { state.bytes = [] }
      return String(decoding: state.bytes, as: UTF8.self)
    }
  }

  /// How many bytes were there to be dropped.
  func drop(_ count: Int) -> Int {
    state.withLock { state in
      let dropped = min(count, state.bytes.count)
      state.bytes.removeFirst(dropped)
      return dropped
    }
  }

  /// The first answer, if all of it has come in.
  func takeAnswer(hasBody: Bool) -> String? {
    state.withLock { state in
      guard let end = Inbox.endOfAnswer(in: state.bytes, hasBody: hasBody) else { return nil }
      defer { state.bytes.removeFirst(end) }
      return String(decoding: state.bytes[..<end], as: UTF8.self)
    }
  }

  private static func endOfAnswer(in bytes: [UInt8], hasBody: Bool) -> Int? {
    guard let blank = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let head = String(decoding: bytes[..<blank.lowerBound], as: UTF8.self)
    var length = 0
    for line in head.split(separator: "\r\n") {
      let field = line.split(separator: ": ", maxSplits: 1)
      if field.count == 2, field[0].lowercased() == "content-length" {
        length = Int(field[1]) ?? 0
      }
    }
    let end = blank.upperBound + (hasBody ? length : 0)
    return bytes.count >= end ? end : nil
  }
}

private final class InboxHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let inbox: Inbox

  init(_ inbox: Inbox) {
    self.inbox = inbox
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    inbox.add(Array(unwrapInboundIn(data).readableBytesView))
  }

  func channelInactive(context: ChannelHandlerContext) {
    inbox.end()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    inbox.end()
    context.close(promise: nil)
  }
}

extension SandboxHarness {
  /// Holds a connection while `body` runs.
  func withConnection<R>(_ body: (KeptConnection) async throws -> R) async throws -> R {
    let inbox = Inbox()
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(InboxHandler(inbox))
        }
      }
      .connect(host: "127.0.0.1", port: sandbox.port).get()
    do {
      let result = try await body(KeptConnection(channel: channel, inbox: inbox))
      // The other end may have closed it.
      try? await channel.close()
      return result
    } catch {
      try? await channel.close()
      throw error
    }
  }
}
