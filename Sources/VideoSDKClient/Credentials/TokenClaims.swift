public import FoundationEssentials

/// What a token says of itself, which nobody has verified.
///
/// Tokens are made by hand and by libraries of all sorts, and the service may take what its
/// documentation does not allow. So nothing but the form of a token is demanded here; what a claim
/// lacks is told by ``problems(at:room:participant:)``.
public struct TokenClaims: Sendable, Equatable {
  /// The project's key, claim `apikey`; nil when there is none.
  public let apiKey: String?
  /// The signature's algorithm by the header, `HS256` for the API.
  public let algorithm: String?
  /// What the bearer may do in a meeting.
  public let permissions: [String]
  /// What the token is for: `crawler` calls this API, `rtc` joins meetings; nil when not said.
  ///
  /// A single text counts as a list of one; the case of letters is as it was written.
  public let roles: [String]?
  /// The version of the claims, also when it was written as a text; the API wants 2.
  public let version: Int?
  /// The only room the token is good for; nil for all.
  public let room: RoomID?
  /// The only participant the token is good for; nil for all.
  public let participant: ParticipantID?
  /// When the token was made.
  public let issuedAt: Date?
  /// When the token begins to be valid; nil for at once.
  public let notBefore: Date?
  /// When the token ends; nil for never.
  public let expiresAt: Date?

  /// The version where it is a text, and not the number that is documented.
  private let versionText: String?
  private let hasTextRoles: Bool
  /// The names of claims that have a type of their own.
  private let unreadable: [String]

  init(_ token: AccessToken) throws(CredentialProblem) {
    let parts = token.reveal().split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[2].isEmpty, let header = Self.decode(parts[0]),
      let payload = Self.decode(parts[1])
    else { throw .malformedToken }
    var reader = ClaimReader(payload)
    algorithm = (try? header.string("alg")) ?? nil
    apiKey = reader.read("apikey", JSONFields.string(_:))
    permissions = reader.strings("permissions") ?? []
    roles = reader.strings("roles")
    hasTextRoles = if case .string? = payload.value["roles"] { true } else { false }
    versionText = if case .string(let text)? = payload.value["version"] { text } else { nil }
    version =
      if let versionText { Int(versionText) } else {
        reader.read("version", JSONFields.integer)
      }
    room = reader.read("roomId", JSONFields.string(_:)).map { RoomID($0) }
    participant = reader.read("participantId", JSONFields.string(_:)).map { ParticipantID($0) }
    issuedAt = reader.date("iat")
    notBefore = reader.date("nbf")
    expiresAt = reader.date("exp")
    unreadable = reader.unreadable
  }

  /// How long the token is still valid; negative once it has ended, nil when it never ends.
  public func timeLeft(at now: Date) -> Duration? {
    expiresAt.map { Duration(boundedSeconds: $0.timeIntervalSince(now)) }
  }

  /// What speaks against the token for such a request, the surest first.
  ///
  /// The rules are the documented ones, with no allowance for clocks that differ.
  public func problems(
    at now: Date, room requestedRoom: RoomID? = nil,
    participant requestedParticipant: ParticipantID? = nil
  ) -> [CredentialProblem] {
    var problems: [CredentialProblem] = []
    if let left = timeLeft(at: now), left <= .zero { problems.append(.expired(ago: .zero - left)) }
    if let notBefore, notBefore > now {
      let left = Duration(boundedSeconds: notBefore.timeIntervalSince(now))
      problems.append(.notYetValid(startsIn: left))
    }
    problems += problemsOfClaims
    if let room, let requestedRoom, room != requestedRoom {
      problems.append(.scopedToOtherRoom(room, requested: requestedRoom))
    }
    if let participant, let requestedParticipant, participant != requestedParticipant {
      problems.append(.scopedToOtherParticipant(participant, requested: requestedParticipant))
    }
    if let roles, areUnusual(roles) { problems.append(.unusualRoles(roles)) }
    return problems
  }

  /// What does not depend on the time and the request.
  private var problemsOfClaims: [CredentialProblem] {
    var problems: [CredentialProblem] = []
    if let roles, !roles.isEmpty, !Self.allowsCalls(roles) {
      problems.append(.rtcOnly(roles: roles))
    }
    let needsVersion = roles?.isEmpty == false || room != nil || participant != nil
    if let versionText {
      problems.append(.textVersion(versionText))
    } else if !unreadable.contains("version"), version != 2, version != nil || needsVersion {
      problems.append(.wrongVersion(version))
    }
    if algorithm != "HS256" { problems.append(.otherAlgorithm(algorithm)) }
    problems += unreadable.map { .unreadableClaim($0) }
    let given = [("apikey", apiKey?.isEmpty == false), ("permissions", !permissions.isEmpty)]
    problems += given.filter { name, isGiven in !isGiven && !unreadable.contains(name) }
      .map { .missingClaim($0.0) }
    return problems
  }

  private static func allowsCalls(_ roles: [String]) -> Bool {
    roles.contains { $0.lowercased() == "crawler" }
  }

  private func areUnusual(_ roles: [String]) -> Bool {
    roles.isEmpty || (Self.allowsCalls(roles) && (hasTextRoles || !roles.contains("crawler")))
  }

  private static func decode(_ part: Substring) -> JSONFields? {
    var base64 = part.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
    base64 += Array(repeating: "=", count: (4 - base64.count % 4) % 4)
    guard let data = Data(base64Encoded: String(base64)) else { return nil }
    return try? JSONFields(JSONValue(parsing: Array(data)))
  }
}

/// Reads claims one by one; one that cannot be read keeps none of the others from it.
private struct ClaimReader {
  let fields: JSONFields
  private(set) var unreadable: [String] = []

  init(_ fields: JSONFields) { self.fields = fields }

  mutating func read<Value>(
    _ name: String, _ read: (JSONFields) -> (String) throws(ClientError) -> Value?
  ) -> Value? {
    do throws(ClientError) {
      return try read(fields)(name)
    } catch {
      unreadable.append(name)
      return nil
    }
  }

  /// A list of texts, or a single one.
  mutating func strings(_ name: String) -> [String]? {
    switch fields.value[name] {
    case nil, .null?: return nil
    case .string(let text)?: return [text]
    default: return read(name, JSONFields.strings)
    }
  }

  /// A time in whole seconds or parts of them; years that no calendar shows are unreadable.
  mutating func date(_ name: String) -> Date? {
    guard let seconds = read(name, JSONFields.number) else { return nil }
    let years = -62_135_596_800.0...253_402_300_799.0
    guard years.contains(seconds) else {
      unreadable.append(name)
      return nil
    }
    return Date(timeIntervalSince1970: seconds)
  }
}
