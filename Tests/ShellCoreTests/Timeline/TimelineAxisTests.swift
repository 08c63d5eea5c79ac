import FoundationEssentials
import TestSupport
import Testing

@testable import ShellCore

@Suite struct TimelineAxisTests {
  @Test(arguments: [
    (0.0, 10.0, 60, 0, "12:00 12:02 12:04 12:06 12:08 12:10"),
    (0.0, 10.0, 24, 0, "12:00 12:05"),
    (0.5, 0.9, 60, 0, "12:00:30 12:00:35 12:00:40 12:00:45 12:00:50"),
    (0.0, 120.0, 60, 19_800, "17:30 18:00 18:30 19:00 19:30"),
    (0.0, 60.0 * 30, 60, 0, "11-29 12:00 11-30 00:00 11-30 12:00"),
    (0.0, 60.0 * 24 * 20, 60, 3_600, "11-30 12-05 12-10 12-15"),
    (0.0, 60.0 * 24 * 400, 60, 0, "2027-01 2027-04 2027-07 2027-10"),
    (0.0, 60.0 * 24 * 365 * 40, 60, 0, "2030 2035 2040 2045 2050 2055 2060 2065"),
  ])
  func `has round times`(
    _ start: Double, _ end: Double, _ columns: Int, _ ahead: Int, _ texts: String
  ) {
    let span = Timeline.Span(TimelineSample.at(start), TimelineSample.at(end))
    let axis = TimelineAxis(span, columns: columns, room: columns + 8, secondsFromUTC: ahead)

    #expect(axis.ticks.map(\.text).joined(separator: " ") == texts)
  }

  @Test func `any span gets texts in order that do not touch`() {
    let seed = UInt64.random(in: 0 ... .max)
    var numbers = SplitMix(seed: seed)
    for _ in 0..<3_000 {
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
      let axis = TimelineAxis(span, columns: columns, room: columns + 8, secondsFromUTC: ahead)
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
    }
  }

  @Test(arguments: [
    (0, "2026-11-29, UTC+00:00"), (-12_600, "2026-11-29, UTC-03:30"),
    (43_200, "2026-11-30, UTC+12:00"),
  ])
  func `tells day and zone`(_ ahead: Int, _ caption: String) {
    let span = Timeline.Span(TimelineSample.at(10), TimelineSample.at(20))

    #expect(TimelineAxis.caption(span, secondsFromUTC: ahead) == caption)
  }
}

/// 2 to the power of a number, without a mathematics library.
private func exp2(_ power: Double) -> Double {
  let whole = power.rounded(.down)
  let base = Double(sign: .plus, exponent: Int(whole), significand: 1)
  return base * (1 + (power - whole))
}
