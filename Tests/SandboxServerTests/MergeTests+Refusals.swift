import Testing

extension MergeTests {
  @Test func `a status that does not exist is refused`() async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.get("\(Self.merges)?status=done")
          == .error(400, "Status must be one of running, completed, failed"))
    }
  }

  struct Refused: CustomTestStringConvertible {
    let body: String
    let reply: SandboxHarness.Reply
    var testDescription: String { body }

    init(_ fields: String, _ reply: SandboxHarness.Reply, session: String = MergeTests.session) {
      body = #"{"sessionId":"\#(session)",\#(fields)}"#
      self.reply = reply
    }
  }

  private static func channels(_ first: String) -> String {
    #""channel1":[{\#(first)}],"channel2":[{"participantId":"efgh"}]"#
  }

  @Test(arguments: [
    Refused(#""channel1":[]"#, .error(400, "SessionId is required in request body"), session: ""),
    Refused(#""channel2":[]"#, .error(400, "Channel1 is required in request body")),
    Refused(
      #""channel1":[],"channel2":[]"#,
      .error(400, "Channel1 must be an array of 1 to 50 entries")),
    Refused(#""channel1":{},"channel2":[]"#, .error(400, "Channel1 must be an array")),
    Refused(channels(""), .error(400, "ParticipantId is required in request body")),
    Refused(
      channels(#""participantId":"abcd","recordingId":"""#),
      .error(400, "RecordingId is required in request body")),
    Refused(
      channels(#""participantId":"abcd","type":"room""#),
      .error(400, "Type must be one of track, participant")),
    Refused(
      parts + #","webhookUrl":"here""#, .error(400, "WebhookUrl must be an http or https URL")),
    Refused(parts, .error(404, "Session not found"), session: "none"),
    Refused(parts + #","roomId":"none""#, .error(404, "Session not found")),
    Refused(
      channels(#""participantId":"ijkl""#), .error(404, "Participant Recording not found")),
    Refused(
      channels(#""participantId":"ijkl","type":"track""#),
      .error(404, "Track Recording not found")),
    Refused(
      channels(#""participantId":"abcd","recordingId":"\#(right)""#),
      .error(404, "Participant Recording not found")),
    Refused(
      channels(#""participantId":"abcd","recordingId":"\#(left)","type":"participant""#),
      .error(404, "Participant Recording not found")),
  ])
  func `a job that cannot be done is refused`(_ refused: Refused) async throws {
    try await withSandbox { (client) async throws in
      try await recordTwo(client)

      #expect(try await client.post(Self.merges, refused.body) == refused.reply)
    }
  }

  @Test(arguments: ["video", "audio"])
  func `a picture or what still runs cannot be merged`(_ kind: String) async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start(kind)
      if kind == "video" { _ = try await client.stop(kind) }

      #expect(
        try await merge(
          client, Self.channels(#""participantId":"abcd","recordingId":"\#(Self.left)""#))
          == .error(400, "RecordingId must be of a recording with sound that has ended"))
    }
  }

  @Test func `an unknown job is not found`() async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.get("\(Self.merges)/\(Self.id)")
          == .error(404, "Merge recording not found"))
    }
  }

  @Test func `a token for one participant sees no job with another`() async throws {
    let token = try await Claims(participantId: "abcd").token()
    try await withSandbox { (client) async throws in
      try await recordTwo(client)
      _ = try await merge(client)

      #expect(
        try await client.send("GET", "\(Self.merges)/\(Self.id)", token: token)
          == .error(403, "Unauthorized: token is not valid for this room"))
      #expect(
        try await client.send("GET", Self.merges, token: token).body.hasSuffix(
          #""total":0},"recordings":[]}"#))
      #expect(
        try await client.send(
          "POST", Self.merges, body: #"{"sessionId":"\#(Self.session)",\#(Self.parts)}"#,
          token: token) == .error(403, "Unauthorized: token is not valid for this room"))
    }
  }
}
