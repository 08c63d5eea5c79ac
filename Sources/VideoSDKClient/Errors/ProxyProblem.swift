/// Why the proxy that the environment names cannot be used; never holds a user or a password.
public enum ProxyProblem: Error, Sendable, Hashable {
  /// The scheme is none that requests can be sent through; `http` is.
  case unsupportedScheme(String, variable: String, found: String)
  /// The text is not `http://[user[:password]@]host[:port]`.
  case unreadable(variable: String, found: String)
}
