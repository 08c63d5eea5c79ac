import FoundationEssentials
import VideoSDKClient

/// The table of winners and losers: where credentials were looked for, and what became of them.
///
/// Of a token it tells the kind, the end, and no more than the last letters of the key.
struct CredentialTable {
  let places: [(given: GivenCredentials, outcome: GivenCredentials.Outcome)]
  let now: Date

  /// The table for people.
  var block: Report.Block {
    .table(
      header: ["source", "holds", "outcome"],
      rows: places.map { given, outcome in
        [
          StyledText(given.source, .code),
          StyledText([holds(given).map { .init($0) } ?? .init("-", .muted)]),
          text(outcome),
        ]
      })
  }

  /// The same for programs.
  var json: JSONValue {
    .array(
      places.map { given, outcome in
        .object([
          "source": .string(given.source), "holds": .orNull(holds(given)),
          "used": .bool(outcome == .used), "outcome": .string(text(outcome).plain),
        ])
      })
  }

  /// What a source holds, without showing it; nil when there is nothing.
  private func holds(_ given: GivenCredentials) -> String? {
    switch given.credentials {
    case nil: nil
    case .keyPair(let apiKey, _): "key pair \(Self.ending(apiKey))"
    case .token(let token):
      if let claims = try? token.inspect() {
        "token of \(claims.apiKey.map(Self.ending) ?? "no key"), \(Self.end(claims, now: now))"
      } else {
        "no JSON Web Token"
      }
    }
  }

  private func text(_ outcome: GivenCredentials.Outcome) -> StyledText {
    switch outcome {
    case .used: StyledText("used", .good)
    case .outranked(let winner): StyledText("not used: \(winner) comes first")
    case .otherOrigin(let origin?): StyledText("not used: it is for \(origin)")
    case .otherOrigin(nil): StyledText("not used: it is not for this target")
    case .incomplete(let missing): StyledText("not used: \(missing) is missing", .bad)
    case .unread(let reason): StyledText("not read: \(reason)")
    case .absent: StyledText("not set", .muted)
    }
  }

  /// The end of a key, by which its owner knows it.
  static func ending(_ key: String) -> String { "…" + key.suffix(min(4, key.count / 2)) }

  private static func end(_ claims: TokenClaims, now: Date) -> String {
    guard let left = claims.timeLeft(at: now) else { return "without an end" }
    return left > .zero
      ? "ends in \(DurationText.short(left))" : "ended \(DurationText.short(.zero - left)) ago"
  }
}
