import CommandLanguage
import FoundationEssentials
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// A timeline on screens of any width.
@Suite struct TimelineLinesTests {
  private static func lesson() throws -> Timeline {
    typealias Sample = TimelineSample
    return Sample.timeline(
      [
        try Sample.record("video", from: "2.5", id: "v"),
        try Sample.record(
          from: "0", to: "6.17", files: "[\(Sample.file(0, 2)),\(Sample.file(4, 2.17))]", id: "a"),
      ],
      refusals: [Sample.refusal(409, at: 1, of: "efgh")],
      webhooks: [
        Sample.webhook("started", at: 0.02), Sample.webhook("stopped", at: 6.3, number: 2),
      ], clock: Sample.clock(10))
  }

  @Test func `draws bars, mutes, marks and what runs`() throws {
    #expect(
      try Self.lesson().drawn(80) == """
        """)
  }
}

extension TimelineLinesTests {
  @Test func `any timeline fits any width, and no label is cut`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var numbers = SplitMix(seed: seed)
    for _ in 0..<300 {
      let timeline = try RandomTimeline.make(&numbers)
      let width = Int.random(in: 40...300, using: &numbers)
      let lines = TimelineLines(timeline, width: width).lines
      let what = "seed \(seed), \(width) columns:\n\(lines.map(\.plain).joined(separator: "\n"))"
      let labels = timeline.rows.map { StyledText($0.track.label).plain }

      for line in lines {
        let columns = DisplayWidth.columns(of: line.plain)
        let isLabel =
          labels.contains { line.plain == $0 }
          || timeline.rows.contains { line.plain == StyledText($0.track.heading).plain }
        #expect(columns <= width || isLabel, "\(what)")
        #expect(!line.plain.hasSuffix(" "), "\(what)")
      }
      for label in labels { #expect(lines.contains { $0.plain.hasPrefix(label) }, "\(what)") }
      #expect(PlainText.ascii(lines.map(\.plain).joined()).utf8.allSatisfy { $0 < 0x80 }, "\(what)")
    }
  }
}

/// Timelines of all kinds: few and many tracks, seconds and days, several sessions, clocks that are wrong.
enum RandomTimeline {
  static func make(_ numbers: inout SplitMix) throws -> Timeline {
    let length = [0.1, 1, 30, 600, 10_000].randomElement(using: &numbers) ?? 1
    let people = Int.random(in: 1...8, using: &numbers)
    let records = try (0..<Int.random(in: 1...40, using: &numbers)).map { number in
      let start = Double.random(in: -length...length, using: &numbers)
      let end =
        Bool.random(using: &numbers)
        ? start + Double.random(in: -0.1...length, using: &numbers) : nil
      let files = (0..<Int.random(in: 0...6, using: &numbers)).map { _ in
        TimelineSample.file(
          start + Double.random(in: 0...length, using: &numbers),
          Double.random(in: 0...length / 8, using: &numbers))
      }
      let person = Int.random(in: 0..<people, using: &numbers)
      return try TimelineSample.record(
        TrackKind.known.randomElement(using: &numbers)?.wireName ?? "audio",
        of: String(repeating: "p", count: person * 5 + 1), from: "\(start)",
        to: end.map { "\($0)" },
        files: Bool.random(using: &numbers) ? "[\(files.joined(separator: ","))]" : nil,
        id: "r\(number)", session: "s\(Int.random(in: 1...2, using: &numbers))")
    }
    let marks = (0..<Int.random(in: 0...60, using: &numbers)).map { number in
      (
        Double.random(in: -length...length, using: &numbers),
        String(repeating: "p", count: Int.random(in: 0..<people, using: &numbers) * 5 + 1)
      )
    }
    return TimelineSample.timeline(
      records,
      refusals: marks.map {
        TimelineSample.refusal(
          [400, 404, 409].randomElement(using: &numbers) ?? 400, at: $0, of: $1)
      },
      webhooks: marks.map { TimelineSample.webhook("started", at: $0 / 2, of: $1) },
      lead: [0, 0, 5_000, -86_400].randomElement(using: &numbers) ?? 0,
      clock: TimelineSample.clock(length, ahead: 3_600))
  }
}
