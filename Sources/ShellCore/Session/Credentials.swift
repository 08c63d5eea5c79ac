public import VideoSDKClient

/// The credentials that a session holds, each for one origin only.
public struct CredentialSettings: Sendable {
  private var token: Entry<AccessToken>? { didSet { revision += 1 } }
  private var apiKey: Entry<String>? { didSet { revision += 1 } }
  private var secret: Entry<Secret>? { didSet { revision += 1 } }
  /// Counts the changes; two states of one session with the same number hold the same credentials.
  private(set) var revision = 0
  private let environment: Resolved?
  private let environmentOrigin: Origin?
  /// Things to tell once, such as a `Bearer` prefix that was taken off.
  public let notes: [String]

  struct Entry<Value: Sendable>: Sendable {
    let value: Value
    let origin: Origin
    let provenance: Provenance
  }

  /// Credentials together with where they came from.
  public struct Resolved: Sendable {
    /// What is sent.
    public let credentials: Credentials
    /// Where it came from.
    public let provenance: String

    /// Whether tokens are made here, from a key pair.
    var isMinted: Bool {
      if case .keyPair = credentials { true } else { false }
    }
  }

  /// Credentials of the environment, meant for `origin` alone.
  public init(environment: [String: String], for origin: Origin) {
    let (found, notes) = Self.readEnvironment(environment)
    self.environment = found
    self.environmentOrigin = origin
    self.notes = notes
  }

  /// A fixed key pair, such as the embedded sandbox's, meant for `origin` alone.
  public init(apiKey: String, secret: Secret, for origin: Origin, provenance: String) {
    environment = Resolved(
      credentials: .keyPair(apiKey: apiKey, secret: secret), provenance: provenance)
    environmentOrigin = origin
    notes = []
  }

  /// What is sent to `origin`: the session's token, then the start's, then the session's key pair; nil when nothing was
  /// given for this origin.
  public func resolve(for origin: Origin) -> Resolved? {
    if let token, token.origin == origin {
      return Resolved(credentials: .token(token.value), provenance: "token (\(token.provenance))")
    }
    let start = environmentOrigin == origin ? environment : nil
    if let start, case .token = start.credentials { return start }
    if let apiKey, let secret, apiKey.origin == origin, secret.origin == origin {
      return Resolved(
        credentials: .keyPair(apiKey: apiKey.value, secret: secret.value),
        provenance: "api-key and api-secret (\(secret.provenance))")
    }
    return start
  }

  /// Takes a pasted token; answers whether a `Bearer` prefix was taken off.
  public mutating func setToken(
    _ text: String, for origin: Origin, from provenance: Provenance
  ) -> Bool {
    let value = AccessToken(pasted: text)
    token = Entry(value: value, origin: origin, provenance: provenance)
    return value.hadBearerPrefix
  }

  /// Sets one half of a key pair.
  public mutating func setAPIKey(
    _ text: String, for origin: Origin, from provenance: Provenance
  ) {
    apiKey = Entry(value: text, origin: origin, provenance: provenance)
  }

  /// Sets the other half of a key pair.
  public mutating func setSecret(
    _ text: String, for origin: Origin, from provenance: Provenance
  ) {
    secret = Entry(value: Secret(text), origin: origin, provenance: provenance)
  }

  /// Forgets what `set` gave for a key.
  public mutating func remove(_ key: SettingKey) {
    switch key {
    case .token: token = nil
    case .apiKey: apiKey = nil
    case .apiSecret: secret = nil
    default: break
    }
  }

  /// Where the value of a credential key came from; nil when it was not set.
  public func provenance(_ key: SettingKey) -> Provenance? {
    switch key {
    case .token: token?.provenance
    case .apiKey: apiKey?.provenance
    case .apiSecret: secret?.provenance
    default: nil
    }
  }

  /// Every secret text in here, for the redactor.
  public var secrets: [String] {
    var all = [token?.value.reveal(), secret?.value.reveal()].compactMap { $0 }
    switch environment?.credentials {
    case .token(let token): all.append(token.reveal())
    case .keyPair(_, let secret): all.append(secret.reveal())
    case nil: break
    }
    return all
  }

  static func bearerNote(_ name: String) -> String {
    "took the prefix `Bearer` off \(name): the service wants the bare token"
  }

  static let tokenNames = ["VIDEOSDK_TOKEN", "VIDEOSDK_AUTH_TOKEN"]
  static let secretNames = ["VIDEOSDK_SECRET", "VIDEOSDK_SECRET_KEY"]
  static let keyName = "VIDEOSDK_API_KEY"

  /// The variable that makes the environment hold credentials; nil when it holds none.
  static func environmentSource(_ environment: [String: String]) -> String? {
    if let name = tokenNames.first(where: { !(environment[$0] ?? "").isEmpty }) { return name }
    let hasSecret = secretNames.contains { !(environment[$0] ?? "").isEmpty }
    return hasSecret && !(environment[keyName] ?? "").isEmpty ? keyName : nil
  }

  private static func readEnvironment(
    _ environment: [String: String]
  ) -> (Resolved?, notes: [String]) {
    for name in tokenNames {
      guard let text = environment[name], !text.isEmpty else { continue }
      let token = AccessToken(pasted: text)
      return (
        Resolved(credentials: .token(token), provenance: name),
        token.hadBearerPrefix ? [bearerNote(name)] : []
      )
    }
    guard let key = environment[keyName], !key.isEmpty else { return (nil, []) }
    for name in secretNames {
      guard let secret = environment[name], !secret.isEmpty else { continue }
      return (
        Resolved(
          credentials: .keyPair(apiKey: key, secret: Secret(secret)),
          provenance: "\(keyName) with \(name)"), []
      )
    }
    return (nil, [])
  }
}
