import NIOCore
import NIOPosix
import SandboxServer

/// One connection to a sandbox, on which bytes go out as they are given and answers come in one by one.
final class KeptConnection {
  private var parts: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
  private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  private var received: [UInt8] = []

  fileprivate init(
    _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>,
    _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  ) {
    parts = inbound.makeAsyncIterator()
    self.outbound = outbound
  }

  func send(_ text: String) async throws {
    try await outbound.write(ByteBuffer(string: text))
  }

  /// The next answer, head and body; what there is of it when the connection ends before.
  ///
  /// - Parameter hasBody: false for the answer to HEAD.
  func answer(hasBody: Bool = true) async throws -> String {
    while true {
      if let end = end(hasBody: hasBody) {
        defer { received.removeFirst(end) }
        return String(decoding: received[..<end], as: UTF8.self)
      }
      guard try await receive() else {
        defer { received = [] }
        return String(decoding: received, as: UTF8.self)
      }
    }
  }

  /// Reads on until that many bytes more have come in; false if the connection ends before.
  func skip(_ count: Int) async throws -> Bool {
    var left = count - received.count
    received = []
    while left > 0 {
      guard let part = try await parts.next() else { return false }
      left -= part.readableBytes
    }
    return true
  }

  private func receive() async throws -> Bool {
    do {
      guard let part = try await parts.next() else { return false }
      received += part.readableBytesView
      return true
    } catch is IOError {
      return false
    }
  }

  /// Where the first answer ends, if it has come in.
  private func end(hasBody: Bool) -> Int? {
    guard let blank = received.firstRange(of: "\r\n\r\n".utf8) else { return nil }
    let head = String(decoding: received[..<blank.lowerBound], as: UTF8.self)
    let length = head.split(separator: "\r\n").compactMap { line -> Int? in
      let field = line.split(separator: ": ", maxSplits: 1)
      return field.count == 2 && field[0].lowercased() == "content-length" ? Int(field[1]) : nil
    }.first
    let end = blank.upperBound + (hasBody ? length ?? 0 : 0)
    return received.count >= end ? end : nil
  }
}

extension SandboxHarness {
  /// Holds a connection while `body` runs.
  func withConnection<R>(
    to port: Int? = nil, _ body: (KeptConnection) async throws -> R
  ) async throws -> R {
    let wire = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: port ?? sandbox.port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await wire.executeThenClose { inbound, outbound in
      try await body(KeptConnection(inbound, outbound))
    }
  }
}
