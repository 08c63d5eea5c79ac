import SandboxServer
import Testing

@Suite(.timeLimit(.minutes(2))) struct AutoCloseTests {
  private struct Room: Decodable {
    var roomId: String
    var disabled: Bool
  }

  private struct Sessions: Decodable {
    struct Session: Decodable, Equatable {
      var status: String
      var end: String?
    }

    var data: [Session]
  }

  /// Makes a room with a live session that began at 10:00:01; the room's id.
  private func openRoom(
    _ client: SandboxHarness, _ config: String, webhook: String = "null"
  ) async throws -> String {
    let room = try await client.post(
      "/v2/rooms", #"{"autoCloseConfig":\#(config),"webhook":\#(webhook)}"#
    ).decoded(as: Room.self).roomId
    let reply = try await client.post(
      "/sandbox/rooms/\(room)/participants", #"{"participantId":"mnop"}"#)
    #expect(reply.status == 200, "\(reply)")
    return room
  }

  private func sessions(
    _ client: SandboxHarness, _ room: String
  ) async throws -> [Sessions.Session] {
    try await client.get("/v2/sessions?roomId=\(room)", as: Sessions.self).data
  }

  struct Length: CustomTestStringConvertible {
    let config: String
    let before: String
    let end: String
    var testDescription: String { config }
  }

  private static let lengths = [
    Length(
      config: #"{"type":"session-ends","duration":60}"#, before: "3598s",
      end: "2026-01-02T11:00:01.000Z"),
    Length(
      config: #"{"type":"session-ends"}"#, before: "28798s", end: "2026-01-02T18:00:01.000Z"),
  ]

  @Test(arguments: lengths)
  func `a session ends after the minutes of its room`(_ length: Length) async throws {
    try await withSandbox { (client) async throws in
      let room = try await openRoom(client, length.config)

      try await client.advance(length.before)
      #expect(try await sessions(client, room) == [.init(status: "ongoing", end: nil)])
      try await client.advance("5s")
      #expect(try await sessions(client, room) == [.init(status: "ended", end: length.end)])
    }
  }

  @Test func `a request ends the session that is due`() async throws {
    try await withSandbox { (client) async throws in
      let room = try await openRoom(client, #"{"type":"session-ends","duration":1}"#)
      try await client.advance("59s")

      #expect(
        try await sessions(client, room)
          == [.init(status: "ended", end: "2026-01-02T10:01:01.000Z")])
    }
  }

  @Test(arguments: ["session-ends", "session-end-and-deactivate"])
  func `the room closes with its session if it shall`(_ type: String) async throws {
    try await withSandbox { (client) async throws in
      let room = try await openRoom(client, #"{"type":"\#(type)","duration":1}"#)
      try await client.advance("61s")

      let found = try await client.get("/v2/rooms/\(room)", as: Room.self)

      #expect(found.disabled == (type == "session-end-and-deactivate"))
    }
  }

  @Test func `what is recorded stops and receivers are told`() async throws {
    struct Event: Decodable {
      struct Content: Decodable { var end: String? }
      var webhookType: String
      var data: Content
    }
    try await HookServer.run { server in
      try await withSandbox { (client) async throws in
        let room = try await openRoom(
          client, #"{"type":"session-ends","duration":1}"#,
          webhook: #"{"endPoint":"\#(server.url)","events":["session-ended"]}"#)
        _ = try await client.post(
          SandboxHarness.start,
          #"{"roomId":"\#(room)","participantId":"mnop","kind":"audio","webhookUrl":"\#(server.url)"}"#
        )
        try await client.advance("10m")

        let events = try await server.nextBodies(5).map {
          try SandboxHarness.Reply(status: 0, body: $0).decoded(as: Event.self)
        }

        #expect(
          events.map(\.webhookType) == [
            "participant-track-recording-starting", "participant-track-recording-started",
            "participant-track-recording-stopping", "participant-track-recording-stopped",
            "session-ended",
          ])
        #expect(events.last?.data.end == "2026-01-02T10:01:01+00:00")
      }
    }
  }

  @Test func `a session that ended before is left alone`() async throws {
    try await withSandbox { (client) async throws in
      let room = try await openRoom(
        client, #"{"type":"session-end-and-deactivate","duration":1}"#)
      _ = try await client.post("/v2/sessions/end", #"{"roomId":"\#(room)"}"#)
      try await client.advance("1h")

      #expect(
        try await sessions(client, room)
          == [.init(status: "ended", end: "2026-01-02T10:00:02.000Z")])
      #expect(try await client.get("/v2/rooms/\(room)", as: Room.self).disabled == false)
    }
  }

  @Test func `a restart does not forget it`() async throws {
    let folder = try DataFolder()
    let configuration = SandboxConfiguration(
      isDeterministic: true, processing: .zero, dataFile: folder.file)
    let room = try await valueFromSandbox(configuration) { (client) async throws in
      try await openRoom(client, #"{"type":"session-ends","duration":1}"#)
    }

    try await withSandbox(configuration) { (client) async throws in
      try await client.advance("1h")

      #expect(
        try await sessions(client, room)
          == [.init(status: "ended", end: "2026-01-02T10:01:01.000Z")])
    }
  }

  @Test func `the longest time is far away and not too far`() async throws {
    try await withSandbox { (client) async throws in
      let room = try await openRoom(
        client, #"{"type":"session-ends","duration":9223372036854775807}"#)
      try await client.advance("1000h")

      #expect(try await sessions(client, room) == [.init(status: "ongoing", end: nil)])
    }
  }
}
