import FoundationEssentials
import VideoSDKClient

/// The table of winners and losers: where credentials were looked for, and what became of them.
///
/// Of a token it tells the kind, the end, and no more than the last letters of the key.
struct CredentialTable {
  let candidates: [CredentialCandidate]
  let now: Date

  /// The table for people.
  var block: Report.Block {
    .table(
      header: ["source", "holds", "outcome"],
      rows: candidates.map { candidate in
        [
          StyledText([.init(candidate.source, .code)]),
          StyledText([holds(candidate).map { .init($0) } ?? .init("-", .muted)]),
          outcome(candidate.outcome),
        ]
      })
  }

  /// The same for programs.
  var json: JSONValue {
    .array(
      candidates.map { candidate in
        .object([
          .init(name: "source", value: .string(candidate.source)),
          .init(name: "holds", value: holds(candidate).map { .string($0) } ?? .null),
          .init(name: "used", value: .bool(candidate.outcome == .used)),
          .init(name: "outcome", value: .string(outcome(candidate.outcome).plain)),
        ])
      })
  }

  /// What a source holds, without showing it; nil when there is nothing.
  private func holds(_ candidate: CredentialCandidate) -> String? {
    switch candidate.credentials {
    case nil: nil
    case .keyPair(let apiKey, _): "key pair \(Self.ending(apiKey))"
    case .token(let token):
      if let claims = try? token.inspect() {
        "token of \(Self.ending(claims.apiKey)), \(Self.end(claims, now: now))"
      } else {
        "no token of VideoSDK"
      }
    }
  }

  private func outcome(_ outcome: CredentialCandidate.Outcome) -> StyledText {
    switch outcome {
    case .used: StyledText([.init("used", .good)])
    case .outranked(let winner): StyledText([.init("not used: \(winner) comes first")])
    case .otherOrigin(let origin?): StyledText([.init("not used: it is for \(origin)")])
    case .otherOrigin(nil): StyledText([.init("not used: it is not for this target")])
    case .incomplete(let missing): StyledText([.init("not used: \(missing) is missing", .bad)])
    case .unread(let reason): StyledText([.init("not read: \(reason)")])
    case .absent: StyledText([.init("not set", .muted)])
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
