import SandboxServer
import Testing

/// What a room is made with: kept, told, and obeyed where it concerns recordings.
@Suite(.timeLimit(.minutes(1))) struct RoomChoiceTests {
  private struct Room: Decodable {
    var roomId: String
  }

  private func room(
    _ client: SandboxHarness, _ fields: String
  ) async throws -> String {
    try await client.post("/v2/rooms", "{\(fields)}").decoded(as: Room.self).roomId
  }

  private func join(
    _ id: String, _ room: String, _ client: SandboxHarness
  ) async throws -> SandboxHarness.Reply {
    try await client.post("/sandbox/rooms/\(room)/participants", #"{"participantId":"\#(id)"}"#)
  }

  @Test(arguments: [
    #""webhook":{"events":["session*"],"endPoint":"https://example.com/hook"}"#,
    #""autoCloseConfig":{"type":"session-end-and-deactivate","duration":60}"#,
    #""autoStartConfig":{"hls":{"theme":"DARK"},"recording":{"config":{"mode":"audio"}}}"#,
    #""geoFence":"eu001""#, #""allowedParticipantIds":["zoe","max@example"]"#,
    #""multiComposition":{"recording":true,"hls":false}"#,
  ])
  func `what is chosen is told wherever the room is`(_ choice: String) async throws {
    try await withSandbox { (client) async throws in
      let reply = try await client.post("/v2/rooms", "{\(choice)}")
      let id = try reply.decoded(as: Room.self).roomId
      #expect(reply.body.hasSuffix(",\(choice)}"))
      for path in ["/v2/rooms/\(id)", "/v2/rooms/validate/\(id)"] {
        #expect(try await client.get(path).body.hasSuffix(",\(choice)}"))
      }
      #expect(try await client.get("/v2/rooms").body.contains(",\(choice)}"))
    }
  }

  @Test(arguments: [
    (#""geoFence":"Europe""#, 400, "GeoFence must be a region such as us002 or eu001"),
    (#""geoFence":7"#, 400, "GeoFence must be a string"),
    (
      #""allowedParticipantIds":["a b"]"#, 400,
      "AllowedParticipantIds must be an array of 1000 ids or less, each without spaces"
    ),
    (#""allowedParticipantIds":"zoe""#, 400, "AllowedParticipantIds must be an array"),
    (#""multiComposition":{"recording":"yes"}"#, 400, "Recording must be true or false"),
    (#""autoStartConfig":true"#, 400, "AutoStartConfig must be an object"),
    (
      #""autoStartConfig":{"recording":{"config":{"theme":"PINK"}}}"#, 422,
      "theme must be DARK, LIGHT or DEFAULT"
    ),
  ])
  func `a choice that is none is refused`(
    _ choice: String, _ status: Int, _ text: String
  ) async throws {
    try await withSandbox { (client) async throws in
      #expect(try await client.post("/v2/rooms", "{\(choice)}") == .error(status, text))
    }
  }

  @Test func `the first one who joins starts what starts by itself`() async throws {
    try await withSandbox { (client) async throws in
      let id = try await room(
        client, #""autoStartConfig":{"recording":{"awsDirPath":"lessons"}},"geoFence":"eu001""#)
      #expect(try await join("zoe", id, client).status == 200)
      #expect(try await join("max", id, client).status == 200)
      #expect(try await client.recordingStates().map(\.state) == ["recording"])

      try await client.advance("5s")
      let reply = try await client.post("/v2/recordings/end", #"{"roomId":"\#(id)"}"#)
      #expect(reply.status == 200)
      #expect(
        try await client.get("/v2/recordings?roomId=\(id)").body
          .contains(#""filePath":"lessons/"#))
    }
  }

  @Test func `nothing starts by itself where only a stream is asked for`() async throws {
    try await withSandbox { (client) async throws in
      let id = try await room(client, #""autoStartConfig":{"hls":{}}"#)
      _ = try await join("zoe", id, client)
      #expect(try await client.recordingStates().isEmpty)
    }
  }

  @Test func `only those who are allowed join`() async throws {
    try await withSandbox { (client) async throws in
      let id = try await room(client, #""allowedParticipantIds":["zoe"]"#)
      #expect(
        try await join("max", id, client)
          == .error(403, "Participant is not allowed in this room"))
      #expect(try await join("zoe", id, client).status == 200)
    }
  }

  @Test func `what is recorded says the region of its room`() async throws {
    try await withSandbox { (client) async throws in
      let id = try await room(client, #""geoFence":"eu001""#)
      _ = try await join("zoe", id, client)
      _ = try await client.post(
        SandboxHarness.start, #"{"roomId":"\#(id)","participantId":"zoe","kind":"audio"}"#)
      #expect(
        try await client.get("\(SandboxHarness.tracks)?roomId=\(id)").body
          .contains(#""region":"eu001""#))
    }
  }

  @Test func `a room that composes several is recorded several times`() async throws {
    try await withSandbox { (client) async throws in
      let id = try await room(client, #""multiComposition":{"recording":true}"#)
      _ = try await join("zoe", id, client)
      let body = #"{"roomId":"\#(id)"}"#
      #expect(try await client.post("/v2/recordings/start", body).status == 200)
      #expect(try await client.post("/v2/recordings/start", body).status == 200)
      #expect(try await client.recordingStates().map(\.state) == ["recording", "recording"])
      #expect(try await client.post("/v2/recordings/end", body).status == 200)
      #expect(try await client.recordingStates().map(\.state) == ["stopped", "stopped"])
      #expect(try await client.post("/v2/recordings/end", body).status == 404)
    }
  }

  @Test func `a data file keeps what was chosen`() async throws {
    let folder = try DataFolder()
    let configuration = SandboxConfiguration(
      isDeterministic: true, processing: .zero, dataFile: folder.file)
    let choices = #""autoStartConfig":{"hls":{"a":[1,2.5,null,true,"x"]},"recording":{}}"#
    var id = ""
    try await withSandbox(configuration) { (client) async throws in
      id = try await room(client, choices)
    }
    try await withSandbox(configuration) { (client) async throws in
      #expect(try await client.get("/v2/rooms/\(id)").body.hasSuffix(",\(choices)}"))
      _ = try await join("zoe", id, client)
      #expect(try await client.recordingStates().map(\.state) == ["recording"])
    }
  }
}
