import NIOCore

/// Decides which `Host` a request may name.
///
/// A page in a browser can reach a loopback address under a name of its own (DNS rebinding); its requests
/// still carry that name, so besides the name that is bound only such hosts are served that no name server
/// decides about: those of this machine to this machine, and addresses to others.
struct HostGuard: Sendable {
  let boundHost: String

  func admits(_ authority: String?, isFromThisMachine: Bool) -> Bool {
    let host = HostGuard.host(of: authority ?? "")
    if host == boundHost.lowercased() { return true }
    let address = try? SocketAddress(ipAddress: host, port: 0).ipAddress
    guard isFromThisMachine else { return address != nil }
    return host == "localhost" || address == "::1"
      || address.map { $0.hasPrefix("127.") && !$0.contains(":") } ?? false
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
