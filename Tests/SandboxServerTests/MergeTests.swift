import SandboxServer
import Testing

@Suite(.timeLimit(.minutes(2))) struct MergeTests {
  private static let merges = "/v2/recordings/participant/merge"
  private static let session = "695797200000000000000003"
  private static let left = "695797210000000000000007"
  private static let right = "695797220000000000000009"
  private static let id = "6957972f-0000-8000-8000-00000000000b"
  private static let parts =
    #""channel1":[{"participantId":"abcd"}],"channel2":[{"participantId":"efgh"}]"#

  private static let running = """
    "id":"\(id)","channel1":[{"recordingId":"\(left)","participantId":"abcd"}],\
    "channel2":[{"recordingId":"\(right)","participantId":"efgh"}],\
    "start":"2026-01-02T10:00:15.000Z","status":"running","meetingId":"abcd-efgh-ijkl",\
    "sessionId":"\(session)"
    """

  /// Records 12 seconds of two people, from 10:00:01 to 10:00:14 altogether.
  private func recordTwo(_ client: SandboxHarness) async throws {
    _ = try await client.start(participant: "abcd")
    _ = try await client.start(participant: "efgh")
    try await client.advance("10s")
    _ = try await client.stop(participant: "abcd")
    _ = try await client.stop(participant: "efgh")
  }

  private func merge(
    _ client: SandboxHarness, _ fields: String = MergeTests.parts,
    session: String = MergeTests.session
  ) async throws -> SandboxHarness.Reply {
    try await client.post(Self.merges, #"{"sessionId":"\#(session)",\#(fields)}"#)
  }

  private func completed(_ client: SandboxHarness) -> String {
    let path = "merged-recordings/\(Self.session)/\(Self.id).mp3"
    let job = Self.running.replacing("running", with: "completed")
    return """
      {\(job),"end":"2026-01-02T10:00:16.000Z","file":{"meta":{"format":"mp3","duration":13.008},\
      "filePath":"\(path)","type":"audio","size":52128,"ratio":{"audio":4007.3800738007385},\
      "userStorage":null,"createdAt":"2026-01-02T10:00:16.000Z",\
      "updatedAt":"2026-01-02T10:00:16.000Z","fileUrl":"\(client.fileURL(path))",\
      "id":"6957972f000000000000000c"}}
      """
  }

  @Test func `a job is accepted with an object`() async throws {
    try await withSandbox { (client) async throws in
      try await recordTwo(client)

      #expect(
        try await merge(client)
          == .init(
            status: 200,
            body: """
              {"message":"Merge recording job started successfully.",\
              "recording":{\(Self.running)}}
              """))
    }
  }

  @Test func `a job is done a second later`() async throws {
    try await withSandbox { (client) async throws in
      try await recordTwo(client)
      _ = try await merge(client)

      #expect(
        try await client.get("\(Self.merges)/\(Self.id)")
          == .init(status: 200, body: completed(client)))
    }
  }

  @Test func `parts may be named by their recordings`() async throws {
    try await withSandbox { (client) async throws in
      try await recordTwo(client)
      let reply = try await merge(
        client,
        """
        "roomId":"abcd-efgh-ijkl",\
        "channel1":[{"participantId":"abcd","recordingId":"\(Self.left)","type":"track"}],\
        "channel2":[{"participantId":"efgh","recordingId":"\(Self.right)"}]
        """)

      #expect(reply.status == 200)
      #expect(
        try await client.get("\(Self.merges)/\(Self.id)").body == completed(client))
    }
  }

  @Test func `a participant recording can be merged with a track`() async throws {
    try await withSandbox { (client) async throws in
      let body = #"{"roomId":"abcd-efgh-ijkl","participantId":"ijkl"}"#
      _ = try await client.post("/v2/recordings/participant/start", body)
      _ = try await client.post("/v2/recordings/participant/stop", body)
      try await recordTwo(client)

      let reply = try await merge(
        client,
        #""channel1":[{"participantId":"abcd"}],"channel2":[{"participantId":"ijkl","type":"participant"}]"#
      )

      #expect(reply.status == 200)
      #expect(
        reply.body.contains(
          """
          "channel1":[{"recordingId":"695797230000000000000009","participantId":"abcd"}],\
          "channel2":[{"recordingId":"\(Self.left)","participantId":"ijkl"}]
          """))
    }
  }

  @Test func `the file is MP3 without a token`() async throws {
    struct Record: Decodable {
      struct File: Decodable { var fileUrl: String }
      var file: File
    }
    try await withSandbox { (client) async throws in
      try await recordTwo(client)
      _ = try await merge(client)
      let url = try await client.get("\(Self.merges)/\(Self.id)", as: Record.self).file.fileUrl

      let whole = try await client.download(url)
      let part = try await client.download(url, headers: [("range", "bytes=90-99")])

      #expect(whole.status == 200)
      #expect(whole.headers["content-type"] == "audio/mpeg")
      #expect(whole.bytes.count == 52_128)
      #expect(Array(whole.bytes[0..<4]) == [0xFF, 0xFB, 0x14, 0x00])
      #expect(whole.bytes[36..<40].elementsEqual("Info".utf8))
      #expect(part.status == 206)
      #expect(part.bytes == [0, 0, 0, 0, 0, 0, 0xFF, 0xFB, 0x14, 0x00])
    }
  }

  struct Filter: CustomTestStringConvertible {
    let query: String
    let isFound: Bool
    var testDescription: String { query }
  }

  @Test(arguments: [
    Filter(query: "", isFound: true),
    Filter(query: "?status=completed", isFound: true),
    Filter(query: "?status=running", isFound: false),
    Filter(query: "?id=6957972f-0000-8000-8000-00000000000b", isFound: true),
    Filter(query: "?id=none", isFound: false),
    Filter(query: "?roomId=abcd-efgh-ijkl&sessionId=695797200000000000000003", isFound: true),
    Filter(query: "?roomId=none", isFound: false),
    Filter(query: "?sessionId=none", isFound: false),
  ])
  func `the list is under a key of its own and can be filtered`(_ filter: Filter) async throws {
    try await withSandbox { (client) async throws in
      try await recordTwo(client)
      _ = try await merge(client)

      #expect(
        try await client.get(Self.merges + filter.query)
          == .init(
            status: 200,
            body: """
              {"pageInfo":{"currentPage":1,"perPage":20,"lastPage":1,\
              "total":\(filter.isFound ? 1 : 0)},\
              "recordings":[\(filter.isFound ? completed(client) : "")]}
              """))
    }
  }

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
      try await withSandbox(SandboxConfiguration()) { (client) async throws in
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

  @Test(arguments: [true, false])
  func `a job outlives a restart`(_ isDone: Bool) async throws {
    let folder = try DataFolder()
    let configuration = SandboxConfiguration(isDeterministic: true, dataFile: folder.file)
    try await withSandbox(configuration) { (client) async throws in
      try await recordTwo(client)
      _ = try await merge(client)
      if isDone { try await client.advance("1s") }
    }

    try await withSandbox(configuration) { (client) async throws in
      #expect(
        try await client.get("\(Self.merges)/\(Self.id)")
          == .init(status: 200, body: completed(client)))
    }
  }
}
