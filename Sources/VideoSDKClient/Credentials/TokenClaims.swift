public import FoundationEssentials

/// What a token says of itself, which nobody has verified.
public struct TokenClaims: Sendable, Equatable {
  /// The project's key, claim `apikey`.
  public let apiKey: String
  /// The signature's algorithm by the header, `HS256` for the API.
  public let algorithm: String?
  /// What the bearer may do in a meeting.
  public let permissions: [String]
  /// What the token is for: `crawler` calls this API, `rtc` joins meetings; nil when not said.
  public let roles: [String]?
  /// The version of the claims; the API wants 2.
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

  init(_ token: AccessToken) throws(CredentialProblem) {
    let parts = token.reveal().split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[2].isEmpty, let header = Self.decode(parts[0]),
      let payload = Self.decode(parts[1])
    else { throw .malformedToken }
    do {
      let claims = try JSONFields(payload)
      algorithm = try JSONFields(header).string("alg")
      apiKey = try claims.required(try claims.string("apikey"), "apikey")
      permissions = Self.strings(payload["permissions"]) ?? []
      roles = Self.strings(payload["roles"])
      version = try claims.integer("version")
      room = try claims.string("roomId").map { RoomID($0) }
      participant = try claims.string("participantId").map { ParticipantID($0) }
      issuedAt = try Self.date(claims.number("iat"))
      notBefore = try Self.date(claims.number("nbf"))
      expiresAt = try Self.date(claims.number("exp"))
    } catch {
      throw .malformedToken
    }
  }

  /// How long the token is still valid; negative once it has ended, nil when it never ends.
  public func timeLeft(at now: Date) -> Duration? {
    expiresAt.map { Duration(boundedSeconds: $0.timeIntervalSince(now)) }
  }

  /// Why the service would refuse the token for such a request, the plainest reason first.
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
    if let roles, !roles.isEmpty, !roles.contains("crawler") {
      problems.append(.rtcOnly(roles: roles))
    }
    let needsVersion = roles?.isEmpty == false || room != nil || participant != nil
    if version != 2, version != nil || needsVersion { problems.append(.wrongVersion(version)) }
    if let room, let requestedRoom, room != requestedRoom {
      problems.append(.scopedToOtherRoom(room, requested: requestedRoom))
    }
    if let participant, let requestedParticipant, participant != requestedParticipant {
      problems.append(.scopedToOtherParticipant(participant, requested: requestedParticipant))
    }
    return problems
  }

  private static func decode(_ part: Substring) -> JSONValue? {
    var base64 = part.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
    base64 += Array(repeating: "=", count: (4 - base64.count % 4) % 4)
    guard let data = Data(base64Encoded: String(base64)) else { return nil }
    return try? JSONValue(parsing: Array(data))
  }

  private static func strings(_ value: JSONValue?) -> [String]? {
    guard case .array(let values)? = value else { return nil }
    return values.compactMap { value in
      guard case .string(let text) = value else { return nil }
      return text
    }
  }

  private static func date(_ seconds: Double?) -> Date? {
    seconds.map { Date(timeIntervalSince1970: $0) }
  }
}
