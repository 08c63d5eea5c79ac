import TestSupport
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
      webhook = endpoint.webhookURL.map { .string($0) }
      webhookInBody = endpoint.body?["webhookUrl"]
    }

    let actualLine: String
    let actualBody: String?
    let webhook: JSONValue?
    let webhookInBody: JSONValue?

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
      Case(GetTrackRecording(id: RecordingID(".")), "GET /v2/recordings/participant/track/%2E"),
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
    static let allOfRoomsAndSessions = [
      Case(CreateRoom(), "POST /v2/rooms"),
      Case(
        CreateRoom(
          customRoomID: RoomID("lesson-7"),
          webhook: RoomWebhook(endPoint: "https://example.com/hook", events: ["session*"]),
          autoClose: AutoCloseConfiguration(action: .endSession, minutes: 60),
          autoStart: AutoStartConfiguration(
            recording: .init(
              templateURL: "https://example.com/t",
              configuration: RecordingConfiguration(theme: .dark),
              bucketDirectoryPath: "lessons")),
          geoFence: "eu001", allowedParticipants: [participant],
          multiComposition: MultiComposition(recording: true, hls: false)),
        "POST /v2/rooms",
        #"{"customRoomId":"lesson-7","#
          + #""webhook":{"endPoint":"https://example.com/hook","events":["session*"]},"#
          + #""autoCloseConfig":{"type":"session-ends","duration":60},"#
          + #""autoStartConfig":{"recording":{"templateUrl":"https://example.com/t","#
          + #""config":{"theme":"DARK"},"awsDirPath":"lessons"}},"geoFence":"eu001","#
          + #""allowedParticipantIds":["demo@123"],"#
          + #""multiComposition":{"recording":true,"hls":false}}"#),
      Case(
        DeactivateRoom(room: room), "POST /v2/rooms/deactivate", #"{"roomId":"a/b c"}"#),
      Case(GetSession(id: SessionID("a/b")), "GET /v2/sessions/a%2Fb"),
      Case(
        ListParticipants(session: SessionID("s"), page: 2, perPage: 3),
        "GET /v2/sessions/s/participants?page=2&perPage=3"),
      Case(EndSession(room: room), "POST /v2/sessions/end", #"{"roomId":"a/b c"}"#),
      Case(
        EndSession(room: room, session: SessionID("s")), "POST /v2/sessions/end",
        #"{"roomId":"a/b c","sessionId":"s"}"#),
      Case(
        RemoveParticipant(room: room, participant: participant, session: SessionID("s")),
        "POST /v2/sessions/participants/remove",
        #"{"participantId":"demo@123","roomId":"a/b c","sessionId":"s"}"#),
    ]
    static let allOfRecordings = [
      Case(
        StartParticipantRecording(
          room: room, participant: participant, fileFormat: "webm",
          webhookURL: "https://example.com/hook", bucketDirectoryPath: "lessons",
          metadata: .object(["a": .bool(true)])),
        "POST /v2/recordings/participant/start",
        #"{"roomId":"a/b c","participantId":"demo@123","fileFormat":"webm","#
          + #""webhookUrl":"https://example.com/hook","bucketDirPath":"lessons","#
          + #""metadata":{"a":true}}"#),
      Case(
        StopParticipantRecording(room: room, participant: participant),
        "POST /v2/recordings/participant/stop",
        #"{"roomId":"a/b c","participantId":"demo@123"}"#),
      Case(
        ListParticipantRecordings(
          room: room, session: SessionID("s"), participant: participant, page: 2, perPage: 5),
        "GET /v2/recordings/participant?roomId=a%2Fb%20c&sessionId=s&participantId=demo%40123"
          + "&page=2&perPage=5"),
      Case(
        GetParticipantRecording(id: RecordingID("a/b")), "GET /v2/recordings/participant/a%2Fb"),
      Case(
        DeleteParticipantRecording(id: RecordingID("a/b")),
        "DELETE /v2/recordings/participant/a%2Fb"),
      Case(
        StartRecording(
          room: room, templateURL: "https://example.com/t",
          transcription: Transcription(
            isEnabled: true, summary: .init(isEnabled: true, prompt: "short")),
          fileFormat: .mp4,
          configuration: RecordingConfiguration(
            layout: .grid, priority: .speaker, gridSize: 4, mode: .audio, quality: .medium,
            orientation: .portrait),
          webhookURL: "https://example.com/hook", bucketDirectoryPath: "lessons",
          preSignedURL: Secret("https://example.com/put"), resourceID: "r",
          onFailure: RecordingFailureAction(action: .closeRoom, waitSeconds: 30)),
        "POST /v2/recordings/start",
        #"{"roomId":"a/b c","templateUrl":"https://example.com/t","#
          + #""transcription":{"enabled":true,"summary":{"enabled":true,"prompt":"short"}},"#
          + #""config":{"layout":{"type":"GRID","priority":"SPEAKER","gridSize":4},"#
          + #""mode":"audio","quality":"med","orientation":"portrait"},"#
          + #""webhookUrl":"https://example.com/hook","awsDirPath":"lessons","#
          + #""preSignedUrl":"https://example.com/put","fileFormat":"mp4","resourceId":"r","#
          + #""onFailure":{"action":"close-room","waitTime":30}}"#),
      Case(
        StartMerge(
          session: SessionID("s"), room: room,
          channel1: [.init(participant: participant, recording: RecordingID("1"), type: .track)],
          channel2: [.init(participant: participant, type: .other("future"))], type: .participant,
          webhookURL: "https://example.com/hook", bucketDirectoryPath: "lessons"),
        "POST /v2/recordings/participant/merge",
        #"{"sessionId":"s","roomId":"a/b c","#
          + #""channel1":[{"participantId":"demo@123","recordingId":"1","type":"track"}],"#
          + #""channel2":[{"participantId":"demo@123","type":"future"}],"type":"participant","#
          + #""webhookUrl":"https://example.com/hook","dirPath":"lessons"}"#),
      Case(GetMerge(id: MergeID("a/b")), "GET /v2/recordings/participant/merge/a%2Fb"),
      Case(
        ListMerges(
          state: .completed, room: room, session: SessionID("s"), id: MergeID("m"), page: 2,
          perPage: 5),
        "GET /v2/recordings/participant/merge?status=completed&roomId=a%2Fb%20c&sessionId=s&id=m"
          + "&page=2&perPage=5"),
      Case(GetSessionStats(session: SessionID("a/b")), "GET /v2/sessions/a%2Fb/stats"),
      Case(
        GetParticipantStats(session: SessionID("s"), participant: participant),
        "GET /v2/sessions/s/participant/demo%40123/stats"),
      Case(StopRecording(room: room), "POST /v2/recordings/end", #"{"roomId":"a/b c"}"#),
      Case(
        ListRecordings(room: room, session: SessionID("s"), page: 1, perPage: 9),
        "GET /v2/recordings?roomId=a%2Fb%20c&sessionId=s&page=1&perPage=9"),
      Case(GetRecording(id: RecordingID("a/b")), "GET /v2/recordings/a%2Fb"),
      Case(DeleteRecording(id: RecordingID("a/b")), "DELETE /v2/recordings/a%2Fb"),
      Case(GetWebhookPublicKey(), "GET /v2/public/rsa-public-key"),
    ]
  }

  @Test(arguments: Case.all + Case.allOfRoomsAndSessions + Case.allOfRecordings)
  func `asks as documented`(_ case: Case) {
    #expect(`case`.actualLine == `case`.line)
    #expect(`case`.actualBody == `case`.body)
    #expect(`case`.webhook == `case`.webhookInBody)
  }

  @Test func `names the room and the participant that it is about`() {
    let room = Setup.room
    let participant = Setup.participant
    let both = RequestScope(room: room, participant: participant)
    let start = StartParticipantRecording(room: room, participant: participant)
    let stop = StopParticipantRecording(room: room, participant: participant)
    let list = ListTrackRecordings(room: room, participant: participant)
    let aboutBoth: [any Endpoint] = [
      Setup.start, Setup.stop, list, start, stop,
      ListParticipantRecordings(room: room, participant: participant),
      RemoveParticipant(room: room, participant: participant),
    ]
    let aboutRoom: [any Endpoint] = [
      GetRoom(room: room), ValidateRoom(room: room), DeactivateRoom(room: room),
      CreateRoom(customRoomID: room), ListSessions(room: room), EndSession(room: room),
      StartRecording(room: room), StopRecording(room: room), ListRecordings(room: room),
    ]
    let aboutNeither: [any Endpoint] = [
      ListRooms(), GetSession(id: SessionID("s")), GetTrackRecording(id: RecordingID("1")),
      DeleteTrackRecording(id: RecordingID("1")), GetRecording(id: RecordingID("1")),
    ]

    #expect(aboutBoth.map { $0.scope } == Array(repeating: both, count: 7))
    #expect(aboutRoom.map { $0.scope } == Array(repeating: RequestScope(room: room), count: 9))
    #expect(aboutNeither.map { $0.scope } == Array(repeating: RequestScope(), count: 5))
  }

  @Test func `lets only a start be repeated after a look at the listing`() {
    let track = TrackKey(room: Setup.room, participant: Setup.participant, kind: .audio)

    #expect(Setup.start.repetition == .confirmByListing(.track(track)))
    #expect(
      StartParticipantRecording(room: Setup.room, participant: Setup.participant).repetition
        == .confirmByListing(.participant(Setup.participant, room: Setup.room)))
    #expect(Setup.stop.repetition == .safe)
    #expect(Setup.list.repetition == .safe)
  }

  @Test func `lets nothing be repeated blindly that would happen twice`() {
    let participant = Setup.participant

    #expect(CreateRoom().repetition == .unlessDoubtful)
    #expect(CreateRoom(customRoomID: Setup.room).repetition == .safe)
    #expect(EndSession(room: Setup.room).repetition == .unlessDoubtful)
    #expect(EndSession(room: Setup.room, session: SessionID("s")).repetition == .safe)
    #expect(
      RemoveParticipant(room: Setup.room, participant: participant).repetition == .unlessDoubtful)
    #expect(
      StartRecording(room: Setup.room).repetition == .confirmByListing(.meeting(Setup.room)))
  }

  @Test func `reads a room`() throws {
    let room = try GetRoom(room: Setup.room).decode(Fixture.answer("room"))

    #expect(room.roomID == Setup.room)
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
    #expect(session.participants.map(\.id) == [Setup.participant])
    #expect(session.participants.map(\.name) == ["Ada"])
    #expect(session.participants.map(\.isPresent) == [true])
  }

  @Test(arguments: ["\"done.\"", "done.", " done.\n", #"{"message":"done."}"#])
  func `reads a confirmation written as`(body: String) throws {
    let answer = HTTPAnswer(status: 200, body: Array(body.utf8))

    #expect(try Setup.stop.decode(answer).text == "done.")
  }

  @Test func `takes an empty confirmation`() throws {
    #expect(try Setup.stop.decode(HTTPAnswer(status: 200)).text == "")
  }

  @Test(arguments: [
    ("<html>", "", "expected a string, found HTML"),
    ("[1]", "", "expected a string, found an array"),
    ("7", "", "expected a string, found 7"),
    (#"{"a":1}"#, "message", "expected a string"),
    (#"{"message":"do"#, "", "expected a sentence, found broken JSON"),
    (#""track rec"#, "", "expected a sentence, found broken JSON"),
    ("[[[[", "", "expected a sentence, found broken JSON"),
    (#""\u001b[2J""#, "", "expected a sentence, found control characters"),
    ("done\0", "", "expected a sentence, found control characters"),
  ])
  func `does not take for a confirmation`(body: String, path: String, reason: String) {
    #expect(throws: ClientError.malformed(path: path, reason: reason)) {
      try Setup.stop.decode(HTTPAnswer(status: 200, body: Array(body.utf8)))
    }
  }

  @Test func `takes no page of text for a confirmation`() throws {
    let longest = String(repeating: "a", count: 4_096)

    #expect(try Setup.stop.decode(Fixture.made(longest)).text == longest)
    #expect(
      throws: ClientError.malformed(path: "", reason: "expected a sentence, found 4097 bytes")
    ) {
      try Setup.stop.decode(Fixture.made(longest + "a"))
    }
  }
}
