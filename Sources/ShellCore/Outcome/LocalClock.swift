import FoundationEssentials

/// What a person's clock shows along a span of time: what it is ahead of UTC, and the moments at which that changes.
///
/// A value, so that what is drawn by it is drawn the same on every machine. Readings are seconds since 1970 as the clock
/// shows them.
struct LocalClock: Sendable, Equatable {
  /// In the order of time; never empty.
  private let periods: [Period]

  /// A time in which the clock is so much ahead of UTC.
  struct Period: Sendable, Equatable {
    /// The first counts from ever on.
    let start: Date
    let secondsFromUTC: Int

    fileprivate func reading(at date: Date) -> Double {
      date.timeIntervalSince1970 + Double(secondsFromUTC)
    }

    fileprivate func moment(showing reading: Double) -> Date {
      Date(timeIntervalSince1970: reading - Double(secondsFromUTC))
    }
  }

  /// More would look for changes of the clock for longer than anybody waits.
  private static let mostLooks = 20_000.0
  private static let day = 86_400.0

  /// A clock as it goes along a span, and a little beyond on both sides.
  ///
  /// - Parameter secondsFromUTC: what the clock is ahead of UTC at a moment.
  init(along span: Timeline.Span, _ secondsFromUTC: (Date) -> Int) {
    let margin = 2 * Self.day + min(3 * span.seconds, 400 * Self.day)
    let (start, length) = (span.start.addingTimeInterval(-margin), span.seconds + 2 * margin)
    let stride = max(Self.day, length / Self.mostLooks)
    var periods = [Period(start: start, secondsFromUTC: secondsFromUTC(start))]
    var (seen, ahead) = (start, 0.0)
    while ahead < length, let last = periods.last {
      ahead += stride
      let next = start.addingTimeInterval(ahead)
      let seconds = secondsFromUTC(next)
      if seconds != last.secondsFromUTC {
        let change = Self.change(from: seen, to: next, secondsFromUTC)
        periods.append(Period(start: change, secondsFromUTC: seconds))
      }
      seen = next
    }
    self.periods = periods
  }

  /// The moment between two at which the clock changes, which it does at a whole second.
  private static func change(from start: Date, to end: Date, _ secondsFromUTC: (Date) -> Int)
    -> Date
  {
    let old = secondsFromUTC(start)
    var (low, high) = (
      start.timeIntervalSince1970.rounded(.down), end.timeIntervalSince1970.rounded(.up)
    )
    while high - low > 1 {
      let middle = ((low + high) / 2).rounded(.down)
      if secondsFromUTC(Date(timeIntervalSince1970: middle)) == old {
        low = middle
      } else {
        high = middle
      }
    }
    return Date(timeIntervalSince1970: high)
  }

  private func period(at date: Date) -> Period {
    periods.last { $0.start <= date } ?? periods[0]
  }

  func secondsFromUTC(at date: Date) -> Int { period(at: date).secondsFromUTC }

  func reading(at date: Date) -> Double { period(at: date).reading(at: date) }

  /// The moment shortly before another one at which the clock shows a reading.
  func moment(showing reading: Double, before date: Date) -> Date {
    let guess = period(at: date).moment(showing: reading)
    return period(at: guess).moment(showing: reading)
  }

  /// Whether the clock shows what it shows at a moment a second time, for it is put back.
  func isTwice(_ date: Date) -> Bool {
    let reading = reading(at: date)
    return periods.contains { other in
      let moment = other.moment(showing: reading)
      return moment != date && period(at: moment) == other
    }
  }

  /// The parts of a span between which the clock is put forward or back, in order.
  func parts(of span: Timeline.Span) -> [(span: Timeline.Span, secondsFromUTC: Int)] {
    periods.indices.compactMap { place in
      let isLast = place + 1 == periods.count
      let start = place == 0 ? span.start : max(span.start, periods[place].start)
      let end = isLast ? span.end : min(span.end, periods[place + 1].start)
      let isThere = start < end || start == end && (isLast || end < periods[place + 1].start)
      return isThere ? (Timeline.Span(start, end), periods[place].secondsFromUTC) : nil
    }
  }

  /// `12:42:05`, or with the date where that is not the day of another moment; with the zone where the clock shows it twice.
  func text(at date: Date, within day: Date) -> String {
    let text = ClockText.short(date, now: day, secondsFromUTC: secondsFromUTC)
    return isTwice(date) ? text + Self.zone(secondsFromUTC(at: date)) : text
  }

  /// `+02`, or `+05:30`.
  static func zone(_ secondsFromUTC: Int) -> String {
    let whole = fullZone(secondsFromUTC)
    return whole.hasSuffix(":00") ? String(whole.dropLast(3)) : whole
  }

  /// `+02:00`.
  static func fullZone(_ secondsFromUTC: Int) -> String {
    let minutes = Int(secondsFromUTC.magnitude / 60)
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(secondsFromUTC < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
  }
}
