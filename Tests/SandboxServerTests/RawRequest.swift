import NIOCore
import NIOPosix
import SandboxServer

extension SandboxHarness {
  /// The status of a request whose path goes over the wire exactly as it is given.
  func rawStatus(_ method: String, _ path: String) async throws -> Int? {
    let wire = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: sandbox.port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await wire.executeThenClose { inbound, outbound in
      try await outbound.write(
        ByteBuffer(
          string: "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: \(token)\r\n"
            + "Connection: close\r\n\r\n"))
      var answer = ""
      for try await part in inbound { answer += String(buffer: part) }
      return answer.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    }
  }
}
