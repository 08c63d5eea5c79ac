import FoundationEssentials

/// Reads a `Retry-After` header field: a number of seconds, or an HTTP date.
enum RetryAfter {
  /// The time to wait from `now`, never negative; nil when there is none or it makes no sense.
  static func read(_ field: String?, now: Date) -> Duration? {
    guard let field else { return nil }
    if let seconds = Double(field) {
      return seconds >= 0 && seconds < 1e9 ? Duration(boundedSeconds: seconds) : nil
    }
    guard let date = parseDate(field) else { return nil }
    return Duration(boundedSeconds: max(0, date.timeIntervalSince(now)))
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Reads the one date format that servers may send today, `Sun, 06 Nov 1994 08:49:37 GMT`.
  ///
  /// By bytes: every answer has such a date, and to look for characters costs ten times as much.
  static func parseDate(_ text: String) -> Date? {
    let parts = text.utf8.split(separator: UInt8(ascii: " ")).map(Substring.init)
    guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), (1...31).contains(day),
      let month = months.firstIndex(of: String(parts[2])), let year = Int(parts[3]),
      (1970...9999).contains(year)
    else { return nil }
    let time = parts[4].utf8.split(separator: UInt8(ascii: ":")).compactMap { Int(Substring($0)) }
    guard time.count == 3, (0..<24).contains(time[0]), (0..<60).contains(time[1]),
      (0...60).contains(time[2])
    else { return nil }
    let days = WireDate.daysSince1970(year: year, month: month + 1, day: day)
    let seconds = days * 86_400 + time[0] * 3_600 + time[1] * 60 + time[2]
    return Date(timeIntervalSince1970: Double(seconds))
  }
}
