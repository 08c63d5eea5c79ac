import SandboxServer
import Testing

/// Behind a stop the files of a recording are processed, by the sandbox's own clock.
@Suite(.timeLimit(.minutes(1))) struct ProcessingTests {
  private struct Record: Decodable {
    struct File: Decodable {
      var filePath: String
      var fileUrl: String?
    }

    var start: String
    var end: String?
    var files: [File]
  }

  private struct Named: Decodable {
    var webhookType: String

    var step: String { String(webhookType.split(separator: "-").last ?? "") }
  }

  private static let minute = SandboxConfiguration(
    isDeterministic: true, processing: .seconds(60))

  private func record(_ client: SandboxHarness) async throws -> Record {
    try await client.get(SandboxHarness.firstTrack, as: Record.self)
  }

  @Test func `a second is usual, and more than ten minutes are not to be had`() {
    #expect(SandboxConfiguration().processing == .seconds(1))
    #expect(SandboxConfiguration(processing: .seconds(601)).processing == .seconds(600))
    #expect(SandboxConfiguration(processing: .seconds(-1)).processing == .zero)
  }

  @Test func `a recording that was stopped has no end and no file until they are processed`()
    async throws
  {
    try await withSandbox(Self.minute) { (client) async throws in
      _ = try await client.start()
      try await client.advance("10s")
      #expect(
        try await client.stop()
          == .init(status: 200, body: #""track recording ended successfully.""#))
      #expect(try await client.recordingStates().map(\.state) == ["stopping"])
      let early = try await record(client)
      #expect(early.end == nil)
      #expect(early.files.isEmpty)

      // The look was a second of its own, and no other moves the clock.
      try await client.advance("58s")
      #expect(try await client.recordingStates().map(\.state) == ["stopping"])
      try await client.advance("1s")
      #expect(try await client.recordingStates().map(\.state) == ["stopped"])

      let late = try await record(client)
      #expect(late.start == "2026-01-02T10:00:01.000Z")
      #expect(late.end == "2026-01-02T10:01:12.000Z")
      let url = try #require(late.files.first?.fileUrl)
      #expect(late.files.count == 1)
      #expect(try await client.download(url).status == 200)
    }
  }

  @Test func `a file that is processed cannot be had at its address`() async throws {
    try await withSandbox(Self.minute) { (client) async throws in
      _ = try await client.start()
      try await client.advance("10s")
      _ = try await client.stop()
      let path =
        "individual-recordings/695797200000000000000003/abcd/audio/"
        + "track_recording_abcd_audio_1767348001000.webm"

      #expect(try await client.download(client.fileURL(path)).status == 404)
      try await client.advance("1m")
      #expect(try await client.download(client.fileURL(path)).status == 200)
    }
  }

  @Test func `a file of a muted track is processed too`() async throws {
    try await withSandbox(Self.minute) { (client) async throws in
      _ = try await client.start()
      try await client.advance("10s")
      _ = try await client.turn("audio", on: false)
      #expect(try await record(client).files.isEmpty)
      try await client.advance("1m")
      #expect(try await record(client).files.count == 1)
      #expect(try await record(client).end == nil)
    }
  }

  @Test func `what is processed neither runs nor can be deleted`() async throws {
    try await withSandbox(Self.minute) { (client) async throws in
      _ = try await client.start()
      _ = try await client.stop()

      #expect(try await client.stop() == .error(400, "Track recording is not started"))
      #expect(
        try await client.send("DELETE", SandboxHarness.firstTrack)
          == .error(409, "Track recording is still running"))
      try await client.advance("1m")
      #expect(try await client.send("DELETE", SandboxHarness.firstTrack).status == 200)
    }
  }

  @Test func `another recording of the track begins meanwhile`() async throws {
    try await withSandbox(Self.minute) { (client) async throws in
      _ = try await client.start()
      _ = try await client.stop()
      #expect(try await client.start().status == 200)
      #expect(try await client.recordingStates().map(\.state) == ["recording", "stopping"])
      try await client.advance("1m")
      #expect(try await client.recordingStates().map(\.state) == ["recording", "stopped"])
    }
  }

  @Test func `a switch has it refused`() async throws {
    let configuration = SandboxConfiguration(
      isDeterministic: true, switches: .init(earlyRestart: .conflict), processing: .seconds(60))
    try await withSandbox(configuration) { (client) async throws in
      _ = try await client.start()
      _ = try await client.stop()
      #expect(
        try await client.start()
          == .error(
            409,
            "Previous recording session is being processed, please try again after few seconds!"))
      #expect(try await client.start("video").status == 200)
      try await client.advance("1m")
      #expect(try await client.start().status == 200)
    }
  }

  @Test func `webhooks are sent in the order of what happens`() async throws {
    try await HookServer.run { server in
      try await withSandbox(Self.minute) { (client) async throws in
        _ = try await client.start(telling: server.url)
        try await client.advance("5s")
        _ = try await client.stop()
        let before = try await client.deliveries(3)
        #expect(before.map(\.type.step) == ["starting", "started", "stopping"])
        try await client.advance("1m")
        #expect(
          try await client.deliveries(4).map(\.type.step)
            == ["starting", "started", "stopping", "stopped"])
        let last = try #require(await server.next(4).last).body
        #expect(last.contains(#""fileDetails":[{"filePath":"#))
      }
    }
  }

  @Test func `who waits for the last webhook gets it although nobody asks`() async throws {
    let configuration = SandboxConfiguration(
      isDeterministic: true, processing: .milliseconds(100))
    try await HookServer.run { server in
      try await withSandbox(configuration) { (client) async throws in
        _ = try await client.start(telling: server.url)
        _ = try await client.stop()

        let steps = try await server.nextBodies(4).map {
          try SandboxHarness.Reply(status: 200, body: $0).decoded(as: Named.self).step
        }
        #expect(steps == ["starting", "started", "stopping", "stopped"])
      }
    }
  }

  @Test func `the end of a session does not wait for files`() async throws {
    try await withSandbox(Self.minute) { (client) async throws in
      _ = try await client.start("audio")
      _ = try await client.start("video")
      let reply = try await client.post("/v2/sessions/end", #"{"roomId":"abcd-efgh-ijkl"}"#)
      #expect(reply.status == 200)
      #expect(try await client.recordingStates().map(\.state) == ["stopping", "stopping"])
      try await client.advance("1m")
      #expect(try await client.recordingStates().map(\.state) == ["stopped", "stopped"])
    }
  }

  @Test func `sound that is still processed can be merged`() async throws {
    try await withSandbox(Self.minute) { (client) async throws in
      for person in ["abcd", "efgh"] {
        _ = try await client.start(participant: person)
        _ = try await client.stop(participant: person)
      }
      let reply = try await client.post(
        MergeTests.merges, #"{"sessionId":"\#(MergeTests.session)",\#(MergeTests.parts)}"#)
      #expect(reply.status == 200)
    }
  }

  @Test func `what is processed when the sandbox dies is complete after it`() async throws {
    let folder = try DataFolder()
    let configuration = SandboxConfiguration(
      isDeterministic: true, processing: .seconds(60), dataFile: folder.file)
    try await withSandbox(configuration) { (client) async throws in
      _ = try await client.start()
      _ = try await client.stop()
    }
    try await withSandbox(configuration) { (client) async throws in
      #expect(try await client.recordingStates().map(\.state) == ["stopping"])
      try await client.advance("1m")
      #expect(try await client.recordingStates().map(\.state) == ["stopped"])
      #expect(try await record(client).files.count == 1)
    }
  }

  @Test func `the time can be changed while the sandbox runs, until a reset`() async throws {
    try await withSandbox(Self.minute) { (client) async throws in
      #expect(
        try await client.post("/sandbox/settings", #"{"processing":"0s"}"#)
          == .init(status: 200, body: #"{"processing":"0s","storage":"vendor"}"#))
      _ = try await client.start()
      _ = try await client.stop()
      #expect(try await client.recordingStates().map(\.state) == ["stopped"])
      _ = try await client.send("POST", "/sandbox/reset")
      #expect(try await client.get("/sandbox/state").body.contains(#""processing":"60s""#))
    }
  }

  @Test(arguments: [
    (#"{}"#, "Processing or storage is required in request body"),
    (
      #"{"processing":"11m"}"#,
      "Processing must be a duration up to 10m, such as 0s or 3s"
    ),
    (#"{"processing":"soon"}"#, "Processing must be a duration up to 10m, such as 0s or 3s"),
    (#"{"storage":"mine"}"#, "Storage must be one of vendor, own, none"),
    (#"{"storage":7}"#, "Storage must be a string"),
  ])
  func `a setting that is none is refused`(_ body: String, _ text: String) async throws {
    try await withSandbox { (client) async throws in
      #expect(try await client.post("/sandbox/settings", body) == .error(400, text))
    }
  }
}

extension String {
  /// The last word of the name of an event.
  var step: String { String(split(separator: "-").last ?? "") }
}
