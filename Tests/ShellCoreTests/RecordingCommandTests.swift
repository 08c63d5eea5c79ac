import CommandLanguage
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct RecordingCommandTests {
  private static func record(_ json: String) throws -> RecordingRecord {
    RecordingRecord(try TrackRecording(json: JSONValue(parsing: Array(json.utf8))))
  }

  /// One line a record: id, kind and start.
  private static func records(_ text: String...) throws -> [RecordingRecord] {
    try text.map { line in
      let words = line.split(separator: " ")
      return try record(
        #"{"id":"\#(words[0])","kind":"\#(words[1])","start":"2026-01-02T10:00:0\#(words[2]).000Z"}"#
      )
    }
  }

  @Test func `the latest is the one that began last, whatever the server's order`() throws {
    let records = try Self.records("a audio 1", "b audio 3", "c audio 2", "d video 4")

    #expect(
      LatestRecording.newest(of: .track(Sample.track(.audio)), in: records)?.id == RecordingID("b"))
    #expect(
      LatestRecording.newest(of: .track(Sample.track(.video)), in: records)?.id == RecordingID("d"))
    #expect(LatestRecording.newest(of: .track(Sample.track(.screenAudio)), in: records) == nil)
  }

  @Test func `of two that began together the server's first is the latest`() throws {
    let records = try Self.records("a audio 1", "b audio 1")

    #expect(
      LatestRecording.newest(of: .track(Sample.track(.audio)), in: records)?.id == RecordingID("a"))
  }

  @Test(arguments: [
    (
      "recording audio", "/v2/recordings/participant/track?roomId=abcd-efgh-ijkl&participantId=abcd"
    ),
    (
      "recording screen_video participant=efgh room=other",
      "/v2/recordings/participant/track?roomId=other&participantId=efgh"
    ),
    ("recording 66ab", "/v2/recordings/participant/track/66ab"),
    ("recording sound", "/v2/recordings/participant/track/sound"),
  ])
  func `a kind is searched for and anything else is an id`(
    _ text: String, _ target: String
  ) throws {
    let requests = try Planned.targets(of: text, in: Sample.classroom())

    #expect(requests == ["GET \(target)"])
  }

  private static let full = """
    {"id":"66ab","roomId":"abcd-efgh-ijkl","sessionId":"s-1","participantId":"abcd","kind":"audio",
     "start":"2026-01-02T10:00:00.000Z","end":"2026-01-02T10:01:02.500Z",
     "files":[{"fileUrl":"https://cdn.example/a.webm","filePath":"a.webm","size":1200},
              {"filePath":"b.webm"}],
     "webhook":{"totalCount":3,"successCount":2,"data":[]}}
    """

  @Test func `shows everything that is known`() throws {
    let report = RecordingReport.one(try Self.record(Self.full))

    #expect(
      Drawn.lines(report, width: 40) == [
        "id           66ab", "kind         audio", "participant  abcd",
        "room         abcd-efgh-ijkl", "session      s-1", "state        ended",
        "start        2026-01-02T10:00:00.000Z", "end          2026-01-02T10:01:02.500Z",
        "duration     1 min 3 s", "webhooks     2 of 3 delivered",
        "file 1       https://cdn.example/a.webm", "  path       a.webm",
        "  size       1200 bytes", "file 2       -", "  path       b.webm", "  size       -",
      ])
  }

  @Test func `shows a record that has only an id`() throws {
    let report = RecordingReport.one(try Self.record(#"{"id":"66ab"}"#))

    #expect(
      Drawn.lines(report) == [
        "id           66ab", "kind         -", "participant  -", "room         -",
        "session      -", "state        recording", "start        -", "end          -",
        "duration     -", "files        -",
      ])
  }

  @Test func `hands on the record as it came`() throws {
    let record = try Self.record(Self.full)

    #expect(RecordingReport.one(record).json == record.json)
  }

  @Test(arguments: [
    (true, #""end":"2026-01-02T10:00:05.000Z""#, RecordingState.ended),
    (true, #""end":null"#, .recording),
    (false, #""end":"2026-01-02T10:00:05.000Z""#, .unknown),
    (false, #""end":null"#, .recording),
  ])
  func `an old record says nothing of the track, unless it runs`(
    _ isLatest: Bool, _ end: String, _ state: RecordingState
  ) throws {
    var session = try Sample.classroom()
    session.believe(Sample.track(), .unknown, .assumed, isOurs: true)
    let record = try Self.record(
      #"{"id":"a","roomId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio",\#(end)}"#)
    let step = RecordingStep(sort: .track, id: record.id, isLatest: isLatest)
    let answer = Answer(
      value: record, status: 200, body: [], duration: .zero, attempts: [],
      isConfirmedByListing: false)

    _ = step.finish(
      [StepResult(request: RecordingLook(sort: .track, id: record.id), result: .success(answer))],
      in: &session)

    #expect(session.belief(Sample.track())?.state == state)
  }
}

/// What a command would send first.
enum Planned {
  static func step(_ text: String, in session: Session) throws -> any Step {
    let (syntax, span) = try Sample.command(text)
    let prepared = try StatementBinder.bind(syntax, span: span, in: Scope())
    guard case .command(let command) = prepared, case .ask(let step) = try command.plan(in: session)
    else { throw NotACommand(text: text) }
    return step
  }

  /// `METHOD path?query {body}` of each request.
  static func targets(of text: String, in session: Session) throws -> [String] {
    try targets(of: step(text, in: session), in: session)
  }

  private static func targets<S: Step>(of step: S, in session: Session) throws -> [String] {
    try step.requests(in: session).map { request in
      let body = request.body.map { " " + String(decoding: $0.encoded(), as: UTF8.self) } ?? ""
      return "\(request.method.rawValue) \(request.target)\(body)"
    }
  }

  /// The session after a command whose requests all succeed.
  static func presumed(_ text: String, in session: Session) throws -> Session {
    var after = session
    try presume(step(text, in: session), in: &after)
    return after
  }

  private static func presume<S: Step>(_ step: S, in session: inout Session) throws {
    _ = step.presume(try step.requests(in: session), in: &session)
  }
}
