import SandboxServer
import Testing

extension MergeTests {
  private func event(_ step: String, _ more: String = "") -> String {
    """
    {"webhookType":"merge-recording-\(step)","data":{"id":"\(Self.id)",\
    "meetingId":"abcd-efgh-ijkl","sessionId":"\(Self.session)"\(more)}}
    """
  }

  @Test func `a job that is done tells its address`() async throws {
    try await HookServer.run { server in
      try await withSandbox { (client) async throws in
        try await recordTwo(client)
        _ = try await merge(client, #"\#(Self.parts),"webhookUrl":"\#(server.url)""#)
        try await client.advance("1s")

        #expect(await server.nextBodies(1) == [event("completed")])
      }
    }
  }

  @Test func `a fault lets a job fail`() async throws {
    try await HookServer.run { server in
      try await withSandbox { (client) async throws in
        try await recordTwo(client)
        try await client.fault(
          #"{"match":{"operation":"startMerge"},"fault":{"recording":"failed"}}"#)
        _ = try await merge(client, #"\#(Self.parts),"webhookUrl":"\#(server.url)""#)

        let record = Self.running.replacing("running", with: "failed")
        #expect(
          try await client.get("\(Self.merges)/\(Self.id)").body
            == #"{\#(record),"end":"2026-01-02T10:00:16.000Z"}"#)
        #expect(
          await server.nextBodies(1)
            == [event("failed", #","message":"Failed to merge recordings""#)])
      }
    }
  }

  @Test func `in real time a job ends although nobody asks`() async throws {
    struct Event: Decodable { var webhookType: String }
    struct State: Decodable {
      struct Session: Decodable { var id: String }
      var sessions: [Session]
    }
    try await HookServer.run { server in
      try await withSandbox(SandboxConfiguration(processing: .zero)) { (client) async throws in
        try await recordTwo(client)
        let session = try await client.get("/sandbox/state", as: State.self).sessions[0].id
        let reply = try await merge(
          client, #"\#(Self.parts),"webhookUrl":"\#(server.url)""#, session: session)
        #expect(reply.status == 200)

        let hook = await server.next(1)[0]

        let body = SandboxHarness.Reply(status: 0, body: hook.body)
        #expect(try body.decoded(as: Event.self).webhookType == "merge-recording-completed")
      }
    }
  }
}
