import SandboxServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct TrackRecordTests {
  private let id = "695797210000000000000007"
  private let notFound = SandboxHarness.Reply.error(404, "Track Recording not found")

  private func record(end: String, files: String) -> String {
    """
    {"sessionId":"695797200000000000000003","participantId":"abcd","kind":"KIND",\
    "fileFormat":"webm","start":"2026-01-02T10:00:01.000Z","end":\(end),"mode":"track",\
    "region":"in002","files":\(files),"roomId":"abcd-efgh-ijkl",\
    "webhook":{"totalCount":0,"successCount":0,"data":[]},"id":"\(id)"}
    """
  }

  @Test func `a running recording has no end and no files`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()

      let reply = try await client.get("\(SandboxHarness.tracks)/\(id)")

      #expect(reply.status == 200)
      #expect(
        reply.body
          == record(end: "null", files: "[]").replacing("KIND", with: "audio"))
    }
  }

  @Test func `a stopped sound recording has one file`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()
      _ = try await client.stop()

      let reply = try await client.get("\(SandboxHarness.tracks)/\(id)")

      let path =
        "individual-recordings/695797200000000000000003/abcd/audio/"
        + "track_recording_abcd_audio_1767348001000.webm"
      let file = """
        [{"meta":{"format":"webm","duration":1},"_id":"695797210000000000000008",\
        "userId":"695797200000000000000001","filePath":"\(path)",\
        "fileUrl":"\(client.fileURL(path))","type":"audio","size":618,\
        "ratio":{"audio":618},"__v":0}]
        """
      #expect(
        reply.body
          == record(end: #""2026-01-02T10:00:02.000Z""#, files: file)
          .replacing("KIND", with: "audio"))
    }
  }

  @Test func `a stopped picture recording has its resolution`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start("video")
      _ = try await client.stop("video")

      let reply = try await client.get("\(SandboxHarness.tracks)/\(id)")

      let path =
        "individual-recordings/695797200000000000000003/abcd/video/"
        + "track_recording_abcd_video_1767348001000.webm"
      let file = """
        [{"meta":{"resolution":{"width":640,"height":360},"format":"webm","duration":1},\
        "_id":"695797210000000000000008","userId":"695797200000000000000001",\
        "filePath":"\(path)","fileUrl":"\(client.fileURL(path))","type":"video",\
        "size":1325,"ratio":{"360":1325},"__v":0}]
        """
      #expect(
        reply.body
          == record(end: #""2026-01-02T10:00:02.000Z""#, files: file)
          .replacing("KIND", with: "video"))
    }
  }

  @Test func `a file has the folder that was asked for`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.send(
        "POST", SandboxHarness.start,
        body: """
          {"roomId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio","bucketDirPath":"/a/b/"}
          """)
      _ = try await client.stop()

      let reply = try await client.get("\(SandboxHarness.tracks)/\(id)")

      let path =
        "a/b/695797200000000000000003/abcd/audio/track_recording_abcd_audio_1767348001000.webm"
      let file = """
        [{"meta":{"format":"webm","duration":1},"_id":"695797210000000000000008",\
        "userId":"695797200000000000000001","filePath":"\(path)",\
        "fileUrl":"\(client.fileURL(path))","type":"audio",\
        "size":618,"ratio":{"audio":618},"__v":0}]
        """
      #expect(
        reply.body
          == record(end: #""2026-01-02T10:00:02.000Z""#, files: file)
          .replacing("KIND", with: "audio"))
    }
  }

  @Test func `a track that was never published leaves no file`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start("screen_video", participant: "efgh")
      _ = try await client.stop("screen_video", participant: "efgh")

      let reply = try await client.get("\(SandboxHarness.tracks)/\(id)")

      #expect(
        reply.body
          == record(end: #""2026-01-02T10:00:02.000Z""#, files: "[]")
          .replacing("KIND", with: "screen_video").replacing("abcd\",\"kind", with: "efgh\",\"kind")
      )
    }
  }

  @Test(arguments: ["695797210000000000000fff", "no-id", "%2e%2e"])
  func `an unknown id is not found`(_ id: String) async throws {
    try await withSandbox { (client) async throws in
      #expect(try await client.get("\(SandboxHarness.tracks)/\(id)") == notFound)
    }
  }

  @Test func `a stopped recording can be deleted once`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()
      _ = try await client.stop()
      let path = "\(SandboxHarness.tracks)/\(id)"

      #expect(
        try await client.send("DELETE", path)
          == .init(status: 200, body: #""Track Recording deleted successfully.""#))
      #expect(try await client.send("DELETE", path) == notFound)
      #expect(try await client.get(path) == notFound)
    }
  }

  @Test func `a running recording cannot be deleted`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()

      #expect(
        try await client.send("DELETE", "\(SandboxHarness.tracks)/\(id)")
          == .error(409, "Track recording is still running"))
    }
  }
}
