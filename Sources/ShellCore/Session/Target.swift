public import VideoSDKClient

/// Where requests go, and why.
public struct Target: Sendable, Equatable {
  /// Which of the targets it is.
  public var kind: Kind
  /// Scheme, host and port.
  public var origin: Origin
  /// Which rule chose it, such as `--live` or `no credentials found`.
  public var reason: String

  /// Puts one together from its parts.
  public init(kind: Kind, origin: Origin, reason: String) {
    self.kind = kind
    self.origin = origin
    self.reason = reason
  }

  /// What the origin is to us.
  public enum Kind: Sendable, Equatable {
    /// The sandbox in this process.
    case sandbox
    /// The vendor's service.
    case live
    /// Any other origin that the user named.
    case endpoint
  }

  /// The word at the start of the prompt.
  public var label: String {
    switch kind {
    case .sandbox: "sandbox"
    case .live: "LIVE"
    case .endpoint: origin.isLoopback ? "\(origin.host):\(origin.port)" : origin.host
    }
  }
}

/// The target that flags and environment ask for, before anything is started.
public enum TargetChoice: Sendable, Equatable {
  case embeddedSandbox(reason: String)
  case origin(Target)

  /// What the command line says about the target.
  public struct Flags: Sendable {
    /// `--sandbox` was given.
    public var sandbox: Bool
    /// `--live` was given.
    public var live: Bool
    /// The URL behind `--endpoint`.
    public var endpoint: String?

    /// Puts one together from its parts.
    public init(sandbox: Bool = false, live: Bool = false, endpoint: String? = nil) {
      self.sandbox = sandbox
      self.live = live
      self.endpoint = endpoint
    }
  }

  /// The first match of the order in the README's section on targets.
  ///
  /// - Throws: `OriginError` when an endpoint is not an origin.
  public static func resolve(
    flags: Flags, environment: [String: String]
  ) throws(OriginError) -> TargetChoice {
    if flags.sandbox { return .embeddedSandbox(reason: "--sandbox") }
    if flags.live { return .origin(live(reason: "--live")) }
    if let endpoint = flags.endpoint {
      return .origin(try named(endpoint, reason: "--endpoint"))
    }
    if let endpoint = environment["VIDEOSDK_API_ENDPOINT"], !endpoint.isEmpty {
      return .origin(try named(endpoint, reason: "VIDEOSDK_API_ENDPOINT"))
    }
    if let name = CredentialSettings.environmentSource(environment) {
      return .origin(live(reason: "\(name) is set"))
    }
    return .embeddedSandbox(reason: "no credentials found")
  }

  private static func live(reason: String) -> Target {
    Target(kind: .live, origin: .videoSDK, reason: reason)
  }

  private static func named(_ text: String, reason: String) throws(OriginError) -> Target {
    let origin = try Origin(text)
    return Target(kind: origin == .videoSDK ? .live : .endpoint, origin: origin, reason: reason)
  }
}
