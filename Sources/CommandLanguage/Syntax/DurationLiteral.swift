/// Durations as the language writes them: `500ms`, `5s`, `1m30s`, `2h`.
public enum DurationLiteral {
  /// The longest duration the language accepts, a hundred years, so that no clock overflows.
  static let longestSeconds: Int64 = 876_000 * 3600

  private static let units: [(name: String, milliseconds: Int64)] = [
    ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
  ]

  /// What a text is that stands where a duration is due.
  private enum Reading {
    case duration(Duration)
    case tooLong
    case other
  }

  /// Reads a duration; nil when the text is not one, or is longer than a hundred years.
  ///
  /// Each unit stands at most once, the largest first.
  public static func parse(_ text: String) -> Duration? {
    if case .duration(let duration) = read(text) { duration } else { nil }
  }

  /// What is wrong with a text that is read as none, behind the text itself.
  public static func fault(of text: String) -> String {
    if case .tooLong = read(text) {
      return "is longer than \(longestSeconds / 3600)h, a hundred years"
    }
    return "is not a duration"
  }

  private static func read(_ text: String) -> Reading {
    var rest = Substring(text)
    var nextUnit = 0
    var total: Int64? = 0
    repeat {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      let letters = rest.prefix { $0.isASCII && $0.isLetter }
      rest = rest.dropFirst(letters.count)
      guard !digits.isEmpty,
        let unit = units[nextUnit...].firstIndex(where: { $0.name == letters })
      else { return .other }
      nextUnit = unit + 1
      total = total.flatMap { sum(of: $0, digits, units[unit].milliseconds) }
    } while !rest.isEmpty
    return total.map { .duration(.milliseconds($0)) } ?? .tooLong
  }

  /// Nil where it is more than a duration may be.
  private static func sum(of total: Int64, _ digits: Substring, _ unit: Int64) -> Int64? {
    guard let amount = Int64(digits) else { return nil }
    let (part, overflows) = amount.multipliedReportingOverflow(by: unit)
    guard !overflows, part <= longestSeconds * 1000 - total else { return nil }
    return total + part
  }

  /// Writes a duration the shortest way; what is below a millisecond is cut off.
  public static func print(_ duration: Duration) -> String {
    if duration < .zero { return "-" + print(.zero - duration) }
    let (seconds, attoseconds) = duration.components
    let parts: [(Int64, String)] = [
      (seconds / 3600, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s"),
      (attoseconds / 1_000_000_000_000_000, "ms"),
    ]
    let text = parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
    return text.isEmpty ? "0s" : text
  }
}
