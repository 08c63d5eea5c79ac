public import FoundationEssentials

/// A time as the service wrote it, and as a date when it can be read.
///
/// The text is kept because printing a date again may lose the last millisecond, and because the
/// documentation itself shows times that no calendar has.
public struct WireDate: Sendable, Hashable, CustomStringConvertible {
  /// The wire text, such as `2026-01-02T10:00:00.000Z`.
  public let text: String
  /// The moment, or nil when the text is not an ISO 8601 date and time.
  public let date: Date?

  /// Reads a wire text.
  public init(_ text: String) {
    self.text = text
    self.date = Self.parse(text)
  }

  /// Takes milliseconds since 1970; beyond the years of a calendar there is no date.
  ///
  /// - Parameters:
  ///   - text: The digits that stood for them.
  ///   - milliseconds: The number; nil when it is too large for one.
  init(_ text: String, milliseconds: Double?) {
    self.text = text
    let seconds = milliseconds.map { $0 / 1000 }
    date = seconds.flatMap { Self.years.contains($0) ? Date(timeIntervalSince1970: $0) : nil }
  }

  /// The seconds since 1970 of the years from 0 to 9999.
  private static let years = -62_167_219_200.0..<253_402_300_800.0

  /// The wire text.
  public var description: String { text }

  private static func parse(_ text: String) -> Date? {
    DateScanner.scan(text) { scanner in
      guard let year = scanner.digits(4), scanner.take("-"), let month = scanner.digits(2),
        scanner.take("-"), let day = scanner.digits(2), scanner.take("Tt "),
        let hour = scanner.digits(2), scanner.take(":"), let minute = scanner.digits(2),
        scanner.take(":"), let second = scanner.digits(2), let fraction = scanner.fraction(),
        let offset = scanner.offset(), scanner.isAtEnd,
        isOnTheCalendar([year, month, day, hour, minute, second])
      else { return nil }
      let days = daysSince1970(year: year, month: month, day: day)
      let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second - offset
      return Date(timeIntervalSince1970: Double(seconds) + fraction)
    }
  }

  private static func isOnTheCalendar(_ n: [Int]) -> Bool {
    (1...12).contains(n[1]) && (1...daysInMonth(n[1], of: n[0])).contains(n[2]) && n[3] < 24
      && n[4] < 60 && n[5] <= 60
  }

  private static func daysInMonth(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Counts days with years that start in March, so that the leap day comes last.
  package static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
