import FoundationEssentials
import Testing
import VideoSDKClient

@testable import ShellCore

/// Where segments belong, from what the service tells of them.
@Suite struct AlignmentTests {
  private static let began = Date(timeIntervalSince1970: 1_700_000_000)

  /// A record in JSON; a file is `SECONDS after the session's start: length`.
  static func record(
    _ id: String, of person: String = "abcd", kind: String = "audio", files: [(Double, Double?)],
    session: String = "s1", more: String = #","end":"2023-11-14T23:00:00.000Z""#
  ) throws -> TrackRecording {
    let all = files.map { start, length in
      let milliseconds = Int(rounding: (1_700_000_000 + start) * 1000) ?? 0
      let meta = length.map { #","meta":{"duration":\#($0)}"# } ?? ""
      return #"{"filePath":"a/track_\#(milliseconds).webm","size":1\#(meta)}"#
    }.joined(separator: ",")
    let json =
      #"{"id":"\#(id)","sessionId":"\#(session)","roomId":"room","participantId":"\#(person)","kind":"\#(kind)","start":"2023-11-14T22:13:20.000Z","files":[\#(all)]\#(more)}"#
    return try TrackRecording(json: JSONValue(parsing: Array(json.utf8)))
  }

  private func align(
    _ records: [TrackRecording], began: Date? = began
  ) -> Alignment {
    Alignment(records, of: SessionID("s1"), began: began)
  }

  @Test func `segments stand in the order of their offsets, with milliseconds`() throws {
    let alignment = align([
      try Self.record("r1", files: [(90.5, 10), (2.25, 30)]),
      try Self.record("r2", of: "efgh", files: [(2.25, nil), (60, 7.5)]),
    ])

    #expect(alignment.segments.map(\.offset) == [2250, 2250, 60_000, 90_500])
    #expect(alignment.segments.map(\.length) == [30_000, nil, 7_500, 10_000])
    #expect(
      alignment.segments.map(\.fileName) == [
        "r1-audio-2.webm", "r2-audio-1.webm", "r2-audio-2.webm", "r1-audio-1.webm",
      ])
    #expect(alignment.length == 100_500)
    #expect(alignment.leftOut == [])
    #expect(alignment.isStartKnown)
  }

  @Test func `without a start of the session the first segment is it`() throws {
    let alignment = align([try Self.record("r1", files: [(5, 1), (8, 1)])], began: nil)

    #expect(alignment.segments.map(\.offset) == [0, 3000])
    #expect(!alignment.isStartKnown)
  }

  @Test func `a segment that begins before its session is the start`() throws {
    let alignment = align([try Self.record("r1", files: [(-2, 1), (8, 1)])])

    #expect(alignment.segments.map(\.offset) == [0, 10_000])
    #expect(!alignment.isStartKnown)
  }

