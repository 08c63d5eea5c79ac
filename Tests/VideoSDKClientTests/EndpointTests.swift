import Testing

@testable import VideoSDKClient

@Suite
struct EndpointTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let line: String
    let body: String?
    let repetition: Repetition
    var testDescription: String { line }

    init<E: Endpoint>(_ endpoint: E, _ line: String, _ body: String? = nil) {
      self.line = line
      self.body = body
      actualLine = "\(endpoint.method.rawValue) \(endpoint.target)"
      actualBody = endpoint.body.map { String(decoding: $0.encoded(), as: UTF8.self) }
      repetition = endpoint.repetition
    }

    let actualLine: String
    let actualBody: String?

    static let room = RoomID("a/b c")
    static let participant = ParticipantID("demo@123")

    static let all = [
      Case(
        StartTrackRecording(
          room: room, participant: participant, kind: .screenVideo, fileFormat: "webm",
          webhookURL: "https://example.com/hook", bucketDirectoryPath: "lessons"),
        "POST /v2/recordings/participant/track/start",
        #"{"roomId":"a/b c","participantId":"demo@123","kind":"screen_video","#
          + #""fileFormat":"webm","webhookUrl":"https://example.com/hook","#
          + #""bucketDirPath":"lessons"}"#),
      Case(
        StopTrackRecording(room: room, participant: participant, kind: .screenAudio),
        "POST /v2/recordings/participant/track/stop",
        #"{"roomId":"a/b c","participantId":"demo@123","kind":"screen_audio"}"#),
      Case(ListTrackRecordings(), "GET /v2/recordings/participant/track"),
      Case(
        ListTrackRecordings(
          room: room, session: SessionID("s"), participant: participant, page: 2, perPage: 5),
        "GET /v2/recordings/participant/track?roomId=a%2Fb%20c&sessionId=s"
          + "&participantId=demo%40123&page=2&perPage=5"),
      Case(
        GetTrackRecording(id: RecordingID("a/../b?")),
        "GET /v2/recordings/participant/track/a%2F..%2Fb%3F"),
      Case(
        GetTrackRecording(id: RecordingID("..")), "GET /v2/recordings/participant/track/%2E%2E"),
      Case(
        DeleteTrackRecording(id: RecordingID("é")),
        "DELETE /v2/recordings/participant/track/%C3%A9"),
      Case(
        ListSessions(room: room, status: "ongoing", perPage: 1),
        "GET /v2/sessions?roomId=a%2Fb%20c&status=ongoing&perPage=1"),
      Case(
        ListActiveParticipants(session: SessionID("s"), page: 1),
        "GET /v2/sessions/s/participants/active?page=1"),
      Case(ListRooms(page: 3), "GET /v2/rooms?page=3"),
      Case(GetRoom(room: room), "GET /v2/rooms/a%2Fb%20c"),
      Case(ValidateRoom(room: room), "GET /v2/rooms/validate/a%2Fb%20c"),
    ]
  }

  @Test(arguments: Case.all)
  func `asks as documented`(_ case: Case) {
    #expect(`case`.actualLine == `case`.line)
    #expect(`case`.actualBody == `case`.body)
  }

  @Test func `lets only a start be repeated after a look at the listing`() {
    let track = TrackKey(room: Trial.room, participant: Trial.participant, kind: .audio)

    #expect(Trial.start.repetition == .confirmByListing(track))
    #expect(Trial.stop.repetition == .safe)
    #expect(Trial.list.repetition == .safe)
  }

  @Test func `reads a room`() throws {
    let room = try GetRoom(room: Trial.room).decode(Fixture.answer("room"))

    #expect(room.roomID == Trial.room)
    #expect(room.customRoomID == RoomID("lesson-7"))
    #expect(room.id == "66976600a8faa5fa96940002")
    #expect(room.isDisabled == false)
    #expect(room.createdAt?.text == "2026-01-02T09:00:00.000Z")
  }

  @Test func `reads the active participants of a session`() throws {
    let page = try ListActiveParticipants(session: SessionID("s")).decode(
      Fixture.answer("active-participants"))

    let session = try #require(page.elements.first)
    #expect(session.id == SessionID("66976600a8faa5fa9694945d"))
    #expect(session.isOngoing)
    #expect(session.participants.map(\.id) == [Trial.participant])
    #expect(session.participants.map(\.name) == ["Ada"])
    #expect(session.participants.map(\.isPresent) == [true])
  }

  @Test(arguments: ["\"done.\"", "done.", " done.\n", #"{"message":"done."}"#])
  func `reads a confirmation written as`(body: String) throws {
    let answer = HTTPAnswer(status: 200, body: Array(body.utf8))

    #expect(try Trial.stop.decode(answer).text == "done.")
  }

  @Test func `takes an empty confirmation`() throws {
    #expect(try Trial.stop.decode(HTTPAnswer(status: 200)).text == "")
  }

  @Test(arguments: ["<html>", "[1]", "7", #"{"a":1}"#])
  func `does not take for a confirmation`(body: String) {
    #expect(throws: ClientError.self) {
      try Trial.stop.decode(HTTPAnswer(status: 200, body: Array(body.utf8)))
    }
  }
}
