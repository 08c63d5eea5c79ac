import FoundationEssentials
import VideoSDKClient

/// The answer of `whoami`: where requests go and why, who asks and why, and what that is good for.
struct IdentityReport {
  let session: Session
  let now: Date
  let table: CredentialTable
  let resolved: CredentialSettings.Resolved?

  init(_ session: Session, now: Date) {
    self.session = session
    self.now = now
    let origin = session.target.origin
    table = CredentialTable(places: session.credentials.outcomes(for: origin), now: now)
    resolved = session.credentials.resolve(for: origin)
  }

  var report: Report { Report(json: json, body: body) }

  /// What the credentials in effect cannot do, in words; empty when nothing is in the way.
  var limits: [String] {
    switch resolved?.credentials {
    case nil: return ["call the API: there are no credentials for \(session.target.origin)"]
    case .keyPair:
      return ["join a meeting: its tokens have the role `crawler`, and a meeting wants `rtc`"]
    case .token(let token):
      guard let claims = try? token.inspect() else {
        return ["call the API: it is not a JSON Web Token"]
      }
      return limits(of: claims)
    }
  }

  private func limits(of claims: TokenClaims) -> [String] {
    let problems = claims.problems(
      at: now, room: session.room, participant: session.participant)
    var limits = problems.map { problem in
      switch problem {
      case .scopedToOtherRoom(let room, let requested):
        "ask about the room `\(requested)`: it is for `\(room)`"
      case .scopedToOtherParticipant(let participant, let requested):
        "ask about the participant `\(requested)`: it is for `\(participant)`"
      default:
        problem.certainty == .sure
          ? "call the API: \(problem.wording)" : "be sure of the API: \(problem.wording)"
      }
    }
    if let roles = claims.roles, !roles.isEmpty, !roles.contains("rtc") {
      limits.append("join a meeting: its roles lack `rtc`")
    }
    return limits
  }

  private var claims: TokenClaims? {
    guard case .token(let token)? = resolved?.credentials else { return nil }
    return try? token.inspect()
  }

  private var apiKey: String? {
    switch resolved?.credentials {
    case .keyPair(let apiKey, _)?: apiKey
    case .token?, nil: claims?.apiKey
    }
  }

  private var body: [Report.Block] {
    var lines = FactLines()
    lines.add("target", "\(session.target.label)  \(session.target.origin)", .id)
    lines.add("because", session.target.reason)
    lines.add("credentials", resolved?.provenance)
    if let apiKey { lines.add("api key", CredentialTable.ending(apiKey)) }
    if let claims {
      TokenReport.addClaims(claims, now: now, to: &lines)
    } else if resolved?.isMinted == true {
      lines.add("time left", "no end: a token is made when it is needed, and is good for an hour")
    }
    for limit in limits { lines.add("cannot", limit, .bad) }
    return lines.blocks + [.line(StyledText([])), table.block]
  }

  /// The facts without the table, for a report that shows it elsewhere.
  private var json: JSONValue {
    .object([
      "target": .string(session.target.label),
      "endpoint": .string(session.target.origin.description),
      "reason": .string(session.target.reason),
      "credentials": .orNull(resolved?.provenance),
      "apiKeyEnding": .orNull(apiKey.map(CredentialTable.ending)),
      "renewed": .bool(resolved?.isMinted == true),
      "token": claims.map { .object(TokenReport.members($0, now: now)) },
      "cannot": .strings(limits),
      "sources": table.json,
    ])
  }
}

extension IdentityReport {
  static let result = ResultSchema.defined(
    "identity",
    .closed(
      [
        ("target", .string), ("endpoint", .string), ("reason", .string),
        ("credentials", .optionalString), ("apiKeyEnding", .optionalString), ("renewed", .boolean),
        ("cannot", .strings),
        (
          "sources",
          .list(
            of: .closed([
              "source": .string, "holds": .optionalString, "used": .boolean, "outcome": .string,
            ]))
        ),
      ], optional: [("token", .closed(claims))]))

  /// What a token says of itself, but for its key.
  static let claims: [ResultSchema.Member] = [
    ("algorithm", .optionalString), ("version", .optionalInteger),
    (
      "roles",
      ResultSchema(
        "{\"type\": [\"array\", \"null\"], \"items\": \(ResultSchema.string.text)}")
    ), ("permissions", .strings), ("room", .optionalString), ("participant", .optionalString),
    ("secondsLeft", .optionalInteger),
  ]
}
