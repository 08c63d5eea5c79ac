import NIOCore

/// A receiver on this machine, taken from the URL that a client gave.
struct WebhookReceiver: Equatable, Sendable {
  /// Why nothing is sent to a URL.
  enum Obstacle: Error, Equatable {
    case notHTTP
    case notLoopback
    case malformed

    var reason: String {
      switch self {
      case .notHTTP: "the sandbox delivers over http only"
      case .notLoopback: "the sandbox delivers to loopback addresses only"
      case .malformed: "the address is not a URL"
      }
    }
  }

  /// The addresses to connect to, in this order.
  let addresses: [String]
  let port: Int
  /// What the `Host` header says.
  let authority: String
  /// The path with the query.
  let target: String

  init(_ url: String) throws(Obstacle) {
    guard let colon = url.firstRange(of: "://") else { throw .malformed }
    guard url[..<colon.lowerBound].lowercased() == "http" else { throw .notHTTP }
    let rest = url[colon.upperBound...].prefix { $0 != "#" }
    let authority = rest.prefix { !"/?".contains($0) }
    guard !authority.contains("@"), let (host, port) = WebhookReceiver.split(authority) else {
      throw .malformed
    }
    guard let addresses = WebhookReceiver.loopbackAddresses(of: host) else { throw .notLoopback }
    let target = rest.dropFirst(authority.count)
    self.addresses = addresses
    self.port = port
    self.authority = String(authority)
    self.target = target.hasPrefix("/") ? String(target) : "/" + target
  }

  private static func split(_ authority: Substring) -> (host: String, port: Int)? {
    var host = authority
    var port: Substring?
    if authority.hasPrefix("[") {
      guard let bracket = authority.firstIndex(of: "]") else { return nil }
      host = authority[authority.index(after: authority.startIndex)..<bracket]
      let rest = authority[authority.index(after: bracket)...]
      guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
      port = rest.isEmpty ? nil : rest.dropFirst()
    } else if let colon = authority.firstIndex(of: ":") {
      host = authority[..<colon]
      port = authority[authority.index(after: colon)...]
    }
    guard !host.isEmpty, let number = port.map({ Int($0) }) ?? 80, (1...65535).contains(number)
    else { return nil }
    return (host.lowercased(), number)
  }

  /// Nil for a host that is another machine, or that only a name server could tell.
  private static func loopbackAddresses(of host: String) -> [String]? {
    if host == "localhost" { return ["127.0.0.1", "::1"] }
    guard let address = try? SocketAddress(ipAddress: host, port: 0).ipAddress else { return nil }
    return address == "::1" || (address.hasPrefix("127.") && !address.contains(":"))
      ? [address] : nil
  }
}
