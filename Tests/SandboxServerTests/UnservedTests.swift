import SandboxServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct UnservedTests {
  @Test(arguments: [
    ("/v2/hls/start", "hls"), ("/v2/hls", "hls"), ("/v2/hls/66/capture", "hls"),
    ("/v2/livestreams/start", "livestreams"),
    ("/v2/recordings/composite", "composite recordings"),
    ("/v2/recordings/composite/start", "composite recordings"),
    (
      "/v2/transcodings/merge",
      "transcodings; it merges recordings at /v2/recordings/participant/merge"
    ),
    ("/v2/sip/call", "sip"), ("/v2/agent/dispatch", "agents"), ("/v2/ai/deployments", "ai"),
    ("/v2/cli/request/start", "cli accounts"), ("/v1/apikeys", "version 1 of the API"),
  ])
  func `what the service has and the sandbox does not is no typing error`(
    _ path: String, _ family: String
  ) async throws {
    try await withSandbox { (client) async throws in
      for method in ["GET", "POST", "DELETE"] {
        #expect(
          try await client.send(method, path)
            == .error(501, "The sandbox does not serve \(family)"))
      }
    }
  }

  @Test(arguments: ["/v2/hlss", "/v2/room", "/v2", "/v3/hls", "/hls", "/v2/recording/composite"])
  func `a typing error is one`(_ path: String) async throws {
    try await withSandbox { (client) async throws in
      #expect(try await client.get(path) == .error(404, "Route not found"))
    }
  }

  @Test(arguments: ["GET", "POST"])
  func `a room is validated by both methods that are documented`(_ method: String) async throws {
    try await withSandbox { (client) async throws in
      let reply = try await client.send(method, "/v2/rooms/validate/abcd-efgh-ijkl")
      #expect(reply.status == 200)
      #expect(reply.body.hasPrefix(#"{"roomId":"abcd-efgh-ijkl","#))
    }
  }

  @Test(arguments: ["stop", "end"])
  func `a room's recording is stopped at both paths that are documented`(
    _ word: String
  ) async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.post("/v2/recordings/start", #"{"roomId":"abcd-efgh-ijkl"}"#)
      #expect(
        try await client.post("/v2/recordings/\(word)", #"{"roomId":"abcd-efgh-ijkl"}"#)
          == .init(status: 200, body: #""Recording ended successfully""#))
    }
  }

  @Test(arguments: ["mp4", "m3u8", "mp3"])
  func `a format that only the vendor's SDKs name is told apart from one that nobody names`(
    _ format: String
  ) async throws {
    try await withSandbox { (client) async throws in
      func reply(_ format: String) async throws -> SandboxHarness.Reply {
        try await client.post(
          SandboxHarness.start,
          """
          {"roomId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio",\
          "fileFormat":"\(format)"}
          """)
      }
      #expect(
        try await reply(format)
          == .error(501, "The sandbox does not serve fileFormat \(format), only webm"))
      #expect(
        try await reply("avi")
          == .error(400, "FileFormat must be one of webm, mp4, m3u8, mp3"))
      #expect(try await reply("webm").status == 200)
    }
  }
}
