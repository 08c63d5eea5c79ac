public import VideoSDKClient

/// The credentials that a session holds, each for one origin only.
public struct CredentialSettings: Sendable {
  private var token: Entry<AccessToken>? { didSet { revision += 1 } }
  private var apiKey: Entry<String>? { didSet { revision += 1 } }
  private var secret: Entry<Secret>? { didSet { revision += 1 } }
  /// Counts the changes; two states of one session with the same number hold the same credentials.
  private(set) var revision = 0
  private let given: [GivenCredentials]
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

  /// Credentials of the environment and of configuration files.
  ///
  /// - Parameters:
  ///   - origin: where those of the environment go; nil keeps them here.
  ///   - others: what comes behind them, in order.
  public init(
    environment: [String: String], for origin: Origin?, others: [GivenCredentials] = []
  ) {
    let (found, notes) = GivenCredentials.read(environment, for: origin)
    given = found + others
    self.notes = origin == nil ? [] : notes
  }

  /// A fixed key pair, such as the embedded sandbox's, meant for `origin` alone.
  public init(apiKey: String, secret: Secret, for origin: Origin, provenance: String) {
    given = [
      GivenCredentials(
        .keyPair(apiKey: apiKey, secret: secret), from: provenance, for: origin)
    ]
    notes = []
  }

  /// What is sent to `origin`, and where it came from; nil when nothing was given for this origin.
  public func resolve(for origin: Origin) -> Resolved? {
    candidates(for: origin).first { $0.outcome == .used }
      .flatMap { winner in
        winner.credentials.map { Resolved(credentials: $0, provenance: winner.source) }
      }
  }

  /// Every place that credentials can come from, in the order of their rank, and what became of each.
  func candidates(for origin: Origin) -> [CredentialCandidate] {
    var winner: String?
    return places.map { place in
      let outcome = place.outcome(for: origin, winner: winner)
      if outcome == .used { winner = place.source }
      return CredentialCandidate(
        source: place.source, credentials: place.credentials, outcome: outcome)
    }
  }

  /// The key pair of the highest rank that may sign for `origin`, also when a token comes before it.
  func keyPair(for origin: Origin) -> (apiKey: String, secret: Secret, source: String)? {
    for place in places where place.origin == origin {
      guard case .keyPair(let apiKey, let secret)? = place.credentials else { continue }
      return (apiKey, secret, place.source)
    }
    return nil
  }

  /// A token of the session, the environment's tokens, a pair of the session, and then everything else.
  private var places: [GivenCredentials] {
    [sessionToken] + given.filter { $0.rank == .variableToken }
      + [sessionPair] + given.filter { $0.rank == .other }
  }

  private var sessionToken: GivenCredentials {
    guard let token else { return GivenCredentials(absent: "token", rank: .variableToken) }
    return GivenCredentials(
      .token(token.value), from: "token (\(token.provenance))", for: token.origin)
  }

  private var sessionPair: GivenCredentials {
    let name = "api-key and api-secret"
    switch (apiKey, secret) {
    case (nil, nil): return GivenCredentials(absent: name, rank: .other)
    case (let key?, nil):
      return GivenCredentials(incomplete: name, missing: "api-secret", for: key.origin)
    case (nil, let secret?):
      return GivenCredentials(
        incomplete: name, missing: "api-key", secret: secret.value, for: secret.origin)
    case (let key?, let secret?):
      return GivenCredentials(
        .keyPair(apiKey: key.value, secret: secret.value),
        from: "\(name) (\(secret.provenance))",
        for: key.origin == secret.origin ? key.origin : nil)
    }
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

  /// Every secret text in here, for the redactor; also of what is not used.
  public var secrets: [String] {
    [token?.value.reveal(), secret?.value.reveal()].compactMap { $0 } + given.compactMap(\.secret)
  }

  static func bearerNote(_ name: String) -> String {
    "took the prefix `Bearer` off \(name): the service wants the bare token"
  }
}
