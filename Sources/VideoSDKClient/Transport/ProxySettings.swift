/// Which proxy, if any, each server is reached through.
///
/// The rules are curl's: `https_proxy`, else `HTTPS_PROXY`, for `https`; `http_proxy`, in small
/// letters only, for `http`; for both else `all_proxy`, else `ALL_PROXY`. A variable that is empty
/// is none. A proxy is asked with `CONNECT` for the way to the server. `no_proxy`, else `NO_PROXY`, lists what is reached directly. This machine itself is
/// always reached directly, whatever the variables say.
public struct ProxySettings: Sendable {
  /// How a server is reached.
  public enum Route: Sendable, Equatable {
    /// Directly: no proxy is set.
    case direct
    /// Directly: it is this machine itself.
    case loopback
    /// Directly: an entry of the exceptions names it.
    case excepted(entry: String)
    /// Through a proxy; the variable that names it, when one does.
    case proxied(Proxy, variable: String?)
  }

  private enum Choice {
    case proxy(Proxy, variable: String?)
    case problem(ProxyProblem)
  }

  private let secure: Choice?
  private let plain: Choice?
  private let exceptions: ProxyExceptions

  /// Names the proxies for `https` and for `http` origins; nil for none.
  public init(
    https: Proxy? = nil, http: Proxy? = nil, exceptions: ProxyExceptions = ProxyExceptions("")
  ) {
    secure = https.map { .proxy($0, variable: nil) }
    plain = http.map { .proxy($0, variable: nil) }
    self.exceptions = exceptions
  }

  /// Takes the proxies from the environment.
  ///
  /// What a variable holds is complained of only when it is needed: ``route(to:)`` throws.
  public init(environment: [String: String]) {
    secure = Self.choice(["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"], environment)
    plain = Self.choice(["http_proxy", "all_proxy", "ALL_PROXY"], environment)
    let names = ["no_proxy", "NO_PROXY"]
    exceptions = ProxyExceptions(Self.first(names, environment)?.value ?? "")
  }

  /// How a server is reached.
  ///
  /// - Throws: ``ProxyProblem`` when the proxy that is set for it cannot be used.
  public func route(to origin: Origin) throws(ProxyProblem) -> Route {
    guard !origin.isLoopback else { return .loopback }
    guard let choice = origin.isSecure ? secure : plain else { return .direct }
    if let entry = exceptions.entry(for: origin) { return .excepted(entry: entry) }
    switch choice {
    case .proxy(let proxy, let variable): return .proxied(proxy, variable: variable)
    case .problem(let problem): throw problem
    }
  }

  private static func choice(_ names: [String], _ environment: [String: String]) -> Choice? {
    guard let (name, value) = first(names, environment) else { return nil }
    do throws(ProxyProblem) {
      return .proxy(try Proxy(value, from: name), variable: name)
    } catch {
      return .problem(error)
    }
  }

  private static func first(
    _ names: [String], _ environment: [String: String]
  ) -> (name: String, value: String)? {
    for name in names {
      let words = (environment[name] ?? "").split { $0.isWhitespace }
      if !words.isEmpty { return (name, words.joined(separator: " ")) }
    }
    return nil
  }
}
