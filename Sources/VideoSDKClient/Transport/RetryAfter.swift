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

  /// Reads the one date format that servers may send today, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7).
  static func parseDate(_ text: String) -> Date? {
    DateScanner.scan(text) { scanner in
      guard scanner.name(in: "SunMonTueWedThuFriSat") != nil, scanner.take(","), scanner.take(" "),
        let day = scanner.digits(2) ?? scanner.digits(1), (1...31).contains(day),
        scanner.take(" "),
        let month = scanner.name(in: "JanFebMarAprMayJunJulAugSepOctNovDec"), scanner.take(" "),
        let year = scanner.digits(4), year >= 1970, scanner.take(" "),
        let hour = scanner.digits(2), hour < 24, scanner.take(":"),
        let minute = scanner.digits(2), minute < 60, scanner.take(":"),
        let second = scanner.digits(2), second <= 60, scanner.take(" "),
        scanner.name(in: "GMT") != nil, scanner.isAtEnd
      else { return nil }
      let days = WireDate.daysSince1970(year: year, month: month + 1, day: day)
      let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second
      return Date(timeIntervalSince1970: Double(seconds))
    }
  }
}
