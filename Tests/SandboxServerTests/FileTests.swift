import SandboxServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct FileTests {
  struct Kind: CustomTestStringConvertible {
    let name: String
    let contentType: String
    let codec: String
    let ratioKey: String
    var testDescription: String { name }
  }

  @Test(arguments: [
    Kind(name: "audio", contentType: "audio/webm", codec: "A_OPUS", ratioKey: "audio"),
    Kind(name: "video", contentType: "video/webm", codec: "V_VP8", ratioKey: "360"),
    Kind(name: "screen_audio", contentType: "audio/webm", codec: "A_OPUS", ratioKey: "audio"),
    Kind(name: "screen_video", contentType: "video/webm", codec: "V_VP8", ratioKey: "720"),
  ])
  func `a stopped recording can be downloaded`(_ kind: Kind) async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start(kind.name)
      try await client.advance("90s")
      _ = try await client.stop(kind.name)

      let file = try await client.recordedFile()
      let download = try await client.download(try #require(file.fileUrl))

      let segment = try #require(
        EBMLNode.nodes(of: download.bytes, in: 0..<download.bytes.count).last)
      #expect(segment.first(0x1549_A966, 0x4489)?.float == 91_000)
      #expect(segment.first(0x1654_AE6B, 0xAE, 0x86)?.text == kind.codec)
      #expect(download.status == 200)
      #expect(download.headers["content-type"] == kind.contentType)
      #expect(download.headers["accept-ranges"] == "bytes")
      #expect(download.headers["content-length"] == String(file.size))
      #expect(download.bytes.count == file.size)
      #expect(file.meta.duration == 91)
      #expect(file.ratio == [kind.ratioKey: Double(file.size) / 91])
    }
  }

  @Test(arguments: ["participant", "room"])
  func `what the other families recorded can be downloaded too`(_ family: String) async throws {
    try await withSandbox { (client) async throws in
      let base = family == "room" ? "/v2/recordings" : "/v2/recordings/participant"
      let subject = #"{"roomId":"abcd-efgh-ijkl","participantId":"abcd"}"#
      _ = try await client.post("\(base)/start", subject)
      _ = try await client.post("\(base)/\(family == "room" ? "end" : "stop")", subject)
      struct Location: Decodable {
        var fileUrl: String
        var size: Int
      }
      struct Either: Decodable {
        var file: Location?
        var files: [Location]?
      }
      let record = try await client.get("\(base)/695797210000000000000007", as: Either.self)
      let file = try #require(record.file ?? record.files?.first)

      let download = try await client.download(file.fileUrl)

      #expect(download.headers["content-type"] == "video/webm")
      #expect(download.bytes.count == file.size)
    }
  }

  @Test func `the head says what the file is`() async throws {
    try await withSandbox { (client) async throws in
      let url = try await client.recordSound()
      let whole = try await client.download(url)

      let head = try await client.download(url, method: "HEAD", headers: [("range", "bytes=0-9")])

      #expect(head.status == 200)
      #expect(head.bytes == [])
      for name in ["content-length", "content-type", "accept-ranges", "etag"] {
        #expect(head.headers[name] == whole.headers[name])
      }
      #expect(head.headers["content-length"] == String(whole.bytes.count))
    }
  }

  @Test func `a file can only be read`() async throws {
    try await withSandbox { (client) async throws in
      let url = try await client.recordSound()

      let reply = try await client.download(url, method: "DELETE")

      #expect(reply.status == 405)
      #expect(reply.headers["allow"] == "GET, HEAD")
    }
  }

  @Test(arguments: [
    "", "individual-recordings", "../etc/passwd", "../../../../etc/passwd",
    "%2e%2e/%2e%2e/etc/passwd", "..%2f..%2fetc%2fpasswd", "/etc/passwd", "%2fetc%2fpasswd",
    "individual-recordings/../../etc/passwd", "%00", "%ff", "1767348001000.webm",
    "x_1767348001000.webm", "695797210000000000000008.webm", "PATH%00", "PATH/", "./PATH",
    "x/../PATH", "PATH.webm", "%2e%2e/files/PATH", "..\\..\\PATH",
  ])
  func `nothing but what was recorded can be had`(_ path: String) async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.recordSound()
      let recorded = try await client.recordedFile().filePath
      let path = path.replacing("PATH", with: recorded).replacing("\\", with: "%5c")

      let status = try await client.rawStatus("GET", "/files/\(path)")

      #expect(status == 404)
      #expect(try await client.rawStatus("GET", "/files/\(recorded)") == 200)
    }
  }

  @Test func `a recording that runs has no file to download`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()
      let path =
        "individual-recordings/695797200000000000000003/abcd/audio/"
        + "track_recording_abcd_audio_1767348001000.webm"
      #expect(try await client.download(client.fileURL(path)).status == 404)

      _ = try await client.stop()

      #expect(try await client.download(client.fileURL(path)).status == 200)
    }
  }

  @Test func `every file of a recording can be had by itself`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()
      try await client.advance("10s")
      _ = try await client.turn("audio", on: false)
      try await client.advance("1m")
      _ = try await client.turn("audio", on: true)
      try await client.advance("1h")
      _ = try await client.stop()

      let files = try await client.get(SandboxHarness.firstTrack, as: RecordedFile.Record.self)
        .files
      var sizes: [Int] = []
      for file in files {
        sizes.append(try await client.download(try #require(file.fileUrl)).bytes.count)
      }

      #expect(files.map(\.meta.duration) == [10, 3601])
      #expect(sizes == files.map(\.size))
      #expect(Set(sizes).count == 2)
    }
  }

  @Test func `a file goes with its recording`() async throws {
    try await withSandbox { (client) async throws in
      let url = try await client.recordSound()

      _ = try await client.send("DELETE", SandboxHarness.firstTrack)

      let download = try await client.download(url)
      #expect(download.status == 404)
      #expect(
        String(decoding: download.bytes, as: UTF8.self)
          == #"{"statusCode":404,"error":"File not found"}"#)
    }
  }

  @Test func `a file in a folder that was asked for is found by its path`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.post(
        SandboxHarness.start,
        """
        {"roomId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio","bucketDirPath":"/a b/c%/"}
        """)
      _ = try await client.stop()
      let file = try await client.recordedFile()

      let path = file.filePath.replacing("%", with: "%25").replacing(" ", with: "%20")
      let download = try await client.download(client.fileURL(path))

      #expect(file.fileUrl == client.fileURL(path))
      #expect(file.filePath.hasPrefix("a b/c%/695797200000000000000003/abcd/audio/"))
      #expect(download.status == 200)
      #expect(download.bytes.count == file.size)
    }
  }

  @Test func `an address spells whatever a participant is called`() async throws {
    try await withSandbox { (client) async throws in
      let id = "a/é?#%41&_1.webm"
      _ = try await client.join(id)
      _ = try await client.start(participant: id)
      _ = try await client.stop(participant: id)
      let tracks = "\(SandboxHarness.tracks)?participantId=a%2F%C3%A9%3F%23%2541%26_1.webm"
      struct List: Decodable { var data: [RecordedFile.Record] }
      let file = try #require(try await client.get(tracks, as: List.self).data.first?.files.first)

      let download = try await client.download(try #require(file.fileUrl))

      #expect(download.status == 200)
      #expect(download.bytes.count == file.size)
    }
  }

  @Test func `a download leaves time and log as they are`() async throws {
    try await withSandbox { (client) async throws in
      let url = try await client.recordSound()
      let state = try await client.get("/sandbox/state")
      let requests = try await client.get("/sandbox/requests")

      _ = try await client.download(url)

      #expect(try await client.get("/sandbox/state") == state)
      #expect(try await client.get("/sandbox/requests") == requests)
    }
  }

  @Test func `a foreign host gets no files`() async throws {
    try await withSandbox { (client) async throws in
      let url = try await client.recordSound()

      #expect(try await client.download(url, headers: [("host", "evil.example")]).status == 403)
    }
  }
}
