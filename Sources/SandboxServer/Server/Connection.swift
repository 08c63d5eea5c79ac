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
    guard let address = channel.remoteAddress?.ipAddress else { return false }
    return ["127.", "::ffff:127."].contains { address.hasPrefix($0) } || address == "::1"
  }

  /// Closes the connection without another byte.
  func cut() async {
    // It may be closed already, by the other end; either way it is closed now.
    try? await channel.close()
  }
}

/// Decides which `Host` a request may name.
///
/// A page in a browser can reach a loopback address under a name of its own (DNS rebinding); its requests
/// still carry that name, so on loopback only the sandbox's own names are served.
struct HostGuard: Sendable {
  let boundHost: String

  func admits(_ authority: String?, isFromThisMachine: Bool) -> Bool {
    guard isFromThisMachine else { return true }
    let host = HostGuard.host(of: authority ?? "")
    return ["127.0.0.1", "localhost", "::1", boundHost.lowercased()].contains(host)
  }

  /// The name without the port and without the brackets of an IPv6 address.
  private static func host(of authority: String) -> String {
    let lowercased = authority.lowercased()
    if lowercased.hasPrefix("[") {
      return String(lowercased.dropFirst().prefix { $0 != "]" })
    }
    return String(lowercased.prefix { $0 != ":" })
  }
}
