import NIOCore

/// A receiver on this machine, or on one that is allowed by name, taken from the URL that a client gave.
struct WebhookReceiver: Equatable, Sendable {
  /// Why nothing is sent to a URL.
  enum Obstacle: Error, Equatable {
    case notHTTP
    case notLoopback
    case malformed

    var reason: String {
      switch self {
      case .notHTTP: "the sandbox delivers over http only"
      case .notLoopback:
        "the sandbox delivers to loopback addresses only; `vsdk sandbox --allow-host` adds others"
      case .malformed: "the address is not a URL"
      }
    }
  }

  /// The addresses or names to connect to, in this order.
  let addresses: [String]
  let port: Int
  /// What the `Host` header says.
  let authority: String
  /// The path with the query.
  let target: String

  /// - Parameter allowedHosts: where webhooks go besides this machine.
  init(_ url: String, allowing allowedHosts: Set<HostName> = []) throws(Obstacle) {
    guard let colon = url.firstRange(of: "://") else { throw .malformed }
    guard url[..<colon.lowerBound].lowercased() == "http" else { throw .notHTTP }
    let rest = url[colon.upperBound...].prefix { $0 != "#" }
    let authority = rest.prefix { !"/?".contains($0) }
    var port: Int?
    guard let host = HostName(authority: authority, port: &port) else { throw .malformed }
    guard
      let addresses = allowedHosts.contains(host)
        ? [host.text] : WebhookReceiver.loopbackAddresses(of: host.text)
    else { throw .notLoopback }
    let target = rest.dropFirst(authority.count)
    self.addresses = addresses
    self.port = port ?? 80
    self.authority = String(authority)
    self.target = target.hasPrefix("/") ? String(target) : "/" + target
  }

  /// Nil for a host that is another machine, or that only a name server could tell.
  private static func loopbackAddresses(of host: String) -> [String]? {
    if host == "localhost" { return ["127.0.0.1", "::1"] }
    guard let address = try? SocketAddress(ipAddress: host, port: 0).ipAddress else { return nil }
    return address == "::1" || (address.hasPrefix("127.") && !address.contains(":"))
      ? [address] : nil
  }
}
