/// How a transport connects.
public struct TransportOptions: Sendable {
  /// How many requests to one server may be under way at once, each on a connection of its own.
  ///
  /// Further ones wait in the order they came, as long as their calls may take.
  public let connectionsPerHost: Int
  /// Whether the wait for another's request counts as time that a call takes.
  public let limitsWaiting: Bool
  /// How long a connection may take to be made; waiting for another request's does not count.
  public let connectTimeout: Duration
  /// The longest answer that is taken, in bytes.
  public let bodyLimit: Int
  /// How much is kept of an answer with an error status, in bytes.
  public let errorBodyLimit: Int
  /// Which servers are reached through a proxy.
  public let proxies: ProxySettings
  /// The path of a PEM file with authorities to trust besides the system's; nil for none.
  public let authorityFile: String?

  /// Describes how to connect.
  public init(
    connectionsPerHost: Int = 64, limitsWaiting: Bool = true,
    connectTimeout: Duration = .seconds(10),
    bodyLimit: Int = 64 << 20, errorBodyLimit: Int = 1 << 20,
    proxies: ProxySettings = ProxySettings(), authorityFile: String? = nil
  ) {
    self.connectionsPerHost = connectionsPerHost
    self.limitsWaiting = limitsWaiting
    self.connectTimeout = connectTimeout
    self.bodyLimit = bodyLimit
    self.errorBodyLimit = errorBodyLimit
    self.proxies = proxies
    self.authorityFile = authorityFile
  }

  /// Takes the proxies from the environment, as ``ProxySettings/init(environment:)`` says.
  public init(environment: [String: String]) {
    self.init(proxies: ProxySettings(environment: environment))
  }
}
