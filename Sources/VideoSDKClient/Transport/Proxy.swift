/// A server that connections are made through.
public struct Proxy: Sendable, Hashable, CustomStringConvertible {
  /// The proxy's host; an IPv6 address is without its brackets.
  public let host: String
  /// The proxy's port.
  public let port: Int
  /// The user to name to the proxy, when it wants one.
  public let user: String?
  /// The user's password.
  public let password: Secret?

  /// Names a proxy.
  public init(host: String, port: Int, user: String? = nil, password: Secret? = nil) {
    self.host = host
    self.port = port
    self.user = user
    self.password = password
  }

  /// Reads `[http://][user[:password]@]host[:port]`, with port 80 where none is given.
  ///
  /// - Parameters:
  ///   - text: What a variable of the environment holds.
  ///   - variable: Its name.
  /// - Throws: ``ProxyProblem`` for another scheme, and for what is no proxy at all.
  init(_ text: String, from variable: String) throws(ProxyProblem) {
    var rest = text[...]
    if let scheme = Self.scheme(of: text) {
      let name = scheme.lowercased()
      guard name == "http" else {
        throw .unsupportedScheme(name, variable: variable, found: Self.withoutUser(text))
      }
      rest = rest.dropFirst(scheme.count + 3)
    }
    while rest.last == "/" { rest.removeLast() }
    var user: String?
    var password: Secret?
    if let at = rest.lastIndex(of: "@") {
      let parts = rest[..<at].split(
        separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      user = PercentEncoding.decode(parts[0])
      password = parts.count > 1 ? Secret(PercentEncoding.decode(parts[1])) : nil
      rest = rest[rest.index(after: at)...]
    }
    let origin: Origin
    do throws(OriginError) {
      origin = try Origin("http://\(rest)")
    } catch {
      throw .unreadable(variable: variable, found: Self.withoutUser(text))
    }
    self.init(host: origin.host, port: origin.port, user: user, password: password)
  }

  /// The address alone, without user and password.
  public var description: String {
    "http://" + (host.contains(":") ? "[\(host)]" : host) + ":\(port)"
  }

  /// What may be shown of a text that was meant as a proxy: scheme, host and port.
  ///
  /// Where a password stands in what cannot be read, nobody knows. So what stands before the last `@`
  /// is left out, and so is whatever follows the host and is no port.
  private static func withoutUser(_ text: String) -> String {
    let scheme = scheme(of: text).map { $0 + "://" } ?? ""
    var rest = text.dropFirst(scheme.count)
    let at = rest.lastIndex(of: "@")
    if let at { rest = rest[rest.index(after: at)...] }
    let hidden = at == nil ? "" : "…@"
    if rest.first == "[", let bracket = rest.firstIndex(of: "]") {
      let address = rest[...bracket]
      return scheme + hidden + plain(address) + port(rest[rest.index(after: bracket)...])
    }
    let host = rest.prefix { !":/?# ".contains($0) }
    return scheme + hidden + plain(host) + port(rest[host.endIndex...])
  }

  /// What stands before `://`, when it can be a scheme; anything else may hold a password.
  private static func scheme(of text: String) -> String? {
    guard let end = text.firstRange(of: "://")?.lowerBound else { return nil }
    let name = text[..<end]
    let isScheme =
      (1...20).contains(name.utf8.count)
      && name.utf8.allSatisfy { byte in
        let isLetter = (0x61...0x7A).contains(byte | 0x20)
        return isLetter || (0x30...0x39).contains(byte) || "+-.".utf8.contains(byte)
      }
    return isScheme ? String(name) : nil
  }

  private static func port(_ rest: Substring) -> String {
    var rest = rest
    while rest.last == "/" { rest.removeLast() }
    guard !rest.isEmpty else { return "" }
    let digits = rest.dropFirst()
    let isPort =
      rest.first == ":" && (1...5).contains(digits.count)
      && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    return isPort ? String(rest) : "…"
  }

  /// A part that is short enough to be shown.
  private static func plain(_ text: some StringProtocol) -> String {
    text.count > 100 ? text.prefix(100) + "…" : String(text)
  }
}
