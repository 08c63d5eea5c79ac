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

  /// The first match of the order that `Sources/Guide/Configuration.md` tells.
  ///
  /// - Parameters:
  ///   - profile: what `--profile` names.
  ///   - start: the file of the interactive shell; nil where it is not read.
  /// - Throws: `TargetError` when the rule that decides names no origin.
  public static func resolve(
    flags: Flags, environment: [String: String], profile: ConfigurationFile? = nil,
    start: ConfigurationFile? = nil
  ) throws(TargetError) -> TargetChoice {
    if flags.sandbox { return .embeddedSandbox(reason: "--sandbox") }
    if flags.live { return .origin(live(reason: "--live")) }
    if let endpoint = flags.endpoint {
      return .origin(try named(endpoint, reason: "--endpoint"))
    }
    if let profile, profile.namesTarget {
      return .origin(target(profile.origin, reason: "--\(profile.label)"))
    }
    let variable = "VIDEOSDK_API_ENDPOINT"
    if let endpoint = environment[variable] {
      guard !endpoint.isEmpty else { throw .emptyVariable(variable) }
      return .origin(try named(endpoint, reason: variable))
    }
    if let start, let origin = start.endpoint {
      return .origin(target(origin, reason: start.label))
    }
    if let name = GivenCredentials.source(in: environment) {
      return .origin(live(reason: "\(name) is set"))
    }
    if let start, start.namesTarget {
      return .origin(live(reason: "credentials in \(start.label)"))
    }
    return .embeddedSandbox(reason: "no credentials found")
  }

  private static func live(reason: String) -> Target {
    Target(kind: .live, origin: .videoSDK, reason: reason)
  }

  private static func named(_ text: String, reason: String) throws(TargetError) -> Target {
    do throws(OriginError) {
      return target(try Origin(text), reason: reason)
    } catch {
      throw .notAnOrigin(error)
    }
  }

  private static func target(_ origin: Origin, reason: String) -> Target {
    Target(kind: origin == .videoSDK ? .live : .endpoint, origin: origin, reason: reason)
  }
}

/// Why it is not known where requests are to go.
public enum TargetError: Error, Sendable, Equatable {
  /// What a flag or a variable says is no origin.
  case notAnOrigin(OriginError)
  /// A variable is there and says nothing: an accident, behind which the live service must not wait.
  case emptyVariable(String)

  /// Lower case, no full stop.
  public var message: String {
    switch self {
    case .notAnOrigin(let error): "the endpoint is not an origin: \(error.wording)"
    case .emptyVariable(let name): "\(name) is set, but empty"
    }
  }

  /// What to do next.
  public var hints: [String] {
    switch self {
    case .notAnOrigin:
      ["write scheme, host and port alone, such as http://127.0.0.1:9797"]
    case .emptyVariable(let name):
      ["`unset \(name)`, or set it to an origin such as \(Origin.videoSDK)"]
    }
  }
}
