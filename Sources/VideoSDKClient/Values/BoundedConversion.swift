// The only place where a `Double` from outside becomes something that has an end: everywhere else such a
// conversion would trap on 1e300, on infinity and on what is no number. `scripts/traps` looks for others.

extension Int {
  /// The whole number that a value rounds to; nil where there is none.
  package init?(
    rounding value: Double, _ rule: FloatingPointRoundingRule = .toNearestOrAwayFromZero
  ) {
    self.init(exactly: value.rounded(rule))
  }
}

extension Duration {
  /// More than 30 000 years: far beyond every date, and so far from the end that sums of some stay within it.
  private static let longestSeconds = 1e12

  /// So many seconds, or the longest time either way that makes sense; none for what is no number.
  package init(boundedSeconds seconds: Double) {
    guard !seconds.isNaN else {
      self = .zero
      return
    }
    self = .seconds(Swift.min(Swift.max(seconds, -Self.longestSeconds), Self.longestSeconds))
  }

  /// A part of a duration: none, all, or what lies between them.
  func scaled(by part: Double) -> Duration {
    part > 0 ? self * Swift.min(part, 1) : .zero
  }
}
