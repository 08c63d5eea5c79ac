import SandboxServer
import Testing

@Suite(.timeLimit(.minutes(2))) struct MergeTests {
  static let merges = "/v2/recordings/participant/merge"
  static let session = "695797200000000000000003"
  static let left = "695797210000000000000007"
  static let right = "695797220000000000000009"
  static let id = "6957972f-0000-8000-8000-00000000000b"
  static let parts =
    #""channel1":[{"participantId":"abcd"}],"channel2":[{"participantId":"efgh"}]"#

  static let running = """
    "id":"\(id)","channel1":[{"recordingId":"\(left)","participantId":"abcd"}],\
    "channel2":[{"recordingId":"\(right)","participantId":"efgh"}],\
    "start":"2026-01-02T10:00:15.000Z","status":"running","meetingId":"abcd-efgh-ijkl",\
    "sessionId":"\(session)"
    """

  /// Records 12 seconds of two people, from 10:00:01 to 10:00:14 altogether.
  func recordTwo(_ client: SandboxHarness) async throws {
    _ = try await client.start(participant: "abcd")
    _ = try await client.start(participant: "efgh")
    try await client.advance("10s")
    _ = try await client.stop(participant: "abcd")
    _ = try await client.stop(participant: "efgh")
  }

  func merge(
    _ client: SandboxHarness, _ fields: String = MergeTests.parts,
    session: String = MergeTests.session
  ) async throws -> SandboxHarness.Reply {
    try await client.post(Self.merges, #"{"sessionId":"\#(session)",\#(fields)}"#)
  }

  func completed(_ client: SandboxHarness) -> String {
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

  @Test(arguments: [true, false])
  func `a job outlives a restart`(_ isDone: Bool) async throws {
    let folder = try DataFolder()
    let configuration = SandboxConfiguration(
      isDeterministic: true, processing: .zero, dataFile: folder.file)
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
