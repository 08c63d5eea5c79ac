import NIOCore

/// Decides which `Host` a request may name.
///
/// A page in a browser can reach a loopback address under a name of its own (DNS rebinding); its requests
/// still carry that name, so besides the name that is bound, and those that are allowed expressly, only such hosts are
/// served that no name server decides about: those of this machine to this machine, and addresses to others.
struct HostGuard: Sendable {
  private let boundHost: String
  private let allowedHosts: Set<String>

  init(boundHost: String, allowedHosts: [HostName] = []) {
    self.boundHost = boundHost.lowercased()
    self.allowedHosts = Set(allowedHosts.map(\.text))
  }

  /// Why a request is not served; nil if nothing is wrong with its host.
  func error(of authority: String?, isFromThisMachine: Bool) -> APIError? {
    let authority = authority ?? ""
    if authority.utf8.contains(UInt8(ascii: ",")) { return .severalHosts(authority) }
    return admits(authority, isFromThisMachine: isFromThisMachine) ? nil : .foreignHost(authority)
  }

  /// Why a request to the control plane is not served: it is for programs on this machine, and for pages of its own.
  ///
  /// - Parameter origin: the page that asks, as a browser says it.
  func controlError(
    authority: String?, origin: String?, isFromThisMachine: Bool
  ) -> APIError? {
    let authority = authority ?? ""
    let host = HostGuard.host(of: authority)
    guard isFromThisMachine, HostGuard.isLoopback(host, HostGuard.address(host)) else {
      return .notLoopback
    }
    guard let origin, origin != "http://\(authority.lowercased())" else { return nil }
    return .foreignOrigin(origin)
  }

  func admits(_ authority: String, isFromThisMachine: Bool) -> Bool {
    let host = HostGuard.host(of: authority)
    if host == boundHost || allowedHosts.contains(host) { return true }
    let address = HostGuard.address(host)
    if let address, allowedHosts.contains(address) { return true }
    guard isFromThisMachine else { return address != nil }
    return HostGuard.isLoopback(host, address)
  }

  private static func isLoopback(_ host: String, _ address: String?) -> Bool {
    host == "localhost" || address == "::1"
      || address.map { $0.hasPrefix("127.") && !$0.contains(":") } ?? false
  }

  private static func address(_ host: String) -> String? {
    try? SocketAddress(ipAddress: host, port: 0).ipAddress
  }

  /// The name without the port and without the brackets of an IPv6 address.
  private static func host(of authority: String) -> String {
    let name = authority.lowercased().utf8
    let isBracketed = name.first == UInt8(ascii: "[")
    let end = UInt8(ascii: isBracketed ? "]" : ":")
    return String(name.dropFirst(isBracketed ? 1 : 0).prefix { $0 != end }) ?? ""
  }
}
