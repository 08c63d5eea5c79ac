public import VideoSDKClient

/// Credentials of one source, and the one origin that they may go to.
///
/// A source that holds nothing, or not enough, is kept too: who asks why nothing was found is told.
public struct GivenCredentials: Sendable {
  let source: String
  let rank: Rank
  let content: Content
  /// Nil for what goes nowhere.
  let origin: Origin?

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

  init(
    _ credentials: Credentials, from source: String, for origin: Origin?, rank: Rank = .other
  ) {
    self.source = source
    self.rank = rank
    self.origin = origin
    content = .credentials(credentials)
  }

  /// A key pair that belongs to a place, such as the embedded sandbox's.
  public init(apiKey: String, secret: Secret, from source: String, for origin: Origin) {
    self.init(.keyPair(apiKey: apiKey, secret: secret), from: source, for: origin)
  }

  init(absent source: String, rank: Rank) {
    self.source = source
    self.rank = rank
    origin = nil
    content = .absent
  }

  init(incomplete source: String, missing: String, secret: Secret? = nil, for origin: Origin?) {
    self.source = source
    rank = .other
    self.origin = origin
    content = .incomplete(missing: missing, secret)
  }

  init(unread source: String, because reason: String, for origin: Origin) {
    self.source = source
    rank = .other
    self.origin = origin
    content = .unread(reason)
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
  func outcome(for target: Origin, winner: String?) -> CredentialCandidate.Outcome {
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

/// One place that credentials can come from, and what became of it.
struct CredentialCandidate: Sendable {
  /// Such as `VIDEOSDK_TOKEN` or `profile staging`.
  let source: String
  /// Nil where there are none.
  let credentials: Credentials?
  /// Whether they are used, or why not.
  let outcome: Outcome

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
}

extension GivenCredentials {
  static let tokenNames = ["VIDEOSDK_TOKEN", "VIDEOSDK_AUTH_TOKEN"]
  static let secretNames = ["VIDEOSDK_SECRET", "VIDEOSDK_SECRET_KEY"]
  static let keyName = "VIDEOSDK_API_KEY"

  /// The variable that makes the environment hold credentials; nil when it holds none.
  static func source(in environment: [String: String]) -> String? {
    if let name = tokenNames.first(where: { !(environment[$0] ?? "").isEmpty }) { return name }
    let hasSecret = secretNames.contains { SecretReader.isLongEnough(environment[$0] ?? "") }
    return hasSecret && !(environment[keyName] ?? "").isEmpty ? keyName : nil
  }

  /// What the environment gives, used or not, and what to tell of it.
  static func read(
    _ environment: [String: String], for origin: Origin?
  ) -> ([GivenCredentials], notes: [String]) {
    var notes: [String] = []
    var found: [GivenCredentials] = []
    for name in tokenNames {
      guard let text = environment[name], !text.isEmpty else {
        found.append(GivenCredentials(absent: name, rank: .variableToken))
        continue
      }
      let token = AccessToken(pasted: text)
      if token.hadBearerPrefix, !found.contains(where: { $0.credentials != nil }) {
        notes.append(CredentialSettings.bearerNote(name))
      }
      found.append(
        GivenCredentials(.token(token), from: name, for: origin, rank: .variableToken))
    }
    if let name = secretNames.first(where: { !(environment[$0] ?? "").isEmpty }),
      !SecretReader.isLongEnough(environment[name] ?? "")
    {
      notes.append("\(name) is not used: it holds \(SecretReader.tooShort)")
    }
    return (found + [pair(environment, for: origin)], notes)
  }

  private static func pair(
    _ environment: [String: String], for origin: Origin?
  ) -> GivenCredentials {
    let key = environment[keyName].flatMap { $0.isEmpty ? nil : $0 }
    let name = secretNames.first { SecretReader.isLongEnough(environment[$0] ?? "") }
    let source = "\(keyName) with \(name ?? secretNames[0])"
    let secret = name.flatMap { environment[$0] }.map { Secret($0) }
    switch (key, secret) {
    case (nil, nil): return GivenCredentials(absent: source, rank: .other)
    case (_?, nil):
      return GivenCredentials(incomplete: source, missing: secretNames[0], for: origin)
    case (nil, let secret?):
      return GivenCredentials(
        incomplete: source, missing: keyName, secret: secret, for: origin)
    case (let key?, let secret?):
      return GivenCredentials(.keyPair(apiKey: key, secret: secret), from: source, for: origin)
    }
  }
}
