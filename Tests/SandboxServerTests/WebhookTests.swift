import FoundationEssentials
import NIOHTTP1
import SandboxServer
import Testing

@Suite(.timeLimit(.minutes(2))) struct WebhookTests {
  private func event(_ type: String, _ fields: String) -> String {
    """
    {"webhookType":"\(type)","data":{"meetingId":"abcd-efgh-ijkl",\
    "sessionId":"695797200000000000000003",\(fields)}}
    """
  }

  private func track(_ step: String, _ more: String = "") -> String {
    event(
      "participant-track-recording-\(step)", #""participantId":"abcd","kind":"audio"\#(more)"#)
  }

  private func files(_ client: SandboxHarness) -> String {
    let path =
      "individual-recordings/695797200000000000000003/abcd/audio/track_recording_abcd_audio_1767348001000.webm"
    return
      #","fileDetails":[{"filePath":"\#(path)","fileUrl":"\#(client.fileURL(path))"}]"#
  }

  @Test func `a recording tells of its life in order`() async throws {
    try await HookServer.run { server in
      try await withSandbox { (client) async throws in
        _ = try await client.start(telling: server.url)
        _ = try await client.stop()

        #expect(
          await server.nextBodies(4) == [
            track("starting"), track("started"), track("stopping"), track("stopped", files(client)),
          ])
      }
    }
  }

  @Test func `a webhook is a post of JSON`() async throws {
    try await HookServer.run { server in
      try await withSandbox { (client) async throws in
        _ = try await client.start(telling: server.url)

        let hook = await server.next(1)[0]

        #expect(hook.method == "POST")
        #expect(hook.path == "/hook?a=b")
        #expect(
          hook.headers.map { $0.name }.sorted() == [
            "connection", "content-length", "content-type", "host", "user-agent",
            "videosdk-signature",
          ])
        #expect(hook.headers["content-type"] == ["application/json"])
        #expect(hook.headers["user-agent"] == ["videosdk-sandbox/1.0"])
        #expect(hook.headers["host"] == ["127.0.0.1:\(server.port)"])
        #expect(hook.headers["content-length"] == [String(hook.body.utf8.count)])
      }
    }
  }

  @Test func `a signature is made with the published key over the body`() async throws {
    try await HookServer.run { server in
      try await withSandbox { (client) async throws in
        let key = try await client.publicKey()
        _ = try await client.start(telling: server.url)

        for hook in await server.next(2) {
          #expect(try await OpenSSL.verifies(hook.signature, of: hook.body, publicKey: key))
          #expect(try await !OpenSSL.verifies(hook.signature, of: hook.body + " ", publicKey: key))
        }
      }
    }
  }

  @Test func `the public key is had without a token`() async throws {
    try await withSandbox { (client) async throws in
      let reply = try await client.send(
        "GET", "/v2/public/rsa-public-key", token: .some(nil))

      #expect(reply.status == 200)
      let lines = try await client.publicKey().split(
        separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.first == "")
      #expect(lines.dropFirst().first == "-----BEGIN RSA PUBLIC KEY-----")
      #expect(lines.dropLast().last == "-----END RSA PUBLIC KEY-----")
      #expect(lines.last == "")
      // A 2048 bit modulus and the exponent 65537, with the headers of the sequence and the integers.
      #expect(Data(base64Encoded: lines.dropFirst(2).dropLast(2).joined())?.count == 270)
    }
  }

  private struct Summary: Decodable, Equatable {
    struct Webhook: Decodable, Equatable {
      struct Outcome: Decodable, Equatable {
        var type: String
        var success: Bool
      }

      var totalCount: Int
      var successCount: Int
      var data: [Outcome]
    }

    var webhook: Webhook
  }

  private func summary(_ client: SandboxHarness) async throws -> Summary.Webhook {
    try await client.get(
      "\(SandboxHarness.tracks)/695797210000000000000007", as: Summary.self
    ).webhook
  }

  @Test func `the record counts what was delivered`() async throws {
    try await HookServer.run { server in
      try await withSandbox { (client) async throws in
        _ = try await client.start(telling: server.url)
        _ = try await client.deliveries(2)

        let record = try await client.get("\(SandboxHarness.tracks)/695797210000000000000007")

        #expect(
          record.body.hasSuffix(
            """
            "webhook":{"totalCount":2,"successCount":2,"data":[\
            {"type":"participant-track-recording-starting","success":true},\
            {"type":"participant-track-recording-started","success":true}]},\
            "id":"695797210000000000000007"}
            """))
      }
    }
  }

  @Test func `a receiver that refuses is asked once`() async throws {
    try await HookServer.run(.answer(status: 500)) { server in
      try await withSandbox { (client) async throws in
        _ = try await client.start(telling: server.url)

        let deliveries = try await client.deliveries(2)

        #expect(deliveries.map(\.status) == [500, 500])
        #expect(deliveries.map(\.delivered) == [false, false])
        #expect(await server.nextBodies(2) == [track("starting"), track("started")])
        let summary = try await summary(client)
        #expect(summary.totalCount == 2)
        #expect(summary.successCount == 0)
      }
    }
  }

  @Test func `a receiver that hangs up has not got the event`() async throws {
    try await HookServer.run(.hangUp) { server in
      try await withSandbox { (client) async throws in
        _ = try await client.start(telling: server.url)

        let reasons = try await client.deliveries(2).map(\.reason)

        #expect(
          reasons == Array(repeating: "the connection was closed without an answer", count: 2))
      }
    }
  }

  struct Elsewhere: CustomTestStringConvertible {
    let url: String
    let reason: String
    var testDescription: String { url }
  }

  @Test(arguments: [
    Elsewhere(
      url: "http://www.example.com/",
      reason:
        "the sandbox delivers to loopback addresses only; `vsdk sandbox --allow-host` adds others"),
    Elsewhere(
      url: "http://192.0.2.1/",
      reason:
        "the sandbox delivers to loopback addresses only; `vsdk sandbox --allow-host` adds others"),
    Elsewhere(url: "https://127.0.0.1/", reason: "the sandbox delivers over http only"),
  ])
  func `nothing leaves this machine`(_ elsewhere: Elsewhere) async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start(telling: elsewhere.url)

      #expect(
        try await client.deliveries(2).map(\.reason) == [elsewhere.reason, elsewhere.reason])
      let summary = try await summary(client)
      #expect(summary.data.map(\.success) == [false, false])
      #expect(summary.totalCount == 2)
    }
  }

  @Test func `a participant recording tells of its life`() async throws {
    try await HookServer.run { server in
      try await withSandbox { (client) async throws in
        let who = #"{"roomId":"abcd-efgh-ijkl","participantId":"abcd""#
        _ = try await client.post(
          "/v2/recordings/participant/start", who + ",\"webhookUrl\":\"\(server.url)\"}")
        _ = try await client.post("/v2/recordings/participant/stop", who + "}")

        let path =
          "individual-recordings/695797200000000000000003/abcd/participant_recording_abcd_1767348001000.webm"
        let begun = #""participantId":"abcd","fileFormat":"webm""#
        #expect(
          await server.nextBodies(4) == [
            event("participant-recording-starting", begun),
            event("participant-recording-started", begun),
            event("participant-recording-stopping", begun),
            event(
              "participant-recording-stopped",
              """
              "participantId":"abcd","fileDetails":[{"filePath":"\(path)",\
              "fileUrl":"\(client.fileURL(path))"}]
              """),
          ])
      }
    }
  }

  @Test func `a room recording tells of its life`() async throws {
    try await HookServer.run { server in
      try await withSandbox { (client) async throws in
        _ = try await client.post(
          "/v2/recordings/start",
          "{\"roomId\":\"abcd-efgh-ijkl\",\"webhookUrl\":\"\(server.url)\"}")
        _ = try await client.post("/v2/recordings/end", #"{"roomId":"abcd-efgh-ijkl"}"#)

        let id = #""id":"695797210000000000000007""#
        let path = "uploads/videos/695797210000000000000008.webm"
        #expect(
          await server.nextBodies(4) == [
            event("recording-starting", id), event("recording-started", id),
            event("recording-stopping", id),
            event(
              "recording-stopped",
              "\(id),\"filePath\":\"\(path)\",\"fileUrl\":\"\(client.fileURL(path))\""),
          ])
      }
    }
  }

  struct Failing: CustomTestStringConvertible {
    let operation: String
    let steps: [String]
    var testDescription: String { operation }
  }

  @Test(arguments: [
    Failing(operation: "startTrackRecording", steps: ["starting", "failed"]),
    Failing(operation: "stopTrackRecording", steps: ["starting", "started", "stopping", "failed"]),
  ])
  func `a recording that fails says so`(_ failing: Failing) async throws {
    try await HookServer.run { server in
      try await withSandbox { (client) async throws in
        try await client.fault(
          #"{"match":{"operation":"\#(failing.operation)"},"fault":{"recording":"failed"}}"#)
        _ = try await client.start(telling: server.url)
        _ = try await client.stop()

        #expect(await server.nextBodies(failing.steps.count) == failing.steps.map { track($0) })
        #expect(try await client.deliveries(failing.steps.count).count == failing.steps.count)
      }
    }
  }
}

extension SandboxHarness {
  /// One line of `GET /sandbox/webhooks`.
  struct Delivered: Decodable {
    var type: String
    var delivered: Bool
    var status: Int?
    var reason: String?
  }

  func start(
    _ kind: String = "audio", participant: String = "abcd", telling url: String
  ) async throws -> Reply {
    try await post(
      SandboxHarness.start,
      """
      {"roomId":"abcd-efgh-ijkl","participantId":"\(participant)","kind":"\(kind)",\
      "webhookUrl":"\(url)"}
      """)
  }

  func publicKey() async throws -> String {
    struct Key: Decodable {
      var publicKey: String
    }
    return try await get("/v2/public/rsa-public-key", as: Key.self).publicKey
  }

  /// Asks until the sandbox has that many outcomes, and gives them.
  func deliveries(_ count: Int) async throws -> [Delivered] {
    struct List: Decodable {
      var webhooks: [Delivered]
    }
    while true {
      let list = try await get("/sandbox/webhooks", as: List.self).webhooks
      if list.count >= count { return list }
      await Task.yield()
    }
  }
}
