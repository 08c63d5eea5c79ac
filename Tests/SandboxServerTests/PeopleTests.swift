import SandboxServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct PeopleTests {
  private let people = SandboxHarness.people

  @Test func `somebody joins with microphone and camera on`() async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.join("mnop", name: "Mona")
          == .init(
            status: 200,
            body: """
              {"participantId":"mnop","name":"Mona","present":true,"tracks":["audio","video"]}
              """))
    }
  }

  @Test func `somebody without a name is called by their id`() async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.join("mnop").body
          == #"{"participantId":"mnop","name":"mnop","present":true,"tracks":["audio","video"]}"#)
    }
  }

  @Test func `nobody joins twice`() async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.join("abcd") == .error(409, "Participant is already in the session"))
    }
  }

  @Test func `somebody who has joined can be recorded`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.join("mnop")

      #expect(try await client.start(participant: "mnop").status == 200)
    }
  }

  @Test func `somebody leaves`() async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.leave("efgh")
          == .init(
            status: 200,
            body: #"{"participantId":"efgh","name":"Emil","present":false,"tracks":[]}"#))
      #expect(try await client.leave("efgh") == .error(404, "Participant not found"))
    }
  }

  @Test func `somebody who has left cannot be recorded`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.leave("efgh")

      #expect(
        try await client.start(participant: "efgh") == .error(404, "Participant not found"))
    }
  }

  @Test func `every stay has its own times`() async throws {
    struct List: Decodable {
      struct Stay: Decodable, Equatable {
        var start: String
        var end: String?
      }

      struct Participant: Decodable, Equatable {
        var participantId: String
        var timelog: [Stay]
      }

      struct Body: Decodable {
        var participants: [Participant]
      }

      var data: Body
    }
    try await withSandbox { (client) async throws in
      try await client.advance("1m")
      _ = try await client.leave("efgh")
      try await client.advance("1m")
      _ = try await client.join("efgh")

      let list = try await client.get(
        "/v2/sessions/695797200000000000000003/participants?perPage=1&page=2", as: List.self)

      #expect(
        list.data.participants == [
          List.Participant(
            participantId: "efgh",
            timelog: [
              List.Stay(start: "2026-01-02T10:00:00.000Z", end: "2026-01-02T10:01:00.000Z"),
              List.Stay(start: "2026-01-02T10:02:00.000Z", end: nil),
            ])
        ])
    }
  }

  @Test func `leaving stops what is recorded of somebody`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start("audio", participant: "efgh")
      _ = try await client.start("video", participant: "efgh")
      _ = try await client.start("audio", participant: "abcd")

      _ = try await client.leave("efgh")

      #expect(
        try await client.recordingStates() == [
          RecordingState("recording", "abcd", "audio"),
          RecordingState("stopped", "efgh", "video"),
          RecordingState("stopped", "efgh", "audio"),
        ])
    }
  }

  @Test func `the session ends with the last one who leaves`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.post("/v2/recordings/start", #"{"roomId":"abcd-efgh-ijkl"}"#)
      for id in ["abcd", "efgh", "ijkl"] { _ = try await client.leave(id) }

      #expect(try await client.recordingStates() == [RecordingState("stopped")])
      #expect(try await client.start() == .error(404, "Session not found"))
    }
  }

  @Test func `the first one who joins opens a session`() async throws {
    struct List: Decodable {
      struct Session: Decodable, Equatable {
        var id: String
        var status: String
      }

      var data: [Session]
    }
    try await withSandbox { (client) async throws in
      for id in ["abcd", "efgh", "ijkl"] { _ = try await client.leave(id) }
      _ = try await client.join("mnop")

      let sessions = try await client.get("/v2/sessions", as: List.self).data

      #expect(sessions.map(\.status) == ["ongoing", "ended"])
      #expect(sessions.map(\.id) == ["695797200000000000000007", "695797200000000000000003"])
    }
  }

  @Test func `a track is switched off and on`() async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.turn("audio", on: false).body
          == """
          {"participantId":"abcd","name":"Ada","present":true,\
          "tracks":["video","screen_audio","screen_video"]}
          """)
      #expect(
        try await client.turn("screen_video", on: true, of: "efgh").body
          == """
          {"participantId":"efgh","name":"Emil","present":true,\
          "tracks":["audio","video","screen_video"]}
          """)
    }
  }

  struct Refused: CustomTestStringConvertible {
    let method: String
    let path: String
    let body: String
    let reply: SandboxHarness.Reply
    var testDescription: String { "\(method) \(path) \(body)" }

    init(
      _ method: String, _ path: String, _ body: String, _ status: Int, _ error: String
    ) {
      (self.method, self.path, self.body) = (method, path, body)
      reply = .error(status, error)
    }
  }

  @Test(arguments: [
    Refused(
      "POST", "/sandbox/rooms/no/participants", #"{"participantId":"a"}"#, 404, "Room not found"),
    Refused("POST", SandboxHarness.people, "{}", 400, "ParticipantId is required in request body"),
    Refused(
      "POST", SandboxHarness.people, #"{"participantId":"a b"}"#, 400,
      "ParticipantId must be 1 to 128 characters without spaces"),
    Refused(
      "POST", SandboxHarness.people + "/nobody/tracks", #"{"kind":"audio","on":true}"#, 404,
      "Participant not found"),
    Refused(
      "POST", SandboxHarness.people + "/abcd/tracks", #"{"kind":"sound","on":true}"#, 400,
      "Kind must be one of audio, video, screen_audio, screen_video"),
    Refused(
      "POST", SandboxHarness.people + "/abcd/tracks", #"{"kind":"audio"}"#, 400,
      "On is required in request body"),
    Refused(
      "POST", SandboxHarness.people + "/abcd/tracks", #"{"kind":"audio","on":"yes"}"#, 400,
      "On must be true or false"),
    Refused("POST", "/sandbox/clock", "{}", 400, "Advance is required in request body"),
    Refused(
      "POST", "/sandbox/clock", #"{"advance":"soon"}"#, 400,
      "Advance must be a duration such as 30s or 10m"),
    Refused(
      "POST", "/sandbox/clock", #"{"advance":"1000000000h"}"#, 400,
      "Advance must be short enough to stay before the year 10000"),
  ])
  func `a bad order is refused by name`(_ refused: Refused) async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.send(refused.method, refused.path, body: refused.body) == refused.reply)
    }
  }

  @Test func `the clock is put forward`() async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.post("/sandbox/clock", #"{"advance":"10m"}"#)
          == .init(status: 200, body: #"{"now":"2026-01-02T10:10:00.000Z"}"#))
      #expect(
        try await client.post("/sandbox/clock", #"{"advance":"250ms"}"#)
          == .init(status: 200, body: #"{"now":"2026-01-02T10:10:00.250Z"}"#))
    }
  }

  @Test func `a real clock is put forward too`() async throws {
    struct Moment: Decodable {
      var now: String
    }
    try await withSandbox(SandboxConfiguration(processing: .zero)) { (client) async throws in
      try await client.advance("876000h")

      let moment = try await client.get("/sandbox/state", as: Moment.self)

      #expect(moment.now.prefix(2) == "21")
      #expect(try await client.get("/v2/rooms").status == 200)
    }
  }
}
