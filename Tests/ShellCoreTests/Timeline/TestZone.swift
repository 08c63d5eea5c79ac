import FoundationEssentials
import Testing
@testable import VideoSDKClient

/// Clocks of places that are put forward and back, by the rules that they had in 2026.
struct TestZone: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let secondsFromUTC: @Sendable (Date) -> Int

  static let all = [
    utc, nepal, berlin, newYork, lordHowe, beirut, havana,
  ]
  static let utc = TestZone("UTC") { _ in 0 }
  static let nepal = TestZone("Nepal") { _ in 20_700 }
  /// From the last Sunday of March to that of October, at 01:00 in UTC.
  static let berlin = TestZone("Berlin", 3_600) { year in
    (TestZone.sunday(-1, of: 3, year) + 3_600, TestZone.sunday(-1, of: 10, year) + 3_600)
  }
  /// From the second Sunday of March to the first of November, at 02:00 of its own time.
  static let newYork = TestZone("New York", -18_000) { year in
    (TestZone.sunday(2, of: 3, year) + 7 * 3_600, TestZone.sunday(1, of: 11, year) + 6 * 3_600)
  }
  /// Half an hour, from the first Sunday of October to that of April.
  static let lordHowe = TestZone("Lord Howe", 39_600, -1_800) { year in
    (TestZone.sunday(1, of: 4, year) - 9 * 3_600, TestZone.sunday(1, of: 10, year) - 8.5 * 3_600)
  }
  /// Put forward at midnight, which so is left out.
  static let beirut = TestZone("Beirut", 7_200) { year in
    (TestZone.sunday(-1, of: 3, year) - 7_200, TestZone.sunday(-1, of: 10, year) - 10_800)
  }
  /// Put back to midnight, which so is there twice.
  static let havana = TestZone("Havana", -18_000) { year in
    (TestZone.sunday(2, of: 3, year) + 5 * 3_600, TestZone.sunday(1, of: 11, year) + 5 * 3_600)
  }
  /// Moments of 2026 at which one of them changes.
  static let changes: [Double] = [3, 4, 10, 11].flatMap { month in
    [1, 2, -1].map { TestZone.sunday($0, of: month, 2026) }
  }

  private init(_ name: String, _ secondsFromUTC: @escaping @Sendable (Date) -> Int) {
    testDescription = name
    self.secondsFromUTC = secondsFromUTC
  }

  /// - Parameter summer: the moments of a year between which the clock is so much further ahead.
  private init(
    _ name: String, _ seconds: Int, _ ahead: Int = 3_600,
    _ summer: @escaping @Sendable (Int) -> (Double, Double)
  ) {
    self.init(name) { date in
      let now = date.timeIntervalSince1970
      // Nothing changes about the end of a year.
      let (start, end) = summer(1970 + Int((now / 31_556_952).rounded(.down)))
      return now >= start && now < end ? seconds + ahead : seconds
    }
  }

  /// The midnight in UTC with which such a Sunday of a month begins; -1 is the last.
  private static func sunday(_ number: Int, of month: Int, _ year: Int) -> Double {
    func days(_ month: Int) -> Int {
      WireDate.daysSince1970(
        year: month > 12 ? year + 1 : year, month: (month - 1) % 12 + 1, day: 1)
    }
    // 1970 began on a Thursday.
    func first(_ day: Int) -> Int { day + (7 - (day + 4) % 7) % 7 }
    let day = number > 0 ? first(days(month)) + (number - 1) * 7 : first(days(month + 1)) - 7
    return Double(day) * 86_400
  }
}