  @Test func `what has no file or no time is left out, with the reason`() throws {
    let stopping =
      #","end":null,"webhook":{"data":[{"type":"participant-track-recording-stopping"}]}"#
    let failed =
      #","end":null,"webhook":{"data":[{"type":"participant-track-recording-failed"}]}"#
    let alignment = align([
      try Self.record("r1", files: [(1, 1)], more: #","end":null"#),
      try Self.record("r2", files: [], more: stopping),
      try Self.record("r3", files: [], more: failed), try Self.record("r4", files: []),
      try Self.record("r5", files: [(1, 5)]),
      try TrackRecording(
        json: JSONValue(
          parsing: Array(
            #"{"id":"r6","end":"2023-11-14T23:00:00.000Z","files":[{"size":1},{"size":2}]}"#.utf8))),
    ])

    #expect(alignment.segments.map(\.recording.rawValue) == ["r5"])
    #expect(
      alignment.leftOut.map { "\($0.recording.rawValue) \($0.reason)" } == [
        "r1 still records", "r2 its files are still processed", "r3 failed", "r4 has no file",
        "r6 nothing says when its file r6-1.webm began",
        "r6 nothing says when its file r6-2.webm began",
      ])
  }

  @Test func `the only file of a record has the record's times where it tells none`() throws {
    let json =
      #"{"id":"r1","start":"2023-11-14T22:13:25.000Z","end":"2023-11-14T22:13:35.500Z","files":[{"fileUrl":"http://x/a.webm"}]}"#
    let alignment = align([try TrackRecording(json: JSONValue(parsing: Array(json.utf8)))])

    #expect(alignment.segments.map(\.offset) == [5000])
    #expect(alignment.segments.map(\.length) == [10_500])
  }

  @Test(arguments: [-5e8, 1e9, 40 * 86_400] as [Double])
  func `a time far from the session's moves nothing else`(_ seconds: Double) throws {
    for began in [Self.began, nil] {
      let alignment = align(
        [
          try Self.record("r1", files: [(3, 1)]), try Self.record("r2", files: [(4, 1)]),
          try Self.record("far", files: [(seconds, 1)]),
        ], began: began)

      #expect(alignment.segments.map(\.recording.rawValue) == ["r1", "r2"])
      #expect(alignment.leftOut.map(\.reason) == ["its time is far from the session's"])
    }
  }

  @Test(arguments: ["1e300", "-5", "1e18"])
  func `a length that cannot be is none`(_ length: String) throws {
    let json =
      #"{"id":"r1","end":"2023-11-14T23:00:00.000Z","files":[{"filePath":"a_1700000001000.webm","meta":{"duration":\#(length)}}]}"#
    let alignment = align([try TrackRecording(json: JSONValue(parsing: Array(json.utf8)))])

    #expect(alignment.segments.map(\.length) == [nil])
  }

  @Test func `years that cannot be are no start of a session`() throws {
    for seconds in [-1e15, 1e15, 1e300] {
      let alignment = align(
        [try Self.record("r1", files: [(3, 1)])], began: Date(timeIntervalSince1970: seconds))

      #expect(alignment.segments.map(\.offset) == [0])
    }
  }

  @Test func `names are by our own rule, and no two are one`() throws {
    let alignment = align([
      try Self.record("../../etc/passwd", kind: "$(reboot)", files: [(1, 1)]),
      try Self.record("a'; rm -rf ~; '", kind: "audio", files: [(2, 1)]),
      try Self.record("-rf", kind: "audio", files: [(3, 1)]),
      try Self.record("MIX", kind: "x y", files: [(4, 1)]),
      try Self.record("Ab", files: [(5, 1)]), try Self.record("aB", files: [(6, 1)]),
    ])

    #expect(
      alignment.segments.map(\.fileName) == [
        "recording.webm", "recording-audio.webm", "recording-audio-2.webm", "MIX-2.webm",
        "Ab-audio.webm", "aB-audio-2.webm",
      ])
  }

  @Test func `the session in which a recording began last is chosen, or the named one`() throws {
    func record(_ id: String, _ session: String, _ start: String) throws -> TrackRecording {
      try Self.record(
        id, files: [], session: session,
        more: #","end":"2023-11-14T23:00:00.000Z""#
      ).replacing("2023-11-14T22:13:20.000Z", with: start)
    }
    let records = [
      try record("r1", "old", "2023-11-14T08:00:00.000Z"),
      try record("r2", "new", "2023-11-14T09:00:00.000Z"),
      // It overlaps the one before.
      try record("r3", "old", "2023-11-14T08:59:00.000Z"),
    ]

    let latest = try #require(Alignment.choose(nil, among: records))
    let named = try #require(Alignment.choose(SessionID("old"), among: records))

    #expect(latest.session == SessionID("new"))
    #expect(latest.count == 2)
    #expect(named.recordings.map(\.id.rawValue) == ["r1", "r3"])
    #expect(Alignment.choose(SessionID("other"), among: records) == nil)
    #expect(Alignment.choose(nil, among: []) == nil)
  }
}

extension TrackRecording {
  fileprivate func replacing(_ text: String, with other: String) throws -> TrackRecording {
    let json = String(decoding: json.encoded(), as: UTF8.self).replacing(text, with: other)
    return try TrackRecording(json: JSONValue(parsing: Array(json.utf8)))
  }
}
