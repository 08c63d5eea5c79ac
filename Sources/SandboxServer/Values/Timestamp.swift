import FoundationEssentials

/// A moment of the sandbox, in whole milliseconds since 1970 as the API prints it.
struct Timestamp: Comparable, Hashable, Sendable, Codable {
  let milliseconds: Int64

  init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// - Throws: `DecodingError` for what is in no year that has four digits, with which no sum overflows.
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    milliseconds = try container.decode(Int64.self)
    guard (0...SandboxClock.end.milliseconds).contains(milliseconds) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "a time of no year")
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }

  static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }

  static var wall: Timestamp {
    let milliseconds = (Date().timeIntervalSince1970 * 1000).rounded(.down)
    return Timestamp(milliseconds: Int64(exactly: milliseconds) ?? 0)
  }

  /// A later moment; the last one of all where that would be past it.
  func advanced(by duration: Duration) -> Timestamp {
    let (seconds, attoseconds) = duration.components
    let step = seconds * 1000 + attoseconds / 1_000_000_000_000_000
    return Timestamp(
      milliseconds: min(milliseconds + step, SandboxClock.end.milliseconds))
  }

  func seconds(since earlier: Timestamp) -> Double {
    Double(milliseconds - earlier.milliseconds) / 1000
  }

  /// ISO 8601 in UTC with whole seconds and `+00:00`, as the events of sessions print it.
  var textWithOffset: String {
    String(text.dropLast(".000Z".count)) + "+00:00"
  }

  /// ISO 8601 in UTC with milliseconds and `Z`.
  ///
  /// Written out here because the library's own style rounds fractions to a neighbouring millisecond.
  var text: String {
    let millisecondsADay: Int64 = 86_400_000
    var day = milliseconds / millisecondsADay
    var rest = milliseconds % millisecondsADay
    if rest < 0 {
      rest += millisecondsADay
      day -= 1
    }
    let (year, month, dayOfMonth) = Timestamp.civil(day: day)
    let date = "\(digits(year, 4))-\(digits(month, 2))-\(digits(dayOfMonth, 2))"
    let hours = digits(rest / 3_600_000, 2)
    let minutes = digits(rest / 60_000 % 60, 2)
    let seconds = digits(rest / 1000 % 60, 2)
    return "\(date)T\(hours):\(minutes):\(seconds).\(digits(rest % 1000, 3))Z"
  }

  /// As the header field `Date` has it, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
  var httpText: String {
    let names = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let millisecondsADay: Int64 = 86_400_000
    let day = (milliseconds - (milliseconds < 0 ? millisecondsADay - 1 : 0)) / millisecondsADay
    let date = Timestamp.civil(day: day)
    let time = text.dropFirst(11).prefix(8)
    return
      "\(names[Int((day % 7 + 7) % 7)]), \(digits(date.day, 2)) \(months[Int(date.month) - 1]) "
      + "\(digits(date.year, 4)) \(time) GMT"
  }

  /// The Gregorian date of a day counted from 1970-01-01, by eras of 400 years that begin in March.
  private static func civil(day: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  private func digits(_ number: Int64, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
