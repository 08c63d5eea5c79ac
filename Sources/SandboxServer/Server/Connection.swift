import Hummingbird
import NIOCore

/// The connection that a request came in on, which a fault may cut.
struct Connection: InitializableFromSource {
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    channel = source.channel
  }

  /// Whether the other end is on this machine.
  var isFromThisMachine: Bool {
    channel.remoteAddress?.isLoopback ?? false
  }

  /// Closes the connection without another byte.
  func cut() async {
    // It may be closed already, by the other end; either way it is closed now.
    try? await channel.close()
  }
}
