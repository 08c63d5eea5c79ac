/// Why the proxy that the environment names cannot be used; never holds a user or a password.
public enum ProxyProblem: Error, Sendable, Hashable {
  /// The scheme is none that requests can be sent through; `http` is.
  case unsupportedScheme(String, variable: String, found: String)
  /// The text is not `http://[user[:password]@]host[:port]`.
  case unreadable(variable: String, found: String)

  /// The variable that names the proxy.
  public var variable: String {
    switch self {
    case .unsupportedScheme(_, let variable, _), .unreadable(let variable, _): variable
    }
  }

  /// What the variable holds, without user and password.
  public var found: String {
    switch self {
    case .unsupportedScheme(_, _, let found), .unreadable(_, let found): found
    }
  }
}
