import NIOCore
import NIOPosix
import SandboxServer

extension SandboxHarness {
  private typealias Wire = NIOAsyncChannel<ByteBuffer, ByteBuffer>

  /// Sends bytes exactly as they are given; all that comes back until the other end closes.
  ///
  /// - Parameter halfClosing: whether this end says that it sends nothing more.
  func exchange(_ text: String, halfClosing: Bool = false) async throws -> String {
    let configuration = Wire.Configuration(isOutboundHalfClosureEnabled: true)
    let wire = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelOption(.allowRemoteHalfClosure, value: true)
      .connect(host: "127.0.0.1", port: sandbox.port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try Wire(wrappingChannelSynchronously: channel, configuration: configuration)
        }
      }
    return try await wire.executeThenClose { inbound, outbound in
      // The other end may refuse before it has read all, which is what is looked at.
      try? await outbound.write(ByteBuffer(string: text))
      if halfClosing { outbound.finish() }
      var answer = ""
      do {
        for try await part in inbound { answer += String(buffer: part) }
      } catch is IOError {
        // Bytes that were not read make a close into a reset; what came before it is the answer.
      }
      return answer
    }
  }

  /// The answer to a request whose path goes over the wire exactly as it is given.
  func raw(_ method: String, _ path: String) async throws -> RawAnswer {
    RawAnswer(
      try await exchange(
        "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: \(token)\r\n"
          + "Connection: close\r\n\r\n"))
  }

  /// The status of such a request.
  func rawStatus(_ method: String, _ path: String) async throws -> Int? {
    try await raw(method, path).status
  }
}

/// An answer as it came in.
struct RawAnswer: Equatable, CustomStringConvertible {
  let status: Int?
  let body: String

  init(status: Int, body: String) {
    (self.status, self.body) = (status, body)
  }

  init(_ text: String) {
    status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    body = text.firstRange(of: "\r\n\r\n").map { String(text[$0.upperBound...]) } ?? ""
  }

  var description: String { "\(status.map(String.init) ?? "-") \(body)" }
}
