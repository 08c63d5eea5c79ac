import FoundationEssentials
import Ledger
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct LedgerNoticeTests {
  /// 2026-01-02, one hour after noon in UTC.
  private static let now = Date(timeIntervalSince1970: 1_767_358_800)

  /// Entries of a ledger, and what a shell says of them.
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let entries: [RunningRecording]
    var hoursAhead = 0
    let text: String?
  }

  private static func entry(
    _ kind: String, hoursAgo hours: Double, _ certainty: RunningRecording.Certainty = .started,
    for time: Double? = nil
  ) -> RunningRecording {
    RunningRecording(
      id: IntentID(rawValue: 1),
      start: RecordingStart(
        track: RecordedTrack(origin: "o", room: "r", participant: "p", kind: kind),
        startedAt: now.addingTimeInterval(-hours * 3_600), shell: "s",
        deadline: time.map { now.addingTimeInterval(($0 - hours) * 3_600) }),
      certainty: certainty)
  }

  @Test(arguments: [
    Case(testDescription: "none", entries: [], text: nil),
    Case(
      testDescription: "one today", entries: [entry("video", hoursAgo: 0.5)],
      text: """
        1 recording you started today still runs, about $0.18 so far (an estimate); \
        `recover` stops, leaves or forgets it
        """),
    Case(
      testDescription: "one of two overdue",
      entries: [entry("video", hoursAgo: 0.5, for: 0.2), entry("audio", hoursAgo: 0.5, for: 1)],
      text: """
        2 recordings you started today still run (1 overdue), about $0.24 so far (an estimate); \
        `recover` stops, leaves or forgets them
        """),
    Case(
      testDescription: "two yesterday",
      entries: [entry("audio", hoursAgo: 13.5), entry("screen_audio", hoursAgo: 14)],
      text: """
        2 recordings you started yesterday still run, about $3.30 so far (an estimate); \
        `recover` stops, leaves or forgets them
        """),
    Case(
      testDescription: "three days ago", entries: [entry("audio", hoursAgo: 80)],
      text: """
        1 recording you started 3 days ago still runs, about $9.60 so far (an estimate); \
        `recover` stops, leaves or forgets it
        """),
    Case(
      testDescription: "an outcome that is not known",
      entries: [entry("audio", hoursAgo: 0, .unknown)],
      text: """
        1 recording you started today may still run, less than $0.01 so far (an estimate); \
        `recover` stops, leaves or forgets it
        """),
    Case(
      testDescription: "several days, some not known",
      entries: [entry("audio", hoursAgo: 80), entry("screen_video", hoursAgo: 1, .unknown)],
      text: """
        2 recordings you started (the first 3 days ago) still run, or may, about $9.96 so far (an estimate); \
        `recover` stops, leaves or forgets them
        """),
    Case(
      testDescription: "midnight is where the person is",
      entries: [entry("audio", hoursAgo: 2)], hoursAhead: 12,
      text: """
        1 recording you started yesterday still runs, about $0.24 so far (an estimate); \
        `recover` stops, leaves or forgets it
        """),
    Case(
      testDescription: "a clock that was put back", entries: [entry("audio", hoursAgo: -30)],
      text: """
        1 recording you started today still runs, less than $0.01 so far (an estimate); \
        `recover` stops, leaves or forgets it
        """),
  ])
  func `says how many, since when, and what it costs`(_ one: Case) {
    let notice = LedgerNotice(
      open: OpenRecording.grouped(one.entries), now: Self.now,
      secondsFromUTC: { _ in one.hoursAhead * 3_600 })

    #expect(notice.text == one.text)
  }

  @Test func `entries about one track are one recording, begun when it was last granted`() {
    let entries = [
      Self.entry("audio", hoursAgo: 5), Self.entry("audio", hoursAgo: 2),
      Self.entry("audio", hoursAgo: 1, .unknown),
    ]

    let open = OpenRecording.grouped(entries)

    #expect(open.map(\.since) == [entries[1].start.startedAt])
    #expect(open.map(\.lastAsked) == [entries[2].start.startedAt])
    #expect(open.map(\.isCertain) == [true])
    #expect(open.map(\.entries.count) == [3])
  }

  @Test func `what the session doubts is not said to run`() {
    let open = OpenRecording.grouped([
      Self.entry("audio", hoursAgo: 1), Self.entry("video", hoursAgo: 1),
    ])
    func text(doubting kinds: [String]) -> String {
      let notice = LedgerNotice(
        open: open, now: Self.now, secondsFromUTC: { _ in 0 },
        isDoubted: { kinds.contains($0.word) })
      return notice.text ?? ""
    }

    #expect(text(doubting: []).hasPrefix("2 recordings you started today still run, about"))
    #expect(text(doubting: ["audio"]).hasPrefix("2 recordings you started today still run, or may"))
    #expect(
      text(doubting: ["audio", "video"]).hasPrefix("2 recordings you started today may still run"))
  }
}
