import Testing

@testable import VideoSDKClient

@Suite
struct WebhookEventTests {
  static let participant = ParticipantID("p")

  static func event(_ name: String, _ members: String = "") throws -> WebhookEvent {
    let json =
      #"{"webhookType":"\#(name)","data":{"meetingId":"r","sessionId":"s"\#(members)}}"#
    return try WebhookEvent(verifiedBody: Array(json.utf8))
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let members: String
    let content: WebhookEvent.Content
    var testDescription: String { name }

    init(_ name: String, _ members: String = "", _ content: WebhookEvent.Content) {
      self.name = name
      self.members = members
      self.content = content
    }

    static let track = #","participantId":"p","kind":"screen_video""#
    static let files = #","fileDetails":[{"filePath":"/a","fileUrl":null}]"#

    static let recordings =
      RecordingPhase.allCases.filter { $0 != .stopped }.flatMap { phase in
        [
          Case(
            "participant-track-recording-\(phase.rawValue)", track,
            .trackRecording(phase, participant: participant, kind: .screenVideo, files: [])),
          Case(
            "participant-recording-\(phase.rawValue)",
            #","participantId":"p","fileFormat":"webm""#,
            .participantRecording(
              phase, participant: participant, fileFormat: "webm", files: [])),
          Case(
            "recording-\(phase.rawValue)", #","id":"i","message":"m""#,
            .recording(phase, id: "i", message: "m", file: nil)),
          Case(
            "composite-recording-\(phase.rawValue)", #","id":"i","message":"m""#,
            .compositeRecording(phase, id: "i", message: "m", file: nil)),
        ]
      }

    static let others = [
      Case(
        "merge-recording-completed", #","id":"i""#,
        .mergeRecording(id: MergeID("i"), isCompleted: true, message: nil)),
      Case(
        "merge-recording-failed", #","id":"i","message":"m""#,
        .mergeRecording(id: MergeID("i"), isCompleted: false, message: "m")),
      Case(
        "session-started", #","start":"2026-01-02T10:00:00+00:00""#,
        .sessionStarted(start: WireDate("2026-01-02T10:00:00+00:00"))),
      Case(
        "session-ended",
        #","start":"2026-01-02T10:00:00+00:00","end":"2026-01-02T10:60:00+00:00","#
          + #""reason":"Meeting Ended.","error":null"#,
        .sessionEnded(
          start: WireDate("2026-01-02T10:00:00+00:00"),
          end: WireDate("2026-01-02T10:60:00+00:00"), reason: "Meeting Ended.", error: .null)),
      Case(
        "participant-joined", #","participantId":"p","participantName":"Ada""#,
        .participantJoined(participant, name: "Ada")),
      Case(
        "participant-left", #","participantId":"p","participantName":null,"reason":"user-left""#,
        .participantLeft(participant, name: nil, reason: "user-left")),
      Case(
        "resource-acquired", #","id":"i","type":"recording""#,
        .resourceAcquired(id: "i", type: "recording")),
      Case(
        "resource-released", #","id":"i","type":"recording""#,
        .resourceReleased(id: "i", type: "recording")),
      Case(
        "composite-merge-started", #","id":"i""#,
        .compositeMerge(id: MergeID("i"), state: .running, message: nil)),
      Case(
        "composite-merge-completed", "", .compositeMerge(id: nil, state: .completed, message: nil)),
      Case(
        "composite-merge-failed", #","message":"m""#,
        .compositeMerge(id: nil, state: .failed, message: "m")),
      Case(
        "composite-merge-cancelled", "", .compositeMerge(id: nil, state: .cancelled, message: nil)),
      Case("composite-merge-postponed", "", .other),
      Case("transcription-completed", "", .other),
      Case("recording-postponed", "", .other),
    ]

    static let participant = WebhookEventTests.participant
  }

  @Test(arguments: Case.recordings + Case.others)
  func `reads`(_ case: Case) throws {
    let event = try Self.event(`case`.name, `case`.members)

    #expect(event.name == `case`.name)
    #expect(event.room == RoomID("r"))
    #expect(event.session == SessionID("s"))
    #expect(event.content == `case`.content)
  }

  @Test func `reads the files of the documented end of a track recording`() throws {
    let event = try WebhookEvent(verifiedBody: WebhookTests.body())

    let path =
      "individual-recordings/66976600a8faa5fa9694945d/but3ihic/audio/"
      + "track_recording_but3ihic_audio_1767348000000.webm"
    guard
      case .trackRecording(.stopped, participant: Setup.participant, kind: .audio, let files) =
        event.content
    else {
      Issue.record("\(event.content)")
      return
    }
    #expect(event.room == Setup.room)
    #expect(event.session == SessionID("66976600a8faa5fa9694945d"))
    #expect(files.map(\.filePath) == [path])
    #expect(files.map(\.fileURL) == ["https://cdn.videosdk.live/" + path])
  }

