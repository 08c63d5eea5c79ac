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
                    12:00    12:02    12:04     12:06    12:08    12:10
        abcd audio  ├━━━━━━━━━┄┄┄┄┄┄┄┄━━━━━━━━━━┤ 6:10
                    ▲                            ▲
        abcd video              ├━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━● running, about $0.05
        efgh audio       ✗ 409
        2026-11-29, UTC+00:00 · ├━┤ recorded · ┄ muted · ● has no end yet · ▲ webhook
          ✗ refused
        """)
  }
}

extension TimelineLinesTests {
  @Test func `a mark does not touch the word before it`() throws {
    typealias Sample = TimelineSample
    func drawn(_ minute: Double) throws -> [Substring] {
      Sample.timeline(
        [try Sample.record(to: "6.17"), try Sample.record("video", to: "10")],
        refusals: [Sample.refusal(409, at: minute)], clock: Sample.clock(10)
      ).drawn(80).split(separator: "\n")
    }

    #expect(try drawn(7.1)[1].hasSuffix("┤ 6:10"))
    #expect(try drawn(7.1)[2].hasPrefix("          "))
    #expect(try drawn(7.3)[1].hasSuffix("┤ 6:10 ✗ 409"))
    for minute in stride(from: 5.0, to: 10, by: 0.01) {
      let text = try drawn(minute).joined(separator: "\n")
      #expect(text.firstMatch(of: /6:10[✗▲]|409[0-9]|[✗▲]6:10/) == nil, "\(text)")
    }
  }

  @Test func `a long timeline has its axis on every page, and a heading stays with its rows`()
    throws
  {
    typealias Sample = TimelineSample
    let records = try (0..<500).map {
      try Sample.record(
        TrackKind.known[$0 % 4].wireName, of: "p\($0 % 100 / 4)", from: "\($0 % 50)", to: "55",
        id: "r\($0)", session: "s\($0 / 100)")
    }
    let lines = Sample.timeline(records).drawn(80).split(separator: "\n")
    let axes = lines.indices.filter { lines[$0].hasPrefix("              ") }

    #expect(lines.count { $0.hasPrefix("p") } == 500)
    #expect(axes.first == 0)
    #expect(zip(axes, axes.dropFirst()).allSatisfy { $1 - $0 <= 21 })
    #expect(Set(axes.map { lines[$0] }).count == 1)
    for place in lines.indices where lines[place].hasPrefix("room ") {
      #expect(lines[place + 1].hasPrefix("p"))
    }
  }

  @Test func `one long label takes no room from the others`() throws {
    typealias Sample = TimelineSample
    let long = String(repeating: "x", count: 90)
    let lines = Sample.timeline(
      [try Sample.record(to: "55"), try Sample.record(of: long, from: "1", to: "55")]
    ).drawn(80).split(separator: "\n")

    #expect(lines[1].hasPrefix("abcd audio  ├━"))
    #expect(lines[2] == long.prefix(80))
    #expect(lines[3] == "\(long.suffix(10)) audio")
    #expect(lines[4].hasPrefix("            ├━") || lines[4].hasPrefix("             ├━"))
  }

  @Test func `any timeline fits any width, and no label is cut`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var numbers = SplitMix(seed: seed)
    for round in 0..<300 {
      let timeline = try RandomTimeline.make(&numbers, isLarge: round % 50 == 0)
      let width = Int.random(in: 40...300, using: &numbers)
      let lines = TimelineLines(timeline, width: width).lines
      let what = "seed \(seed), \(width) columns:\n\(lines.map(\.plain).joined(separator: "\n"))"
      let labels = timeline.rows.map { StyledText($0.track.label).plain }

      for line in lines {
        #expect(DisplayWidth.columns(of: line.plain) <= width, "\(what)")
        #expect(!line.plain.hasSuffix(" "), "\(what)")
      }
      // Broken over lines where none holds it, it is whole all the same.
      let texts = lines.map(\.plain)
      for label in Set(labels) {
        let parts = StyledText(label).filling(width).map(\.plain)
        let isWhole = texts.indices.contains { place in
          texts[place...].prefix(parts.count).elementsEqual(parts)
            || parts.count == 1 && texts[place].hasPrefix(label + " ")
        }
        #expect(isWhole, "\(label) in \(what)")
      }
      #expect(PlainText.ascii(lines.map(\.plain).joined()).utf8.allSatisfy { $0 < 0x80 }, "\(what)")
    }
  }
}

/// Timelines of all kinds: few and many tracks, seconds and days, several sessions, clocks that are wrong.
enum RandomTimeline {
  /// - Parameter isLarge: whether it has hundreds of tracks.
  static func make(_ numbers: inout SplitMix, isLarge: Bool = false) throws -> Timeline {
    let lengths: [Double] = [0.001, 0.1, 1, 30, 600, 10_000]
    let length = lengths.randomElement(using: &numbers) ?? 1
    let people = isLarge ? 125 : Int.random(in: 1...8, using: &numbers)
    let count = isLarge ? 500 : Int.random(in: 1...40, using: &numbers)
    func name(_ person: Int) -> String { String(repeating: "p", count: person * 5 % 130 + 1) }
    let zone = TestZone.all.randomElement(using: &numbers) ?? .utc
    let records = try (0..<count).map { number in
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
        of: name(person), from: "\(start)",
        to: end.map { "\($0)" },
        files: Bool.random(using: &numbers) ? "[\(files.joined(separator: ","))]" : nil,
        id: "r\(number)", session: "s\(Int.random(in: 1...2, using: &numbers))")
    }
    let marks = (0..<Int.random(in: 0...60, using: &numbers)).map { number in
      (
        Double.random(in: -length...length, using: &numbers),
        name(Int.random(in: 0..<people, using: &numbers))
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
      clock: Timeline.Clock(
        now: TimelineSample.at(length), secondsFromUTC: zone.secondsFromUTC))
  }
}
