import FoundationEssentials
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct TimelineAxisTests {
  private static let texts: [(Double, Double, Int, Int, String)] = [
    (0, 0.001, 60, 0, "12:00:00.00 12:00:00.02 12:00:00.04"),
    (0, 0.02, 60, 3_600, "13:00:00.0 13:00:00.5 13:00:01.0"),
    (0, 10, 60, 0, "12:00 12:02 12:04 12:06 12:08 12:10"),
    (0, 10, 24, 0, "12:00 12:05 12:10"),
    (0.5, 0.9, 60, 0, "12:00:30 12:00:35 12:00:40 12:00:45 12:00:50"),
    (0, 120, 60, 19_800, "17:30 17:45 18:00 18:15 18:30 18:45 19:00 19:15 19:30"),
    (0, 1_800, 60, 0, "11-29 12:00 11-30 00:00 11-30 12:00"),
    (0, 28_800, 60, 3_600, "12-03 12-08 12-13 12-18"),
    (0, 576_000, 60, 0, "2027-01 2027-04 2027-07 2027-10 2028-01"),
    (0, 21_024_000, 60, 0, "2030 2035 2040 2045 2050 2055 2060 2065"),
  ]

  @Test(arguments: texts)
  func `has round times`(
    _ start: Double, _ end: Double, _ columns: Int, _ ahead: Int, _ texts: String
  ) {
    let span = Timeline.Span(TimelineSample.at(start), TimelineSample.at(end))
    let axis = TimelineAxis(
      span, columns: columns, room: columns + 8, local: LocalClock(along: span) { _ in ahead })

    #expect(axis.ticks.map(\.text).joined(separator: " ") == texts)
  }

  @Test func `any span gets texts in order that do not touch`() {
    let seed = UInt64.random(in: 0 ... .max)
    var numbers = SplitMix(seed: seed)
    for _ in 0..<1_000 {
      let start = Double.random(in: 0...200_000_000_000, using: &numbers)
      let length = Double.random(in: -1...24, using: &numbers)
      let columns = Int.random(in: 6...300, using: &numbers)
      let ahead = Int.random(in: -56...56, using: &numbers) * 900
      let begin = Date(timeIntervalSince1970: start)
      let span = Timeline.Span(
        begin,
        min(
          begin.addingTimeInterval(length < 0 ? 0 : exp2(length * 1.5)),
          .init(timeIntervalSince1970: 250_000_000_000)))
      let axis = TimelineAxis(
        span, columns: columns, room: columns + 8,
        local: LocalClock(along: span) { _ in ahead })
      let what = "seed \(seed): \(span), \(columns) columns, \(ahead)"

      #expect(!axis.ticks.isEmpty || columns < 14, "\(what)")
      #expect(axis.span.start <= span.start && axis.span.end >= span.end, "\(what)")
      var free = 0
      for tick in axis.ticks {
        #expect((0...1).contains(tick.place), "\(what)")
        let column = tick.column(of: columns)
        #expect(column >= free, "\(what): \(axis.ticks)")
        free = column + tick.text.count + 1
        #expect(column + tick.text.count <= columns + 8, "\(what)")
      }
      #expect(Set(axis.ticks.map(\.text)).count == axis.ticks.count, "\(what): \(axis.ticks)")
    }
  }

  /// Hours of UTC behind the midnight of a day, a width, and what stands along the axis, with the caption.
  private static let changes: [(TestZone, String, ClosedRange<Double>, Int, String, String)] = [
    (
      .berlin, "2026-10-24", 23...27, 60, "01:00 02:00+02 02:00+01 03:00 04:00",
      "2026-10-25, UTC+02:00, then UTC+01:00"
    ),
    (
      .berlin, "2026-03-28", 23...27, 50, "00:00 01:00 03:00 04:00 05:00",
      "2026-03-29, UTC+01:00, then UTC+02:00"
    ),
    (
      .newYork, "2026-11-01", 4...8, 60, "00:00 01:00-04 01:00-05 02:00 03:00",
      "2026-11-01, UTC-04:00, then UTC-05:00"
    ),
    (
      .newYork, "2026-03-08", 5...9, 50, "00:00 01:00 03:00 04:00 05:00",
      "2026-03-08, UTC-05:00, then UTC-04:00"
    ),
    // Half an hour only.
    (
      .lordHowe, "2026-04-04", 13...17, 120,
      "00:00 00:30 01:00 01:30+11 01:30+10:30 02:00 02:30 03:00 03:30",
      "2026-04-05, UTC+11:00, then UTC+10:30"
    ),
    // 23 and 25 hours long: the days begin where they do.
    (
      .berlin, "2026-10-23", 22...94, 60, "10-24 10-25 10-26",
      "2026-10-24 to 2026-10-26, UTC+02:00, then UTC+01:00"
    ),
    (
      .berlin, "2026-01-01", 0...8_760, 80, "2026-04 2026-07 2026-10 2027-01",
      "2026-01-01 to 2027-01-01, UTC+01:00 and UTC+02:00"
    ),
    // There is no midnight: the day begins an hour later.
    (
      .beirut, "2026-03-27", 10...100, 30, "03-28 03-29 03-30 03-31",
      "2026-03-27 to 2026-03-31, UTC+02:00, then UTC+03:00"
    ),
  ]

  @Test(arguments: changes)
  func `has round times along a change of the clock too`(
    _ zone: TestZone, _ day: String, _ hours: ClosedRange<Double>, _ columns: Int, _ texts: String,
    _ caption: String
  ) throws {
    let midnight = try #require(WireDate("\(day)T00:00:00Z").date)
    let span = Timeline.Span(
      midnight.addingTimeInterval(hours.lowerBound * 3_600),
      midnight.addingTimeInterval(hours.upperBound * 3_600))
    let axis = TimelineAxis(
      span, columns: columns, room: columns + 12,
      local: LocalClock(along: span, zone.secondsFromUTC))

    #expect(axis.ticks.map(\.text).joined(separator: " ") == texts)
    #expect(axis.caption == caption)
  }

  @Test func `each tick shows a round time of the clock, in whatever zone and year`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var numbers = SplitMix(seed: seed)
    for _ in 0..<2_000 {
      let zone = TestZone.all.randomElement(using: &numbers) ?? .utc
      // Often about the days on which clocks change.
      let change = TestZone.changes.randomElement(using: &numbers) ?? 0
      let begin = change + Double.random(in: -100_000...100_000, using: &numbers)
      let length = exp2(Double.random(in: 0...26, using: &numbers))
      let span = Timeline.Span(
        Date(timeIntervalSince1970: begin), Date(timeIntervalSince1970: begin + length))
      let columns = Int.random(in: 20...300, using: &numbers)
      let axis = TimelineAxis(
        span, columns: columns, room: columns + 8,
        local: LocalClock(along: span, zone.secondsFromUTC))
      let what = "seed \(seed): \(span), \(columns) columns, \(zone)"

      for tick in axis.ticks {
        // To the millisecond: a place is a fraction.
        let time = axis.span.start.timeIntervalSince1970 + tick.place * axis.span.seconds
        let date = Date(timeIntervalSince1970: (time * 1_000).rounded() / 1_000)
        let shown = ClockText.local(date, ahead: zone.secondsFromUTC(date))
        guard tick.text.contains(":") else {
          #expect(shown.contains(tick.text), "\(what): \(tick) at \(shown)")
          continue
        }
        let clock = (tick.text.split(separator: " ").last ?? "").prefix { $0 != "+" && $0 != "-" }
        #expect(shown.dropFirst(11).hasPrefix(clock.prefix(8)), "\(what): \(tick) at \(shown)")
        #expect(shown.hasSuffix(":00") || clock.count > 5, "\(what): \(tick) at \(shown)")
      }
      #expect(Set(axis.ticks.map(\.text)).count == axis.ticks.count, "\(what): \(axis.ticks)")
    }
  }

  @Test(arguments: [
    (0, "2026-11-29, UTC+00:00"), (-12_600, "2026-11-29, UTC-03:30"),
    (43_200, "2026-11-30, UTC+12:00"),
  ])
  func `tells day and zone`(_ ahead: Int, _ caption: String) {
    let span = Timeline.Span(TimelineSample.at(10), TimelineSample.at(20))
    let axis = TimelineAxis(
      span, columns: 60, room: 60, local: LocalClock(along: span) { _ in ahead })

    #expect(axis.caption == caption)
  }
}

/// 2 to the power of a number, without a mathematics library.
private func exp2(_ power: Double) -> Double {
  let whole = power.rounded(.down)
  let base = Double(sign: .plus, exponent: Int(whole), significand: 1)
  return base * (1 + (power - whole))
}
