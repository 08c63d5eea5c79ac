import FoundationEssentials
import VideoSDKClient

/// The time along a timeline, with ticks at round local times that leave their texts room.
///
/// Places are by the time that passes: an hour that a clock shows twice is two hours long, one that it leaves out none.
struct TimelineAxis: Sendable, Equatable {
  let span: Timeline.Span
  let ticks: [Tick]
  private let local: LocalClock

  struct Tick: Sendable, Equatable {
    /// From 0 at the start of the axis to 1 at its end.
    let place: Double
    /// Stands behind its place.
    let text: String
  }

  /// What is shorter is drawn on an axis of this length.
  private static let shortestSeconds = 0.05
  /// Columns between two texts.
  private static let gap = 2

  /// An axis of so many columns.
  ///
  /// - Parameter room: columns that the texts may take; those behind the axis are free of bars.
  init(_ given: Timeline.Span, columns: Int, room: Int, local: LocalClock) {
    var span = given
    if span.seconds < Self.shortestSeconds {
      span.end = span.start.addingTimeInterval(Self.shortestSeconds)
    }
    let columns = max(1, columns)
    let isLong = local.reading(at: span.end) - local.reading(at: span.start) >= 86_400
    let style = TickStyle(isLong: isLong, local: local)
    let step =
      TickStep.all.first { step in
        func fits(_ width: Int) -> Bool {
          step.seconds / span.seconds * Double(columns - 1) >= Double(width + Self.gap)
        }
        guard fits(step.width(isLong: isLong)) else { return false }
        return fits(step.times(in: span, local).map { style.text(step, at: $0).count }.max() ?? 0)
      } ?? TickStep.longest
    func ticks(_ times: [Date], _ span: Timeline.Span) -> [Tick] {
      var free = 0
      return times.map {
        Tick(
          place: $0.timeIntervalSince(span.start) / span.seconds, text: style.text(step, at: $0))
      }
      .filter { tick in
        let column = tick.column(of: columns)
        guard column >= free, column + tick.text.count <= room else { return false }
        free = column + tick.text.count + Self.gap
        return true
      }
    }
    var fitting = ticks(step.times(in: span, local), span)
    if fitting.isEmpty, let before = step.time(before: span.start, local) {
      span.start = before
      fitting = ticks([before], span)
    }
    self.span = span
    self.local = local
    self.ticks = fitting
  }

  /// From 0 at the start of the axis to 1 at its end; what lies outside is at its edge.
  func place(of date: Date) -> Double {
    min(max(0, date.timeIntervalSince(span.start) / span.seconds), 1)
  }

  /// The day or days, and what the clock is ahead of UTC: `2026-11-29, UTC+01:00`, where it changes
  /// `2026-10-25, UTC+02:00, then UTC+01:00`.
  var caption: String {
    let days = [span.start, span.end].map {
      String(ClockText.local($0, ahead: local.secondsFromUTC(at: $0)).prefix(10))
    }
    let zones = local.parts(of: span).map { "UTC" + LocalClock.fullZone($0.secondsFromUTC) }
    let first = zones.first ?? ""
    let zone =
      switch zones.count {
      case 1: first
      case 2: "\(first), then \(zones[1])"
      default: "\(first) and \(zones.first { $0 != first } ?? first)"
      }
    return (days[0] == days[1] ? days[0] : "\(days[0]) to \(days[1])") + ", \(zone)"
  }
}

extension TimelineAxis.Tick {
  /// Its column on an axis of so many.
  func column(of columns: Int) -> Int { Int(rounding: place * Double(columns - 1)) ?? 0 }
}

/// How the ticks of an axis are written.
private struct TickStyle {
  /// Whether the time of day alone would not tell the day.
  let isLong: Bool
  let local: LocalClock

  /// With the zone where a clock that is put back shows it twice.
  func text(_ step: TickStep, at date: Date) -> String {
    let seconds = local.secondsFromUTC(at: date)
    let text = step.text(at: date, seconds, isLong: isLong)
    return step.isOfDay && local.isTwice(date) ? text + LocalClock.zone(seconds) : text
  }
}

/// The distance between two ticks: one that people count in.
private enum TickStep: Sendable {
  case milliseconds(Int)
  case seconds(Int)
  case days(Int)
  /// Counted by the calendar.
  case months(Int)

  static let all: [TickStep] =
    [10, 20, 50, 100, 200, 500].map { .milliseconds($0) }
    + [
      1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200,
    ].map { .seconds($0) } + [1, 2, 5, 10].map { .days($0) }
    + [1, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 2_400, 6_000, 12_000].map { .months($0) }

  static let longest = TickStep.months(12_000)

  /// More times than an axis has columns are of no use.
  private static let mostTimes = 1_000

