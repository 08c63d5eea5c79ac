/// How a transport connects.
public struct TransportOptions: Sendable {
  /// A server that connections to `https` origins are made through.
  public struct Proxy: Sendable, Hashable {
    /// The proxy's host.
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

    /// Reads `[http://][user[:password]@]host[:port]`; nil when it is not that.
    public init?(_ text: String) {
      var rest = text[...]
      if let scheme = rest.firstRange(of: "://") {
        guard rest[..<scheme.lowerBound].lowercased() == "http" else { return nil }
        rest = rest[scheme.upperBound...]
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
      guard let origin = try? Origin("http://\(rest)") else { return nil }
      self.init(host: origin.host, port: origin.port, user: user, password: password)
    }
  }

  /// How many requests to one server may be under way at once, each on a connection of its own.
  ///
  /// Further ones wait in the order they came, as long as their calls may take.
  public let connectionsPerHost: Int
  /// How long a connection may take to be made; waiting for another request's does not count.
  public let connectTimeout: Duration
  /// The longest answer that is taken, in bytes.
  public let bodyLimit: Int
  /// How much is kept of an answer with an error status, in bytes.
  public let errorBodyLimit: Int
  /// The proxy for `https` origins on other machines; nil for none.
  public let httpsProxy: Proxy?
  /// Hosts and their subdomains that are reached directly; `*` stands for all.
  public let noProxy: [String]
  /// The path of a PEM file with authorities to trust besides the system's; nil for none.
  public let authorityFile: String?

  /// Describes how to connect.
  public init(
    connectionsPerHost: Int = 64, connectTimeout: Duration = .seconds(10),
    bodyLimit: Int = 64 << 20, errorBodyLimit: Int = 1 << 20, httpsProxy: Proxy? = nil,
    noProxy: [String] = [], authorityFile: String? = nil
  ) {
    self.connectionsPerHost = connectionsPerHost
    self.connectTimeout = connectTimeout
    self.bodyLimit = bodyLimit
    self.errorBodyLimit = errorBodyLimit
    self.httpsProxy = httpsProxy
    self.noProxy = noProxy
    self.authorityFile = authorityFile
  }

  /// Takes the proxy from `https_proxy` and `no_proxy`, in small letters or in capitals.
  public init(environment: [String: String]) {
    let proxy = environment["https_proxy"] ?? environment["HTTPS_PROXY"] ?? ""
    let exceptions = environment["no_proxy"] ?? environment["NO_PROXY"] ?? ""
    self.init(
      httpsProxy: Proxy(proxy),
      noProxy: exceptions.split { $0 == "," || $0.isWhitespace }.map { $0.lowercased() })
  }

  func proxy(for origin: Origin) -> Proxy? {
    guard origin.isSecure, !origin.isLoopback else { return nil }
    let isExcepted = noProxy.contains { name in
      let domain = name.hasPrefix(".") ? String(name.dropFirst()) : name
      return name == "*" || origin.host == domain || origin.host.hasSuffix("." + domain)
    }
    return isExcepted ? nil : httpsProxy
  }
}
