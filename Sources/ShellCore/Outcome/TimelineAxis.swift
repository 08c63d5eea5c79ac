import FoundationEssentials
import VideoSDKClient

/// The time along a timeline, with ticks at round local times that leave their texts room.
struct TimelineAxis: Sendable, Equatable {
  let span: Timeline.Span
  let ticks: [Tick]

  struct Tick: Sendable, Equatable {
    /// From 0 at the start of the axis to 1 at its end.
    let place: Double
    /// Stands behind its place.
    let text: String
  }

  /// What is shorter is drawn on an axis of this length.
  private static let shortestSeconds = 1.0
  /// Columns between two texts.
  private static let gap = 2

  /// An axis of so many columns.
  ///
  /// - Parameter room: columns that the texts may take; those behind the axis are free of bars.
  init(_ given: Timeline.Span, columns: Int, room: Int, secondsFromUTC: Int) {
    var span = given
    if span.seconds < Self.shortestSeconds {
      span.end = span.start.addingTimeInterval(Self.shortestSeconds)
    }
    let columns = max(1, columns)
    let isLong = span.seconds > 86_400
    let step =
      TickStep.all.first { step in
        let width = Double(step.width(isLong: isLong) + Self.gap)
        return step.seconds / span.seconds * Double(columns) >= width
      } ?? TickStep.longest
    let times = step.times(in: span, secondsFromUTC)
    func ticks(_ times: [Date], _ span: Timeline.Span) -> [Tick] {
      var free = 0
      return times.map {
        Tick(
          place: $0.timeIntervalSince(span.start) / span.seconds,
          text: step.text(at: $0, secondsFromUTC, isLong: isLong))
      }
      .filter { tick in
        let column = tick.column(of: columns)
        guard column >= free, column + tick.text.count <= room else { return false }
        free = column + tick.text.count + Self.gap
        return true
      }
    }
    var fitting = ticks(times, span)
    if fitting.isEmpty, let before = step.time(before: span.start, secondsFromUTC) {
      span.start = before
      fitting = ticks([before], span)
    }
    self.span = span
    self.ticks = fitting
  }

  /// From 0 at the start of the axis to 1 at its end; what lies outside is at its edge.
  func place(of date: Date) -> Double {
    min(max(0, date.timeIntervalSince(span.start) / span.seconds), 1)
  }

  /// The day or days, and what the clock is ahead of UTC: `2026-11-29, UTC+01:00`.
  static func caption(_ span: Timeline.Span, secondsFromUTC: Int) -> String {
    let days = [span.start, span.end].map {
      String(ClockText.local($0, ahead: secondsFromUTC).prefix(10))
    }
    let minutes = secondsFromUTC.magnitude / 60
    let (hour, minute) = (two(Int(minutes / 60)), two(Int(minutes % 60)))
    let zone = "UTC\(secondsFromUTC < 0 ? "-" : "+")\(hour):\(minute)"
    return (days[0] == days[1] ? days[0] : "\(days[0]) to \(days[1])") + ", \(zone)"
  }

  private static func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
}

extension TimelineAxis.Tick {
  /// Its column on an axis of so many.
  func column(of columns: Int) -> Int { Int(rounding: place * Double(columns - 1)) ?? 0 }
}

/// The distance between two ticks: one that people count in.
private enum TickStep: Sendable {
  case fixed(Int)
  /// Counted by the calendar.
  case months(Int)

  static let all: [TickStep] = seconds.map { .fixed($0) } + months.map { .months($0) }

  private static let seconds = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200,
    86_400, 172_800, 432_000, 864_000,
  ]
  private static let months = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 2_400, 6_000, 12_000]

  static let longest = TickStep.months(12_000)

  var seconds: Double {
    switch self {
    case .fixed(let seconds): Double(seconds)
    // No month is shorter.
    case .months(let months): Double(months) * 28 * 86_400
    }
  }

  /// Columns of a text; on a long axis the time of day alone would not tell the day.
  func width(isLong: Bool) -> Int {
    switch self {
    case .fixed(..<60): isLong ? 14 : 8
    case .fixed(..<86_400): isLong ? 11 : 5
    case .fixed: 5
    case .months(let months): months % 12 == 0 ? 4 : 7
    }
  }

  func text(at date: Date, _ secondsFromUTC: Int, isLong: Bool) -> String {
    let text = ClockText.local(date, ahead: secondsFromUTC)
    let start =
      switch self {
      case .fixed(..<86_400): isLong ? 5 : 11
      case .fixed: 5
      case .months: 0
      }
    return String(text.dropFirst(start).prefix(width(isLong: isLong)))
  }

  /// The round times in a span, in order.
  func times(in span: Timeline.Span, _ secondsFromUTC: Int) -> [Date] {
    guard var next = time(before: span.start, secondsFromUTC) else { return [] }
    var times: [Date] = []
    while next <= span.end, times.count < 1_000 {
      if next >= span.start { times.append(next) }
      guard let following = time(after: next, secondsFromUTC) else { break }
      next = following
    }
    return times
  }

  /// The last round time that is not after a moment; nil where no calendar has it.
  func time(before date: Date, _ secondsFromUTC: Int) -> Date? {
    switch self {
    case .fixed(let step):
      let local = date.timeIntervalSince1970 + Double(secondsFromUTC)
      let rounded = (local / Double(step)).rounded(.down) * Double(step)
      return Date(timeIntervalSince1970: rounded - Double(secondsFromUTC))
    case .months(let step):
      guard let month = Self.month(of: date, secondsFromUTC) else { return nil }
      return Self.start(ofMonth: month - month % step, secondsFromUTC)
    }
  }

  private func time(after date: Date, _ secondsFromUTC: Int) -> Date? {
    switch self {
    case .fixed(let step): return date.addingTimeInterval(Double(step))
    case .months(let step):
      guard let month = Self.month(of: date, secondsFromUTC) else { return nil }
      return Self.start(ofMonth: month + step, secondsFromUTC)
    }
  }

  /// Counted from the year 0.
  private static func month(of date: Date, _ secondsFromUTC: Int) -> Int? {
    let parts = ClockText.local(date, ahead: secondsFromUTC).prefix(7).split(separator: "-")
    guard parts.count == 2, let year = Int(parts[0]), let month = Int(parts[1]) else { return nil }
    return year * 12 + month - 1
  }

  private static func start(ofMonth month: Int, _ secondsFromUTC: Int) -> Date {
    let days = WireDate.daysSince1970(year: month / 12, month: month % 12 + 1, day: 1)
    return Date(timeIntervalSince1970: Double(days * 86_400 - secondsFromUTC))
  }
}