  /// Whether it divides days.
  var isOfDay: Bool {
    switch self {
    case .milliseconds, .seconds: true
    case .days, .months: false
    }
  }

  /// At least so many are between two ticks.
  var seconds: Double {
    switch self {
    case .milliseconds(let count): Double(count) / 1_000
    case .seconds(let seconds): Double(seconds)
    case .days(let days): Double(days) * 86_400
    // No month is shorter.
    case .months(let months): Double(months) * 28 * 86_400
    }
  }

  /// Columns of a text; on a long axis the time of day alone would not tell the day.
  func width(isLong: Bool) -> Int {
    switch self {
    case .milliseconds(let count): (isLong ? 15 : 9) + (count < 100 ? 2 : 1)
    case .seconds(..<60): isLong ? 14 : 8
    case .seconds: isLong ? 11 : 5
    case .days: 5
    case .months(let months): months % 12 == 0 ? 4 : 7
    }
  }

  func text(at date: Date, _ secondsFromUTC: Int, isLong: Bool) -> String {
    var text = ClockText.local(date, ahead: secondsFromUTC)
    if case .milliseconds = self {
      let fraction = Int(rounding: date.timeIntervalSince1970 * 100) ?? 0
      let whole = Date(timeIntervalSince1970: Double(fraction / 100))
      text =
        ClockText.local(whole, ahead: secondsFromUTC) + ".\(fraction / 10 % 10)\(fraction % 10)"
    }
    let start =
      switch self {
      case .milliseconds, .seconds: isLong ? 5 : 11
      case .days: 5
      case .months: 0
      }
    return String(text.dropFirst(start).prefix(width(isLong: isLong)))
  }

  /// The moments in a span at which the clock shows round times, in order.
  ///
  /// A day and a month begin once: behind what a clock leaves out, and the first time that it shows their beginning.
  func times(in span: Timeline.Span, _ local: LocalClock) -> [Date] {
    var times: [Date] = []
    var last: Double?
    let parts = local.parts(of: span)
    for (place, part) in parts.enumerated() {
      let ahead = Double(part.secondsFromUTC)
      let (from, to) = (
        part.span.start.timeIntervalSince1970 + ahead, part.span.end.timeIntervalSince1970 + ahead
      )
      if !isOfDay, let end = last, end < from, let left = roundReading(notAfter: from.nextDown),
        left >= end, left < from
      {
        times.append(part.span.start)
      }
      for reading in readings(from: from, through: to) where isOfDay || reading >= last ?? reading {
        let moment = Date(timeIntervalSince1970: reading - ahead)
        // At the end of a part the clock shows what the next one begins with.
        if moment < part.span.end || place == parts.count - 1 { times.append(moment) }
      }
      last = to
    }
    return times
  }

  /// The last moment at which the clock shows a round time that is not after another; nil where no calendar has it.
  func time(before date: Date, _ local: LocalClock) -> Date? {
    roundReading(notAfter: local.reading(at: date)).map {
      min(local.moment(showing: $0, before: date), date)
    }
  }

  private func readings(from start: Double, through end: Double) -> [Double] {
    guard var next = roundReading(notAfter: start) else { return [] }
    var readings: [Double] = []
    while next <= end, readings.count < Self.mostTimes {
      if next >= start { readings.append(next) }
      guard let following = roundReading(after: next) else { break }
      next = following
    }
    return readings
  }

  private func roundReading(notAfter reading: Double) -> Double? {
    switch self {
    // Of a fraction the quotient is a little off.
    case .milliseconds(let count):
      return (reading * 1_000 / Double(count) + 0.000_1).rounded(.down) * Double(count) / 1_000
    case .seconds, .days: return (reading / seconds).rounded(.down) * seconds
    case .months(let step):
      guard let month = Self.month(of: reading) else { return nil }
      return Self.start(ofMonth: month - month % step)
    }
  }

  private func roundReading(after reading: Double) -> Double? {
    switch self {
    case .milliseconds, .seconds, .days: return reading + seconds
    case .months(let step):
      guard let month = Self.month(of: reading) else { return nil }
      return Self.start(ofMonth: month + step)
    }
  }

  /// Counted from the year 0.
  private static func month(of reading: Double) -> Int? {
    let text = ClockText.local(Date(timeIntervalSince1970: reading), ahead: 0)
    let parts = text.prefix(7).split(separator: "-")
    guard parts.count == 2, let year = Int(parts[0]), let month = Int(parts[1]) else { return nil }
    return year * 12 + month - 1
  }

  private static func start(ofMonth month: Int) -> Double {
    let days = WireDate.daysSince1970(year: month / 12, month: month % 12 + 1, day: 1)
    return Double(days) * 86_400
  }
}
