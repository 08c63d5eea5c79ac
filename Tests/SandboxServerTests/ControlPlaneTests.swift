import Crypto
import SandboxServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct ControlPlaneTests {
  private let seedState = """
    {"seed":"classroom","deterministic":true,"now":"2026-01-02T10:00:00.000Z","processing":"0s","storage":"vendor",\
    \
    "rooms":[{"roomId":"abcd-efgh-ijkl","customRoomId":null,"id":"695797200000000000000002",\
    "disabled":false}],"sessions":[{"id":"695797200000000000000003","roomId":"abcd-efgh-ijkl",\
    "status":"ongoing","start":"2026-01-02T10:00:00.000Z","end":null,"participants":[\
    {"participantId":"abcd","name":"Ada","present":true,\
    "tracks":["audio","video","screen_audio","screen_video"]},\
    {"participantId":"efgh","name":"Emil","present":true,"tracks":["audio","video"]},\
    {"participantId":"ijkl","name":"Iris","present":true,"tracks":["audio","video"]}]}],\
    "recordings":[],"merges":[],"faults":[]}
    """

  @Test func `the state of the seed is shown without a token`() async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.send("GET", "/sandbox/state", token: .some(nil))
          == .init(status: 200, body: seedState))
    }
  }

  @Test func `the state shows what is recorded`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()

      let record = """
        {"state":"recording","sessionId":"695797200000000000000003","participantId":"abcd",\
        "kind":"audio","fileFormat":"webm","start":"2026-01-02T10:00:01.000Z","end":null,\
        "mode":"track","region":"in002","files":[],"roomId":"abcd-efgh-ijkl",\
        "webhook":{"totalCount":0,"successCount":0,"data":[]},"id":"695797210000000000000007"}
        """
      #expect(
        try await client.get("/sandbox/state").body
          == seedState
          .replacing("\"now\":\"2026-01-02T10:00:00", with: "\"now\":\"2026-01-02T10:00:01")
          .replacing("\"recordings\":[]", with: "\"recordings\":[\(record)]"))
    }
  }

  @Test func `the state names the address that a start gave for webhooks`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.post(
        SandboxHarness.start,
        #"""
        {"roomId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio",\#
        "webhookUrl":"http://127.0.0.1:1/hook"}
        """#)

      let state = try await client.get("/sandbox/state").body
      #expect(
        state.contains(
          #""recordings":[{"state":"recording","webhookUrl":"http://127.0.0.1:1/hook","#))
    }
  }

  @Test func `a reset brings the seed back`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()
      try await client.fault(#"{"fault":{"status":500}}"#)

      #expect(
        try await client.send("POST", "/sandbox/reset") == .init(status: 200, body: seedState))
      #expect(
        try await client.get("/sandbox/requests") == .init(status: 200, body: #"{"requests":[]}"#))
    }
  }

  @Test func `ids and times are the same after a reset`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()
      let first = try await client.get("\(SandboxHarness.tracks)/695797210000000000000007")
      _ = try await client.send("POST", "/sandbox/reset")
      _ = try await client.start()

      let second = try await client.get("\(SandboxHarness.tracks)/695797210000000000000007")
      #expect(second == first)
      #expect(second.headers["x-request-id"] == first.headers["x-request-id"])
      #expect(first.headers["x-request-id"] != nil)
    }
  }

  @Test func `requests are shown without their tokens`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.send(
        "GET", "/v2/nothing?x=1", headers: [("x-note", "a"), ("x-note", "b")])

      let hash = SHA256.hash(data: Array(client.token.utf8)).map {
        ($0 < 16 ? "0" : "") + String($0, radix: 16)
      }.joined()
      let host = "127.0.0.1:\(client.sandbox.port)"
      #expect(
        try await client.get("/sandbox/requests")
          == .init(
            status: 200,
            body: """
              {"requests":[{"time":"2026-01-02T10:00:01.000Z","operation":null,"method":"GET",\
              "path":"/v2/nothing","query":"x=1","headers":{"host":"\(host)",\
              "x-note":"a, b","authorization":"sha256:\(hash)",\
              "accept-encoding":"deflate, gzip"},"status":404,"bodyBytes":0,"body":""}]}
              """))
    }
  }

  @Test func `requests are shown with their operation and body`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()

      let body = try await client.get("/sandbox/requests").body

      let tail = #"""
        "status":200,"bodyBytes":65,"body":"{\"roomId\":\"abcd-efgh-ijkl\",\"participantId\":\"abcd\",\"kind\":\"audio\"}"}]}
        """#
      #expect(
        body.hasPrefix(
          #"{"requests":[{"time":"2026-01-02T10:00:01.000Z","operation":"startTrackRecording","method":"POST","#
        ))
      #expect(body.hasSuffix(tail))
    }
  }

  @Test func `the log keeps the last thousand requests`() async throws {
    try await withSandbox { (client) async throws in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for lane in 0..<8 {
          group.addTask {
            for number in 0..<126 { _ = try await client.get("/v2/lane\(lane)/\(number)") }
          }
        }
        try await group.waitForAll()
      }

      let body = try await client.get("/sandbox/requests").body

      #expect(body.split(separator: "\"time\"").count - 1 == 1000)
    }
  }

  @Test func `long bodies are cut in the log`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.send(
        "POST", "/v2/nothing", body: String(repeating: "a", count: 5000))

      let body = try await client.get("/sandbox/requests").body

      #expect(
        body.hasSuffix(
          "\"status\":404,\"bodyBytes\":5000,\"body\":\"\(String(repeating: "a", count: 4096))\"}]}"
        ))
    }
  }

  @Test(arguments: ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "[::2]"])
  func `a foreign host is refused`(_ host: String) async throws {
    try await withSandbox { (client) async throws in
      for path in ["/sandbox/state", "/v2/rooms"] {
        #expect(
          try await client.send("GET", path, headers: [("host", host)])
            == .error(403, "The sandbox does not serve the host `\(host)`"))
      }
    }
  }

  @Test(arguments: ["localhost", "LOCALHOST:1", "127.0.0.1", "[::1]:80"])
  func `the names of this machine are served`(_ host: String) async throws {
    try await withSandbox { (client) async throws in
      #expect(try await client.send("GET", "/v2/rooms", headers: [("host", host)]).status == 200)
    }
  }
}
