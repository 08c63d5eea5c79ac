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
    let text: GivenText<Value>
    let origin: Origin
    let provenance: Provenance

    func told(as provenance: Provenance) -> Entry {
      Entry(text: text, origin: origin, provenance: provenance)
    }
  }

  /// Credentials together with where they came from.
  public struct Resolved: Sendable {
    /// What is sent.
    public let credentials: Credentials
    /// Where it came from.
    public let provenance: String
    /// What was taken off what was given, in sentences.
    let notes: [String]

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
    let all = GivenCredentials.read(environment, for: origin) + others
    given = all
    let told = origin.flatMap { Self.winner(among: all, for: $0)?.notes } ?? []
    notes = told + [GivenCredentials.shortSecretNote(environment)].compactMap(\.self)
  }

  /// A fixed key pair, such as the embedded sandbox's, meant for `origin` alone.
  public init(apiKey: String, secret: Secret, for origin: Origin, provenance: String) {
    given = [
      GivenCredentials(apiKey: apiKey, secret: secret, from: provenance, for: origin)
    ]
    notes = []
  }

  /// What is sent to `origin`, and where it came from; nil when nothing was given for this origin.
  public func resolve(for origin: Origin) -> Resolved? {
    Self.winner(among: places, for: origin).flatMap { winner in
      winner.credentials.map {
        Resolved(credentials: $0, provenance: winner.source, notes: winner.notes)
      }
    }
  }

  /// Every place that credentials can come from, in the order of their rank, and what became of each.
  func outcomes(
    for origin: Origin
  ) -> [(given: GivenCredentials, outcome: GivenCredentials.Outcome)] {
    var winner: String?
    return places.map { place in
      let outcome = place.outcome(for: origin, winner: winner)
      if outcome == .used { winner = place.source }
      return (place, outcome)
    }
  }

  private static func winner(
    among places: [GivenCredentials], for origin: Origin
  ) -> GivenCredentials? {
    places.first { $0.outcome(for: origin, winner: nil) == .used }
  }

  /// A key pair, with what was taken off it in sentences.
  public struct KeyPair: Sendable {
    /// The project's key.
    public let apiKey: String
    /// The secret that signs.
    public let secret: Secret
    /// What was taken off what was given, in sentences.
    public let notes: [String]
  }

  /// The key pair of the highest rank that may sign for `origin`, also when a token comes before it.
  public func keyPair(for origin: Origin) -> KeyPair? {
    for place in places where place.origin == origin {
      guard case .keyPair(let apiKey, let secret)? = place.credentials else { continue }
      return KeyPair(apiKey: apiKey, secret: secret, notes: place.notes)
    }
    return nil
  }

  /// A token of the session, the environment's tokens, a pair of the session, and then everything else.
  private var places: [GivenCredentials] {
    [sessionToken] + given.filter { $0.rank == .variableToken }
      + [sessionPair] + given.filter { $0.rank == .other }
  }

  private var sessionToken: GivenCredentials {
    guard let token else {
      return GivenCredentials(.absent, from: "token", for: nil, rank: .variableToken)
    }
    return GivenCredentials(
      token.text, from: "token (\(token.provenance))", for: token.origin)
  }

  private var sessionPair: GivenCredentials {
    let name = "api-key and api-secret"
    let origins = [apiKey?.origin, secret?.origin].compactMap(\.self)
    let provenance = apiKey == nil ? nil : secret?.provenance
    return GivenCredentials(
      apiKey?.text, secret?.text, named: ("api-key", "api-secret"),
      from: provenance.map { "\(name) (\($0))" } ?? name,
      for: Set(origins).count == 1 ? origins[0] : nil)
  }

  /// Takes a token; answers what was taken off it, in sentences.
  @discardableResult public mutating func setToken(
    _ text: String, for origin: Origin, from provenance: Provenance
  ) -> [String] {
    let given = GivenText<AccessToken>.token(text, named: "the token")
    token = Entry(text: given, origin: origin, provenance: provenance)
    return given.notes
  }

  /// Sets one half of a key pair; answers what was taken off it, in sentences.
  @discardableResult public mutating func setAPIKey(
    _ text: String, for origin: Origin, from provenance: Provenance
  ) -> [String] {
    let given = GivenText<String>.key(text, named: "`api-key`")
    apiKey = Entry(text: given, origin: origin, provenance: provenance)
    return given.notes
  }

  /// Sets the other half of a key pair; answers what was taken off it, in sentences.
  @discardableResult public mutating func setSecret(
    _ text: String, for origin: Origin, from provenance: Provenance
  ) -> [String] {
    let given = GivenText<Secret>.secret(text, named: "`api-secret`")
    secret = Entry(text: given, origin: origin, provenance: provenance)
    return given.notes
  }

  /// The same, with what `set` gave told to be from elsewhere.
  func told(as provenance: Provenance) -> CredentialSettings {
    var copy = self
    copy.token = token?.told(as: provenance)
    copy.apiKey = apiKey?.told(as: provenance)
    copy.secret = secret?.told(as: provenance)
    return copy
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
    [token?.text.value.reveal(), secret?.text.value.reveal()].compactMap { $0 }
      + given.compactMap(\.secret)
  }
}
