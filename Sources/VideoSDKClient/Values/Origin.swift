/// Says why a text names no origin.
public enum OriginError: Error, Sendable, Equatable {
  /// There is no scheme and host.
  case notAnOrigin(String)
  /// The scheme is neither `http` nor `https`.
  case unsupportedScheme(String)
  /// The text holds a user name or a password, which have no place in a URL.
  case hasUserInformation
  /// The text has a path other than `/` or `/v2`, a query or a fragment.
  case hasPath(String)
  /// The port is not a number from 1 to 65535.
  case badPort(String)
}

/// A scheme, a host and a port: the server that a credential is given for.
///
/// Asked for with every request, so what follows from the three is worked out once.
public struct Origin: Sendable, CustomStringConvertible {
  /// `http` or `https`.
  public let scheme: String
  /// The host in lower case; an IPv6 address is without its brackets.
  public let host: String
  /// The port, also when it is the scheme's usual one.
  public let port: Int
  /// The origin as a URL without a path; the scheme's usual port is left out.
  public let description: String
  /// Whether the host is this machine itself.
  public let isLoopback: Bool

  /// The live service.
  public static let videoSDK = Origin(scheme: "https", host: "api.videosdk.live", port: 443)

  init(scheme: String, host: String, port: Int) {
    self.scheme = scheme
    self.host = host
    self.port = port
    let name = host.contains(":") ? "[\(host)]" : host
    let isUsual = port == (scheme == "https" ? 443 : 80)
    description = "\(scheme)://\(name)" + (isUsual ? "" : ":\(port)")
    isLoopback = Self.isLoopback(host)
  }

  /// Reads `http(s)://host[:port]`; a trailing `/` or `/v2` is taken off.
  public init(_ text: String) throws(OriginError) {
    guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else {
      throw .notAnOrigin(text)
    }
    let scheme = text[..<colon].lowercased()
    guard scheme == "http" || scheme == "https" else { throw .unsupportedScheme(scheme) }
    let rest = text[colon...].dropFirst(3)
    let authority = rest.prefix { !"/?#".contains($0) }
    guard !authority.contains("@") else { throw .hasUserInformation }
    let path = rest.dropFirst(authority.count)
    guard ["", "/", "/v2", "/v2/"].contains(path) else { throw .hasPath(String(path)) }
    let (host, port) = try Self.split(authority, of: text)
    self.init(scheme: scheme, host: host, port: port ?? (scheme == "https" ? 443 : 80))
  }

  private static func split(
    _ authority: Substring, of text: String
  ) throws(OriginError) -> (host: String, port: Int?) {
    var host = authority
    var portText: Substring?
    if authority.first == "[" {
      guard let bracket = authority.firstIndex(of: "]") else { throw .notAnOrigin(text) }
      host = authority[authority.index(after: authority.startIndex)..<bracket]
      let rest = authority[authority.index(after: bracket)...]
      guard rest.isEmpty || rest.first == ":" else { throw .notAnOrigin(text) }
      portText = rest.isEmpty ? nil : rest.dropFirst()
      guard host.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else {
        throw .notAnOrigin(text)
      }
    } else if let colon = authority.firstIndex(of: ":") {
      host = authority[..<colon]
      portText = authority[authority.index(after: colon)...]
    }
    let isPlain = host.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "%") }
    guard !host.isEmpty, isPlain else { throw .notAnOrigin(text) }
    guard let portText else { return (host.lowercased(), nil) }
    guard portText.allSatisfy(\.isNumber), let port = Int(portText), (1...65_535).contains(port)
    else { throw .badPort(String(portText)) }
    return (host.lowercased(), port)
  }

  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host.hasSuffix(".localhost") || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  var isSecure: Bool { scheme == "https" }
}

extension Origin: Hashable {
  /// Two origins are the same when they are written alike.
  public static func == (left: Origin, right: Origin) -> Bool {
    left.description == right.description
  }

  /// Hashes the text.
  public func hash(into hasher: inout Hasher) { hasher.combine(description) }
}
