import NIOCore

/// Decides which `Host` a request may name.
///
/// A page in a browser can reach a loopback address under a name of its own (DNS rebinding); its requests
/// still carry that name, so besides the name that is bound only such hosts are served that no name server
/// decides about: those of this machine to this machine, and addresses to others.
struct HostGuard: Sendable {
  private let boundHost: String

  init(boundHost: String) {
    self.boundHost = boundHost.lowercased()
  }

  /// Why a request is not served; nil if nothing is wrong with its host.
  func error(of authority: String?, isFromThisMachine: Bool) -> APIError? {
    let authority = authority ?? ""
    if authority.utf8.contains(UInt8(ascii: ",")) { return .severalHosts(authority) }
    return admits(authority, isFromThisMachine: isFromThisMachine) ? nil : .foreignHost(authority)
  }

  func admits(_ authority: String, isFromThisMachine: Bool) -> Bool {
    let host = HostGuard.host(of: authority)
    if host == boundHost { return true }
    let address = try? SocketAddress(ipAddress: host, port: 0).ipAddress
    guard isFromThisMachine else { return address != nil }
    return host == "localhost" || address == "::1"
      || address.map { $0.hasPrefix("127.") && !$0.contains(":") } ?? false
  }

  /// The name without the port and without the brackets of an IPv6 address.
  private static func host(of authority: String) -> String {
    let name = authority.lowercased().utf8
    let isBracketed = name.first == UInt8(ascii: "[")
    let end = UInt8(ascii: isBracketed ? "]" : ":")
    return String(name.dropFirst(isBracketed ? 1 : 0).prefix { $0 != end }) ?? ""
  }
}