  @Test func `reads a file that lies in the customer's own storage`() throws {
    let event = try Self.event("participant-recording-stopped", Case.files + Case.track)

    guard case .participantRecording(.stopped, _, fileFormat: nil, let files) = event.content
    else {
      Issue.record("\(event.content)")
      return
    }
    #expect(files.map(\.filePath) == ["/a"])
    #expect(files.map(\.fileURL) == [nil])
  }

  @Test func `tells where the keys of encrypted files are`() throws {
    let encryption = #""encryption":{"keyUrl":"https://x/key","metaUrl":"https://x/meta"}"#
    let track = try Self.event(
      "participant-track-recording-stopped",
      Case.track + #","fileDetails":[{"filePath":"/a","fileUrl":null,\#(encryption)}]"#)
    let meeting = try Self.event(
      "recording-stopped", #","filePath":"/a","fileUrl":null,\#(encryption)"#)
    let plain = try Self.event("recording-stopped", #","filePath":"/a","encryption":null"#)

    guard case .trackRecording(.stopped, _, _, let files) = track.content else {
      Issue.record("\(track.content)")
      return
    }
    #expect(files.map(\.encryption?.keyURL) == ["https://x/key"])
    #expect(files.map(\.encryption?.metadataURL) == ["https://x/meta"])
    #expect(track.encryption == nil)
    #expect(meeting.encryption?.keyURL == "https://x/key")
    #expect(plain.encryption == nil)
  }

  @Test(arguments: [
    ("participant-track-recording-failed", true), ("recording-stopped", true),
    ("composite-recording-starting", true), ("composite-merge-cancelled", true),
    ("resource-released", true), ("merge-recording-completed", true), ("session-ended", true),
    ("transcription-failed", true), ("agent-session-ended", true), ("call-transfer-started", true),
    ("switch-room-started", true), ("batchcall-failed", true), ("call-", false),
    ("recording-postponed", false), ("participant-track-recording", false), ("", false),
    ("session-beginning", false), ("Recording-stopped", false),
  ])
  func `has a name that is known`(name: String, isKnown: Bool) {
    #expect(WebhookNames.isKnown(name) == isKnown)
  }

  @Test func `reads the file of the end of a meeting's recording`() throws {
    let event = try Self.event("recording-stopped", #","filePath":"/a","fileUrl":"https://x/a""#)

    guard case .recording(.stopped, id: nil, message: nil, let file) = event.content else {
      Issue.record("\(event.content)")
      return
    }
    #expect(file?.filePath == "/a")
    #expect(file?.fileURL == "https://x/a")
  }

  /// The documentation says nothing of what the data of the first ones holds.
  @Test(arguments: [
    "transcription-started", "transcription-completed", "livestream-started", "livestream-failed",
    "hls-starting", "hls-stopped", "ai-deployment-session-started", "agent-session-started",
    "translation-started", "knowledgebase-updated", "batchcall-completed", "call-answered",
    "call-transfer-started", "switch-room-completed", "a-name-of-tomorrow", "",
  ])
  func `keeps all of an event whose content it does not know`(name: String) throws {
    let event = try Self.event(name, #","future":[1]"#)

    #expect(event.name == name)
    #expect(event.room == RoomID("r"))
    #expect(event.session == SessionID("s"))
    #expect(event.content == .other)
    #expect(event.json["data"]?["future"] == .array([.number(1)]))
  }

  @Test func `keeps a kind that it does not know`() throws {
    let event = try Self.event(
      "participant-track-recording-started", #","participantId":"p","kind":"hologram""#)

    #expect(
      event.content
        == .trackRecording(
          .started, participant: Self.participant, kind: .other("hologram"), files: []))
  }

  @Test(arguments: [
    (#"{}"#, "webhookType", "missing"),
    (#"{"webhookType":"x"}"#, "data", "missing"),
    (#"[]"#, "", "expected an object, found an array"),
    (
      #"{"webhookType":"participant-track-recording-started","data":{"kind":"audio"}}"#,
      "data.participantId", "missing"
    ),
    (
      #"{"webhookType":"participant-joined","data":{"participantId":{}}}"#, "data.participantId",
      "expected a string, found an object"
    ),
  ])
  func `says what is wrong with`(json: String, path: String, reason: String) {
    #expect(throws: WebhookError.malformedEvent(path: path, reason: reason)) {
      try WebhookEvent(verifiedBody: Array(json.utf8))
    }
  }
}
