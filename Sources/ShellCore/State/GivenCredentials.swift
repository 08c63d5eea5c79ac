public import VideoSDKClient

/// Credentials of one source, and the one origin that they may go to.
///
/// A source that holds nothing, or not enough, is kept too: who asks why nothing was found is told.
public struct GivenCredentials: Sendable {
  /// Such as `VIDEOSDK_TOKEN` or `profile staging`.
  let source: String
  let rank: Rank
  let content: Content
  /// Nil for what goes nowhere.
  let origin: Origin?
  /// What was taken off what was given, in sentences.
  let notes: [String]

  /// Before or behind a key pair that `set` gave.
  enum Rank: Sendable {
    case variableToken, other
  }

  enum Content: Sendable {
    case credentials(Credentials)
    case incomplete(missing: String, Secret?)
    /// There, but not looked at.
    case unread(String)
    case absent
  }

  /// Why a source is used or not.
  enum Outcome: Sendable, Equatable {
    case used
    case outranked(by: String)
    /// Given for another origin; nil for none, or for two.
    case otherOrigin(Origin?)
    case incomplete(missing: String)
    case unread(String)
    case absent
  }

  init(
    _ content: Content, from source: String, for origin: Origin?, rank: Rank = .other,
    notes: [String] = []
  ) {
    self.source = source
    self.rank = rank
    self.content = content
    self.origin = origin
    self.notes = notes
  }

  /// A key pair that belongs to a place, such as the embedded sandbox's.
  public init(apiKey: String, secret: Secret, from source: String, for origin: Origin) {
    self.init(
      .credentials(.keyPair(apiKey: apiKey, secret: secret)), from: source, for: origin)
  }

  /// A token as it was given.
  init(
    _ token: GivenText<AccessToken>, from source: String, for origin: Origin?, rank: Rank = .other
  ) {
    self.init(
      .credentials(.token(token.value)), from: source, for: origin, rank: rank, notes: token.notes)
  }

  /// A key pair as it was given, wholly, by half or not at all.
  ///
  /// - Parameter names: what the key and the secret are called.
  init(
    _ apiKey: GivenText<String>?, _ secret: GivenText<Secret>?,
    named names: (key: String, secret: String), from source: String, for origin: Origin?
  ) {
    switch (apiKey, secret) {
    case (nil, nil): self.init(.absent, from: source, for: nil)
    case (_?, nil): self.init(.incomplete(missing: names.secret, nil), from: source, for: origin)
    case (nil, let secret?):
      self.init(.incomplete(missing: names.key, secret.value), from: source, for: origin)
    case (let apiKey?, let secret?):
      let trimmed = [apiKey.trimmedName, secret.trimmedName].compactMap(\.self)
      self.init(
        .credentials(.keyPair(apiKey: apiKey.value, secret: secret.value)), from: source,
        for: origin, notes: GivenText<Secret>.notes(of: trimmed))
    }
  }

  var credentials: Credentials? {
    if case .credentials(let credentials) = content { credentials } else { nil }
  }

  var secret: String? {
    switch content {
    case .credentials(.token(let token)): token.reveal()
    case .credentials(.keyPair(_, let secret)): secret.reveal()
    case .incomplete(_, let secret): secret?.reveal()
    case .unread, .absent: nil
    }
  }

  /// - Parameter winner: the source of a higher rank that is used already.
  func outcome(for target: Origin, winner: String?) -> Outcome {
    switch content {
    case .absent: return .absent
    case .incomplete(let missing, _): return .incomplete(missing: missing)
    case .credentials where origin != target, .unread where origin != target:
      return .otherOrigin(origin)
    case .unread(let reason): return .unread(reason)
    case .credentials: return winner.map { .outranked(by: $0) } ?? .used
    }
  }
}

extension GivenCredentials {
  static let tokenNames = ["VIDEOSDK_TOKEN", "VIDEOSDK_AUTH_TOKEN"]
  static let secretNames = ["VIDEOSDK_SECRET", "VIDEOSDK_SECRET_KEY"]
  static let keyName = "VIDEOSDK_API_KEY"

  /// The variable that makes the environment hold credentials; nil when it holds none.
  static func source(in environment: [String: String]) -> String? {
    if let name = tokenNames.first(where: { text($0, environment) != nil }) { return name }
    let hasSecret = secretNames.contains { usableSecret($0, environment) != nil }
    return hasSecret && text(keyName, environment) != nil ? keyName : nil
  }

  /// What the environment gives, used or not.
  static func read(
    _ environment: [String: String], for origin: Origin?
  ) -> [GivenCredentials] {
    let tokens = tokenNames.map { name in
      text(name, environment).map {
        GivenCredentials(.token($0, named: name), from: name, for: origin, rank: .variableToken)
      } ?? GivenCredentials(.absent, from: name, for: nil, rank: .variableToken)
    }
    return tokens + [pair(environment, for: origin)]
  }

  /// What to tell of a secret that is too short to be used; nil when there is none.
  static func shortSecretNote(_ environment: [String: String]) -> String? {
    guard let name = secretNames.first(where: { text($0, environment) != nil }),
      usableSecret(name, environment) == nil
    else { return nil }
    return "\(name) is not used: it holds \(SecretReader.tooShort)"
  }

  /// A secret that is long enough to be struck out.
  private static func usableSecret(_ name: String, _ environment: [String: String]) -> String? {
    text(name, environment).flatMap {
      SecretReader.isLongEnough(CredentialText.trim($0)) ? $0 : nil
    }
  }

  /// What a variable holds; nil for nothing but blanks.
  private static func text(_ name: String, _ environment: [String: String]) -> String? {
    environment[name].flatMap { CredentialText.trim($0).isEmpty ? nil : $0 }
  }

  private static func pair(
    _ environment: [String: String], for origin: Origin?
  ) -> GivenCredentials {
    let key = text(keyName, environment).map { GivenText<String>.key($0, named: keyName) }
    let name = secretNames.first { usableSecret($0, environment) != nil }
    let source = "\(keyName) with \(name ?? secretNames[0])"
    let secret = name.flatMap { name in
      text(name, environment).map { GivenText<Secret>.secret($0, named: name) }
    }
    return GivenCredentials(
      key, secret, named: (keyName, secretNames[0]), from: source, for: origin)
  }
}
