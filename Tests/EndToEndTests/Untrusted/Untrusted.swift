import NIOCore
import NIOPosix
import Synchronization
import Testing

extension EndToEnd {
  /// What a script that comes from a stranger, and what others leave on the disk, cannot do.
  ///
  /// Each rule of `ReferenceFacts.permits`, with real processes, files and ports.
  @Suite enum Untrusted {}
}

/// Another origin on this machine, which nobody may speak to: it counts connections and ends each.
struct SilentOrigin: Sendable {
  let endpoint: String
  private let counter: Counter

  private final class Counter: Sendable {
    let count = Mutex(0)
  }

  /// How often somebody came.
  var connections: Int { counter.count.withLock { $0 } }

  /// Listens while `body` runs.
  static func serve(_ body: (SilentOrigin) async throws -> Void) async throws {
    let counter = Counter()
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        counter.count.withLock { $0 += 1 }
        return channel.close()
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let port = try #require(server.localAddress?.port)
    try await body(SilentOrigin(endpoint: "http://127.0.0.1:\(port)", counter: counter))
    try await server.close()
  }
}
