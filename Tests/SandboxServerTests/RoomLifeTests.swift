import SandboxServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct RoomLifeTests {
  private func created(_ client: SandboxHarness, custom: String = "null") -> String {
    let origin = client.sandbox.endpoint
    return """
      {"roomId":"ROOM","customRoomId":\(custom),"userId":"695797200000000000000001",\
      "disabled":false,"createdAt":"2026-01-02T10:00:01.000Z",\
      "updatedAt":"2026-01-02T10:00:01.000Z","id":"695797210000000000000007",\
      "links":{"get_room":"\(origin)/v2/rooms/ROOM","get_session":"\(origin)/v2/sessions/"}}
      """
  }

  private struct Room: Decodable {
    var roomId: String
  }

  private func roomID(_ reply: SandboxHarness.Reply) throws -> String {
    try reply.decoded(as: Room.self).roomId
  }

  @Test func `the documented example creates a room`() async throws {
    try await withSandbox { (client) async throws in
      let reply = try await client.post(
        "/v2/rooms",
        """
        {"customRoomId":"lesson-7","webhook":{"endPoint":"https://hooks.example.com/videosdk",\
        "events":["participant-track-recording-stopped"]},\
        "autoCloseConfig":{"type":"session-ends","duration":60}}
        """)

      let id = try roomID(reply)
      #expect(reply.status == 200)
      let choices =
        #","webhook":{"events":["participant-track-recording-stopped"],"#
        + #""endPoint":"https://hooks.example.com/videosdk"},"#
        + #""autoCloseConfig":{"type":"session-ends","duration":60}}"#
      let plain = String(
        created(client, custom: #""lesson-7""#).replacing("ROOM", with: id).dropLast())
      #expect(reply.body == plain + choices)
      #expect(id.split(separator: "-").map(\.count) == [4, 4, 4])
    }
  }

  @Test func `a room is created without a body`() async throws {
    try await withSandbox { (client) async throws in
      let reply = try await client.send("POST", "/v2/rooms", headers: [])

      #expect(reply.status == 200)
      #expect(reply.body == created(client).replacing("ROOM", with: try roomID(reply)))
    }
  }

  @Test func `a room that was created is found by all its names`() async throws {
    try await withSandbox { (client) async throws in
      let id = try roomID(try await client.post("/v2/rooms", #"{"customRoomId":"lesson-7"}"#))

      for name in [id, "lesson-7", "695797210000000000000007"] {
        let reply = try await client.get("/v2/rooms/\(name)")
        #expect(try roomID(reply) == id)
      }
      #expect(try await client.get("/v2/sessions?roomId=\(id)").body.hasSuffix("\"data\":[]}"))
    }
  }

  @Test func `the same name of the customer's gives the same room`() async throws {
    try await withSandbox { (client) async throws in
      let first = try await client.post("/v2/rooms", #"{"customRoomId":"lesson-7"}"#)
      let second = try await client.post("/v2/rooms", #"{"customRoomId":"lesson-7"}"#)
      let other = try await client.post("/v2/rooms", #"{"customRoomId":"lesson-8"}"#)

      #expect(second == first)
      #expect(try roomID(other) != roomID(first))
    }
  }

  @Test func `the ids of rooms are the same in every deterministic run`() async throws {
    let ids = try await valueFromSandbox { (client) async throws in
      [
        try roomID(try await client.post("/v2/rooms", "{}")),
        try roomID(try await client.post("/v2/rooms", "{}")),
      ]
    }

    #expect(Set(ids).count == 2)
    try await withSandbox { (client) async throws in
      #expect(try roomID(try await client.post("/v2/rooms", "{}")) == ids[0])
    }
  }

  struct BadRoom: CustomTestStringConvertible {
    let body: String
    let error: String
    var testDescription: String { body }

    init(_ body: String, _ error: String) {
      (self.body, self.error) = (body, error)
    }
  }

  @Test(arguments: [
    BadRoom(
      #"{"customRoomId":"a b"}"#, "CustomRoomId must be 1 to 128 characters without spaces"),
    BadRoom(#"{"customRoomId":7}"#, "CustomRoomId must be a string"),
    BadRoom(
      #"{"customRoomId":"abcd-efgh-ijkl"}"#, "CustomRoomId must be other than the id of a room"),
    BadRoom(#"{"webhook":"https://a.b"}"#, "Webhook must be an object"),
    BadRoom(#"{"webhook":{"events":[]}}"#, "EndPoint is required in request body"),
    BadRoom(#"{"webhook":{"endPoint":"https://a.b"}}"#, "Events is required in request body"),
    BadRoom(#"{"webhook":{"endPoint":"https://a.b","events":"all"}}"#, "Events must be an array"),
    BadRoom(#"{"webhook":{"endPoint":"https://a.b","events":[1]}}"#, "Events must be a string"),
    BadRoom(
      #"{"webhook":{"endPoint":"a.b","events":[]}}"#, "EndPoint must be an http or https URL"),
    BadRoom(
      #"{"autoCloseConfig":{"type":"never"}}"#,
      "Type must be one of session-ends, session-end-and-deactivate"),
    BadRoom(
      #"{"autoCloseConfig":{"type":"session-ends","duration":0}}"#,
      "Duration must be a number of minutes from 1"),
  ])
  func `a bad room is refused by name`(_ bad: BadRoom) async throws {
    try await withSandbox { (client) async throws in
      #expect(try await client.post("/v2/rooms", bad.body) == .error(400, bad.error))
    }
  }

  @Test func `a narrowed token creates no rooms`() async throws {
    let token = try await Claims(roomId: "abcd-efgh-ijkl").token()
    try await withSandbox { (client) async throws in
      #expect(
        try await client.send("POST", "/v2/rooms", token: .some(token))
          == .error(403, "Unauthorized: token is not valid for this room"))
    }
  }

  @Test func `a deactivated room is shown under its older names`() async throws {
    try await withSandbox { (client) async throws in
      let id = try roomID(
        try await client.post(
          "/v2/rooms",
          """
          {"customRoomId":"lesson-7","webhook":{"endPoint":"https://hooks.example.com/videosdk",\
          "events":["session-started","session-ended"]}}
          """))

      let reply = try await client.post("/v2/rooms/deactivate", "{\"roomId\":\"\(id)\"}")

      #expect(
        reply
          == .init(
            status: 200,
            body: """
              {"webhook":{"events":["session-started","session-ended"],\
              "endPoint":"https://hooks.example.com/videosdk"},"disabled":true,\
              "meetingId":"\(id)","userMeetingId":"lesson-7","userId":"695797200000000000000001",\
              "createdAt":"2026-01-02T10:00:01.000Z","updatedAt":"2026-01-02T10:00:02.000Z",\
              "user":{"email":"owner@sandbox.invalid","name":"Sandbox Owner",\
              "discontinuedReason":null,"id":"695797200000000000000001"},\
              "id":"695797210000000000000007"}
              """))
    }
  }

  @Test func `a room is not deactivated by the customer's name`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.post("/v2/rooms", #"{"customRoomId":"lesson-7"}"#)

      #expect(
        try await client.post("/v2/rooms/deactivate", #"{"roomId":"lesson-7"}"#)
          == .error(402, "Room not found"))
    }
  }

  @Test func `nothing goes on in a deactivated room`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()
      _ = try await client.post("/v2/rooms/deactivate", #"{"roomId":"abcd-efgh-ijkl"}"#)

      #expect(try await client.recordingStates() == [RecordingState("stopped", "abcd", "audio")])
      #expect(try await client.start() == .error(404, "Session not found"))
      #expect(try await client.join("abcd") == .error(409, "Room is disabled"))
    }
  }

  @Test func `ending a session stops what runs and answers the ended session`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()

      let reply = try await client.post("/v2/sessions/end", #"{"roomId":"abcd-efgh-ijkl"}"#)

      let times = #"[{"start":"2026-01-02T10:00:00.000Z","end":"2026-01-02T10:00:02.000Z"}]"#
      let people = [("abcd", "Ada"), ("efgh", "Emil"), ("ijkl", "Iris")].map {
        #"{"participantId":"\#($0)","name":"\#($1)","timelog":\#(times)}"#
      }
      let origin = client.sandbox.endpoint
      #expect(
        reply
          == .init(
            status: 200,
            body: """
              {"id":"695797200000000000000003","roomId":"abcd-efgh-ijkl",\
              "start":"2026-01-02T10:00:00.000Z","end":"2026-01-02T10:00:02.000Z",\
              "participants":[\(people.joined(separator: ","))],"status":"ended",\
              "links":{"get_room":"\(origin)/v2/rooms/abcd-efgh-ijkl",\
              "get_session":"\(origin)/v2/sessions/695797200000000000000003"}}
              """))
      #expect(try await client.recordingStates() == [RecordingState("stopped", "abcd", "audio")])
    }
  }

  @Test(arguments: [
    #"{"roomId":"abcd-efgh-ijkl","sessionId":"695797200000000000000fff"}"#,
    #"{"roomId":"abcd-efgh-ijkl","sessionId":"695797200000000000000003"}"#,
  ])
  func `a session that is not live cannot be ended`(_ body: String) async throws {
    try await withSandbox { (client) async throws in
      if body.contains("0003") {
        #expect(try await client.post("/v2/sessions/end", body).status == 200)
      }
      #expect(
        try await client.post("/v2/sessions/end", body) == .error(404, "Session not found"))
    }
  }

  @Test func `a participant is removed`() async throws {
    try await withSandbox { (client) async throws in
      let body = #"{"participantId":"efgh","roomId":"abcd-efgh-ijkl"}"#
      _ = try await client.start(participant: "efgh")

      let reply = try await client.post("/v2/sessions/participants/remove", body)

      #expect(reply.status == 200)
      #expect(
        reply.body.hasPrefix(
          #"{"id":"695797200000000000000003","roomId":"abcd-efgh-ijkl","start":"2026-01-02T10:00:00.000Z","end":null,"#
        ))
      #expect(try await client.recordingStates() == [RecordingState("stopped", "efgh", "audio")])
      #expect(
        try await client.post("/v2/sessions/participants/remove", body)
          == .error(404, "Participant not found"))
    }
  }
}
