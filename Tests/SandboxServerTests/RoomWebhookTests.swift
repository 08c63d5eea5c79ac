import SandboxServer
import Testing

@Suite(.timeLimit(.minutes(2))) struct RoomWebhookTests {
  private struct Room: Decodable {
    var roomId: String
  }

  /// Makes a room that tells an address of some events, and gives its id.
  private func room(
    _ client: SandboxHarness, telling url: String, of events: String
  ) async throws -> String {
    try await client.post(
      "/v2/rooms", "{\"webhook\":{\"endPoint\":\"\(url)\",\"events\":\(events)}}"
    ).decoded(as: Room.self).roomId
  }

  private func join(_ client: SandboxHarness, _ room: String, _ id: String) async throws {
    let reply = try await client.post(
      "/sandbox/rooms/\(room)/participants", "{\"participantId\":\"\(id)\",\"name\":\"Mona\"}")
    #expect(reply.status == 200, "\(reply)")
  }

  private func track(_ room: String, telling url: String? = nil) -> String {
    let webhook = url.map { ",\"webhookUrl\":\"\($0)\"" } ?? ""
    return "{\"roomId\":\"\(room)\",\"participantId\":\"mnop\",\"kind\":\"audio\"\(webhook)}"
  }

  @Test func `a room tells of its sessions and people`() async throws {
    try await HookServer.run { server in
      try await withSandbox { (client) async throws in
        let room = try await room(
          client, telling: server.url, of: #"["session*","participant-joined","participant-left"]"#)
        try await join(client, room, "mnop")
        try await client.advance("90s")
        _ = try await client.send("DELETE", "/sandbox/rooms/\(room)/participants/mnop")

        func event(_ type: String, _ fields: String) -> String {
          """
          {"webhookType":"\(type)","data":{"meetingId":"\(room)",\
          "sessionId":"695797210000000000000008",\(fields)}}
          """
        }
        let mona = #""participantId":"mnop","participantName":"Mona""#
        let start = #""start":"2026-01-02T10:00:01+00:00""#
        #expect(
          await server.nextBodies(4) == [
            event("session-started", start),
            event("participant-joined", mona),
            event("participant-left", mona + #","reason":"user-left""#),
            event(
              "session-ended",
              start + #","end":"2026-01-02T10:01:31+00:00","reason":"Meeting Ended.""#),
          ])
      }
    }
  }

  private struct Event: Decodable {
    var webhookType: String
  }

  private func types(_ server: HookServer, _ count: Int) async throws -> [String] {
    try await server.nextBodies(count).map {
      try SandboxHarness.Reply(status: 200, body: $0).decoded(as: Event.self).webhookType
    }
  }

  @Test func `recordings end before the session that they belong to`() async throws {
    try await HookServer.run { server in
      try await withSandbox { (client) async throws in
        let room = try await room(client, telling: server.url, of: #"["*"]"#)
        try await join(client, room, "mnop")
        _ = try await client.post(SandboxHarness.start, track(room))
        _ = try await client.post("/v2/sessions/end", "{\"roomId\":\"\(room)\"}")

        #expect(
          try await types(server, 8) == [
            "session-started", "participant-joined", "participant-track-recording-starting",
            "participant-track-recording-started", "participant-track-recording-stopping",
            "participant-track-recording-stopped", "participant-left", "session-ended",
          ])
      }
    }
  }

  @Test func `a room tells only of what was asked for`() async throws {
    try await HookServer.run { server in
      try await withSandbox { (client) async throws in
        let room = try await room(
          client, telling: server.url, of: #"["participant-track-recording-stopped"]"#)
        try await join(client, room, "mnop")
        _ = try await client.post(SandboxHarness.start, track(room))
        _ = try await client.post(SandboxHarness.stop, track(room))

        #expect(try await types(server, 1) == ["participant-track-recording-stopped"])
        #expect(try await client.deliveries(1).count == 1)
      }
    }
  }

  @Test func `both addresses are told`() async throws {
    try await HookServer.run { first in
      try await HookServer.run { second in
        try await withSandbox { (client) async throws in
          let room = try await room(client, telling: first.url, of: #"["participant-track*"]"#)
          try await join(client, room, "mnop")
          _ = try await client.post(SandboxHarness.start, track(room, telling: second.url))

          let both = [
            "participant-track-recording-starting", "participant-track-recording-started",
          ]
          #expect(try await types(first, 2) == both)
          #expect(try await types(second, 2) == both)
        }
      }
    }
  }
}
