import VideoSDKClient

/// One thing that `doctor` looked at.
public struct Finding: Sendable, Equatable {
  /// What it belongs to, such as `ledger`.
  let area: String
  /// Whether all is well.
  let verdict: Verdict
  /// What was found.
  public let text: String
  /// What to do; nil when there is nothing to do.
  let advice: String?

  /// Whether something is well; a word, for colour alone tells nothing.
  public enum Verdict: String, Sendable {
    case good, bad
    /// Neither: something to know.
    case note
  }

  /// Puts one together from its parts.
  public init(_ area: String, _ verdict: Verdict, _ text: String, advice: String? = nil) {
    self.area = area
    self.verdict = verdict
    self.text = text
    self.advice = advice
  }

  /// The lines that a person reads.
  var lines: [StyledText] {
    let role: StyledText.Role = verdict == .good ? .good : verdict == .bad ? .bad : .muted
    let first = StyledText([
      .init(Self.padded(verdict.rawValue, 6), role), .init(Self.padded(area, 13), .muted),
      .init(text),
    ])
    guard let advice else { return [first] }
    return [
      first,
      StyledText([
        .init(Self.padded("", 6)), .init(Self.padded("do", 13), .muted), .init(advice, .code),
      ]),
    ]
  }

  var json: JSONValue {
    .object([
      "area": .string(area), "verdict": .string(verdict.rawValue), "text": .string(text),
      "advice": .orNull(advice),
    ])
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
