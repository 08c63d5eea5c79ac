public import FoundationEssentials
public import VideoSDKClient

/// What a token says of itself, never the token.
public enum TokenReport {
  /// Every claim, the time that is left, and what speaks against the token.
  public static func make(
    _ claims: TokenClaims, now: Date, room: RoomID? = nil, participant: ParticipantID? = nil
  ) -> Report {
    let problems = claims.problems(at: now, room: room, participant: participant)
    var lines = FactLines()
    lines.add("api key", claims.apiKey)
    lines.add("algorithm", claims.algorithm)
    addClaims(claims, now: now, to: &lines)
    for problem in problems { lines.add("problem", problem.wording, .bad) }
    return Report(json: json(claims, problems, now: now), body: lines.blocks)
  }

  /// The claims that say what the token is good for, and until when.
  static func addClaims(_ claims: TokenClaims, now: Date, to lines: inout FactLines) {
    lines.add("version", claims.version.map { "\($0) of the API" })
    lines.add("roles", claims.roles.map { $0.joined(separator: ", ") + use(of: $0) })
    let permissions = claims.permissions.joined(separator: ", ")
    lines.add(
      "permissions", permissions.isEmpty ? "" : "\(permissions): nothing that a request needs")
    lines.add("room", claims.room?.rawValue ?? "any")
    lines.add("participant", claims.participant?.rawValue ?? "any")
    lines.add("time left", timeLeft(claims, now: now))
  }

  /// What the roles are good for, where there is one of the two.
  private static func use(of roles: [String]) -> String {
    switch (roles.contains("crawler"), roles.contains("rtc")) {
    case (true, false): ": for requests, not for meetings"
    case (false, true): ": for meetings, not for requests"
    default: ""
    }
  }

  /// How long the token is good for, in words.
  static func timeLeft(_ claims: TokenClaims, now: Date) -> String {
    guard let left = claims.timeLeft(at: now) else { return "no end" }
    return left > .zero ? DurationText.short(left) : "none: expired"
  }

  private static func json(
    _ claims: TokenClaims, _ problems: [CredentialProblem], now: Date
  ) -> JSONValue {
    .object(
      JSONValue.members(["apiKey": .orNull(claims.apiKey)]) + members(claims, now: now)
        + JSONValue.members(["problems": .strings(problems.map(\.wording))]))
  }

  /// The claims as members of a JSON object, without the key.
  static func members(_ claims: TokenClaims, now: Date) -> [JSONValue.Member] {
    JSONValue.members([
      "algorithm": .orNull(claims.algorithm),
      "version": claims.version.map { .number($0) } ?? .null,
      "roles": claims.roles.map { .strings($0) } ?? .null,
      "permissions": .strings(claims.permissions),
      "room": .orNull(claims.room?.rawValue),
      "participant": .orNull(claims.participant?.rawValue),
      "secondsLeft": claims.timeLeft(at: now).map { .number(Int($0.components.seconds)) } ?? .null,
    ])
  }
}
