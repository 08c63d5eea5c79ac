import CommandLanguage
import FoundationEssentials
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// A timeline as SVG, read by a parser that shares nothing with what writes it.
@Suite struct TimelinePictureTests {
  private typealias Sample = TimelineSample

  private func read(_ timeline: Timeline) throws -> XMLElement {
    try XMLReader.read(TimelinePicture(timeline).document)
  }

  @Test func `has a title and tells in words what it shows`() throws {
    let root = try read(
      Sample.timeline(
        [
          try Sample.record(to: "6.25", files: "[\(Sample.file(0, 2)),\(Sample.file(4, 2.25))]"),
          try Sample.record("video", from: "50"),
        ], refusals: [Sample.refusal(409, at: 1)], webhooks: [Sample.webhook("stopped", at: 6.3)]))

    #expect(root.name == "svg")
    #expect(root.attributes["xmlns"] == "http://www.w3.org/2000/svg")
    #expect(root.attributes["role"] == "img")
    #expect(root.attributes["aria-labelledby"] == "timeline-title timeline-desc")
    #expect(
      root.children.prefix(2).map { $0.attributes["id"] } == ["timeline-title", "timeline-desc"])
    #expect(root.children[0].text == "Timeline of track recordings")
    #expect(
      root.children[1].text == """
        2 tracks, 2 recordings, 1 running, about $0.06 so far (estimate) · 2026-11-29, UTC+00:00. \
        abcd audio: from 12:00:00, to 12:06:15, 6:15, muted once; start refused with 409 at 12:01:00; \
        webhook participant-track-recording-stopped at 12:06:18. \
        abcd video: from 12:50:00, no end yet, running, about $0.06.
        """)
  }

  @Test func `draws a bar a segment, a circle for what runs, texts for marks and legend`() throws {
    let root = try read(
      Sample.timeline(
        [
          try Sample.record(to: "6.25", files: "[\(Sample.file(0, 2)),\(Sample.file(4, 2.25))]"),
          try Sample.record("video", from: "50"),
        ], refusals: [Sample.refusal(409, at: 1)], webhooks: [Sample.webhook("stopped", at: 6.3)]))

    // The third is the legend's, and so is the second circle.
    #expect(root.all("rect", "t-bar").count == 3)
    #expect(root.all("rect", "t-good").count == 1)
    #expect(root.all("circle").count == 2)
    #expect(root.all("tspan", "t-bad").map(\.text) == ["✗ 409"])
    #expect(root.all("tspan", "t-hook").map(\.text) == ["▲"])
    let texts = root.all("text").map(\.wholeText)
    for text in ["recorded", "muted", "has no end yet", "▲", "webhook", "✗", "refused"] {
      #expect(texts.contains(text), "\(texts)")
    }
  }

  @Test func `is dark and light and refers to nothing`() throws {
    let document = TimelinePicture(Sample.timeline([try Sample.record()])).document

    #expect(document.contains("@media screen and (prefers-color-scheme:dark)"))
    for word in ["href", "url(", "@import", "script", "http"] {
      #expect(
        document.replacing("http://www.w3.org/2000/svg", with: "").contains(word) == false,
        "\(word)")
    }
  }

  @Test(arguments: HostileText.all)
  func `any name is text`(_ hostile: HostileText) throws {
    let record = try Sample.record(
      hostile.text, of: hostile.text, to: "5", id: "66ab\(hostile.text)", room: hostile.text,
      session: hostile.text, name: hostile.text)
    let root = try read(
      Sample.timeline(
        [record, try Sample.record(session: "s2")],
        refusals: [Sample.refusal(409, at: 1, of: hostile.text)]))

    let shown = VisibleText.masked(hostile.text)
    #expect(Set(root.all.map(\.name)).isSubset(of: Self.elements))
    #expect(root.all("text", "t-id").contains { $0.text == shown }, "\(root)")
    #expect(root.all("title").contains { $0.text == shown })
  }

  private static let elements: Set = [
    "svg", "title", "desc", "style", "rect", "text", "tspan", "path", "g", "circle",
  ]

  @Test func `any timeline is a picture in which every bar lies inside`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var numbers = SplitMix(seed: seed)
    for _ in 0..<150 {
      let root = try read(try RandomTimeline.make(&numbers))
      let width = try #require(root.attributes["width"].flatMap(Double.init), "seed \(seed)")
      for rect in root.all("rect").dropFirst() {
        let x = try #require(rect.attributes["x"].flatMap(Double.init))
        let length = try #require(rect.attributes["width"].flatMap(Double.init))
        #expect(x >= 0 && length > 0 && x + length <= width, "seed \(seed): \(rect)")
      }
      for text in root.all("text") {
        let x = try #require(text.attributes["x"].flatMap(Double.init))
        let end = x + Double(DisplayWidth.columns(of: text.wholeText)) * 7
        #expect(x >= 0 && (end <= width || !text.all("title").isEmpty), "seed \(seed): \(text)")
      }
    }
  }

  @Test func `five hundred tracks stay a picture`() throws {
    let records = try (0..<500).map {
      try Sample.record(
        TrackKind.known[$0 % 4].wireName, of: "p\($0 / 4)", from: "\($0 % 50)", to: "55",
        id: "r\($0)")
    }
    let root = try read(Sample.timeline(records))

    #expect(root.all("g").count == 500)
    #expect(root.children[1].text.hasSuffix("And 450 more tracks."))
  }
}
