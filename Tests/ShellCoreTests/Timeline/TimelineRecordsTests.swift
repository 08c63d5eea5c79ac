import FoundationEssentials
import Testing
import VideoSDKClient

@testable import ShellCore

/// What becomes of the service's records: what is drawn, and what is told instead.
@Suite struct TimelineRecordsTests {
  private typealias Sample = TimelineSample

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let start: String?
    let end: String?
    let remark: String
    var isDrawn = false
  }

  @Test(arguments: [
    Case(
      testDescription: "no start", start: nil, end: "5",
      remark: "not drawn, for there is no start: 66ab (abcd audio)"),
    Case(
      testDescription: "a start that is no time", start: "2026-13-45", end: nil,
      remark: "not drawn, for the start is no time: 66ab (abcd audio)"),
    Case(
      testDescription: "an end that is no time", start: "0", end: "soon",
      remark: "not drawn, for the end is no time: 66ab (abcd audio)"),
    Case(
      testDescription: "an end before the start", start: "5", end: "4",
      remark: "not drawn, for the end is before the start: 66ab (abcd audio)"),
    Case(
      testDescription: "the year 0", start: "0000-01-01T00:00:00Z", end: nil,
      remark: "not drawn, for the years cannot be right: 66ab (abcd audio)"),
    Case(
      testDescription: "the year 9999", start: "9999-12-31T23:59:59Z",
      end: "9999-12-31T23:59:59.999Z",
      remark: "not drawn, for the years cannot be right: 66ab (abcd audio)"),
    Case(
      testDescription: "a start to come", start: "90", end: nil,
      remark: "begins later than now: a clock is wrong, or has jumped: 66ab (abcd audio)",
      isDrawn: true),
  ])
  func `says what is wrong with a record`(_ sample: Case) throws {
    let timeline = Sample.timeline([try Sample.record(from: sample.start, to: sample.end)])

    #expect(timeline.remarks == [sample.remark])
    #expect(timeline.rows.count == (sample.isDrawn ? 1 : 0))
    #expect(timeline.rows.first?.recordings.first.map(\.span.seconds) == (sample.isDrawn ? 0 : nil))
  }

  @Test func `names three of those with one doubt`() throws {
    let timeline = Sample.timeline(
      try (1...500).map { try Sample.record(from: nil, id: "r\($0)") })

    #expect(
      timeline.remarks == [
        "not drawn, for there is no start: r1 (abcd audio), r2 (abcd audio), r3 (abcd audio) and 497 more"
      ])
  }

  @Test func `a row is a track of a session, sessions and people in the order of their time`()
    throws
  {
    let timeline = Sample.timeline([
      try Sample.record("video", of: "efgh", from: "20", to: "30", session: "s2"),
      try Sample.record("video", from: "3", to: "4"),
      try Sample.record("screen_audio", of: "ijkl", from: "1", to: "2"),
      try Sample.record(from: "5", to: "6"), try Sample.record(from: "2", to: "3"),
      try Sample.record(from: "21", session: "s2"),
    ])

    #expect(
      timeline.rows.map { "\($0.track.session ?? "") \($0.track.label) \($0.recordings.count)" }
        == [
          "s1 ijkl screen_audio 1", "s1 abcd audio 2", "s1 abcd video 1", "s2 efgh video 1",
          "s2 abcd audio 1",
        ])
    #expect(timeline.groups.map(\.count) == [3, 2])
  }

  @Test func `what runs goes up to now and costs what it has cost`() throws {
    let timeline = Sample.timeline(
      [try Sample.record("video", from: "0"), try Sample.record(from: "30")])

    #expect(timeline.rows.flatMap(\.recordings).map(\.span.end) == [Sample.at(60), Sample.at(60)])
    #expect(timeline.running.count == 2)
    #expect(timeline.running.cost.phrase == "about $0.42")
  }

  @Test func `the service's clock counts where it differs`() throws {
    let timeline = Sample.timeline(
      [try Sample.record(from: "90")], refusals: [Sample.refusal(409, at: 59)], lead: 3_600)

    #expect(timeline.rows[0].recordings[0].span.seconds == 30 * 60)
    #expect(timeline.rows[0].marks.map(\.time) == [Sample.at(119)])
    #expect(
      timeline.remarks == [
        "the service's clock is about 1 h 0 min ahead of this one; the times are its own"
      ])
  }

  @Test func `marks are laid where the service's clock stood before it jumped`() {
    var service = ServiceClock()
    service.note(Sample.at(0), sent: Sample.at(0))
    service.note(Sample.at(65), sent: Sample.at(5))
    service.note(Sample.at(66), sent: Sample.at(6))
    service.note(Sample.at(7), sent: Sample.at(7))

    #expect(
      [-1, 4, 5, 6.5, 8].map { service.lead(at: Sample.at($0)) } == [0, 0, 3_600.5, 3_600.5, 0])
  }

  @Test func `since leaves out what had ended and begins the axis`() throws {
    let timeline = Sample.timeline(
      [
        try Sample.record(from: "0", to: "10"), try Sample.record("video", from: "20", to: "50"),
      ], refusals: [Sample.refusal(409, at: 5)],
      scope: TimelineScope(since: .seconds(1_800)))

    #expect(timeline.rows.map(\.track.kind) == ["video"])
    #expect(timeline.span == Timeline.Span(Sample.at(30), Sample.at(50)))
  }

  // MARK: Segments

  private func segments(
    _ files: String?, to end: String? = "10", more: String = ""
  ) throws -> (timeline: Timeline, recording: Timeline.Recording) {
    let timeline = Sample.timeline([try Sample.record(to: end, files: files, more: more)])
    return (timeline, try #require(timeline.rows.first?.recordings.first))
  }

  @Test func `files are segments, in the order of their time`() throws {
    let (_, recording) = try segments("[\(Sample.file(6, 4)),\(Sample.file(0, 2))]")

    #expect(
      recording.segments == [
        Timeline.Span(Sample.at(0), Sample.at(2)), Timeline.Span(Sample.at(6), Sample.at(10)),
      ])
    #expect(recording.mutedSpans == [Timeline.Span(Sample.at(2), Sample.at(6))])
    #expect(recording.untoldSpan == nil)
  }

  @Test(arguments: [(9.9, 0), (9.8, 1)])
  func `what a stop takes at the end is no mute`(_ minutes: Double, _ mutes: Int) throws {
    let (_, recording) = try segments("[\(Sample.file(0, minutes))]")

    #expect(recording.mutedSpans.count == mutes)
  }

  @Test func `behind the last file of what runs nobody knows`() throws {
    let (_, recording) = try segments("[\(Sample.file(0, 2))]", to: nil)

    #expect(recording.mutedSpans == [])
    #expect(recording.untoldSpan == Timeline.Span(Sample.at(2), Sample.at(60)))
  }

  @Test(
    arguments: [
      (nil, false), (#"[{"filePath":"a/b.webm"}]"#, false),
      (#"[{"filePath":"a/x_1795953600000.webm"}]"#, false),
      (#"[{"filePath":"a/x_1795953600000.webm","meta":{"duration":1e300}}]"#, false),
      (#"[{"filePath":"a/x_1795953600000.webm","meta":{"duration":-5}}]"#, false),
      (#"[{"filePath":"a/x_9999999999999.webm","meta":{"duration":5}}]"#, true),
      (#"[{"filePath":"a/x_0000000000000.webm","meta":{"duration":5}}]"#, true),
    ] as [(String?, Bool)])
  func `files that tell nothing, or something else, make one piece`(
    _ files: String?, _ isTold: Bool
  ) throws {
    let (timeline, recording) = try segments(files)

    #expect(recording.segments == nil)
    #expect(
      timeline.remarks
        == (isTold
          ? [
            "drawn as one piece, for the files tell other times than the record: 66ab (abcd audio)"
          ]
          : []))
  }

  @Test func `an ended recording without a file was muted all the time`() throws {
    let (timeline, recording) = try segments("[]")

    #expect(recording.segments == [])
    #expect(recording.word(isLong: true) == "10:00, no file")
    #expect(timeline.drawn(60).contains("├┄┄"))
  }

  // MARK: Marks

  @Test func `a mark is laid on the session that was under way`() throws {
    let timeline = Sample.timeline(
      [
        try Sample.record(from: "0", to: "10"), try Sample.record(from: "30", session: "s2"),
      ], refusals: [Sample.refusal(409, at: 5), Sample.refusal(400, at: 40, isStart: false)],
      webhooks: [
        Sample.webhook("stopped", at: 11), Sample.webhook("started", at: 29.99, number: 2),
      ])

    #expect(
      timeline.rows.map { $0.marks.map(\.time) } == [
        [Sample.at(5), Sample.at(11)], [Sample.at(40), Sample.at(29.99)],
      ])
  }

  @Test func `what was refused and never recorded has a row of its own`() throws {
    let records = [try Sample.record(to: "1")]
    let refusals = [Sample.refusal(404, at: 1, of: "zoe")]
    func labels(_ scope: TimelineScope) -> [String] {
      Sample.timeline(records, refusals: refusals, scope: scope).rows.map(\.track.label)
    }

    #expect(labels(TimelineScope()) == ["abcd audio", "zoe audio"])
    #expect(labels(TimelineScope(room: RoomID("other"))) == ["abcd audio"])
    #expect(labels(TimelineScope(session: SessionID("s1"))) == ["abcd audio"])
    #expect(labels(TimelineScope(participant: ParticipantID("abcd"))) == ["abcd audio"])
  }

  @Test func `a webhook that the service did not sign is told and not drawn`() throws {
    let timeline = Sample.timeline(
      [],
      webhooks: [
        Sample.webhook("started", at: 1, .forged), Sample.webhook("stopped", at: 1, .unsigned),
      ])

    #expect(timeline.rows == [])
    #expect(
      timeline.remarks == [
        "2 webhooks are not drawn, for the service did not sign them; `hooks` lists them"
      ])
  }
}
