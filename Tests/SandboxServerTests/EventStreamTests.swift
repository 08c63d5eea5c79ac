import SandboxServer
import TestSupport
import Testing

/// `GET /sandbox/events`: what happens, told to whoever follows.
@Suite(.timeLimit(.minutes(1))) struct EventStreamTests {
  @Test func `a stream begins with all there is, as the other lists have it`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()
      var events = try await FollowedEvents(client)

      let event = try #require(try await events.next())

      #expect(events.status == 200)
      #expect(events.headers["content-type"] == "text/event-stream; charset=utf-8")
      #expect(events.headers["cache-control"] == "no-store")
      #expect(event.name == "snapshot" && event.id == "1")
      let content = try event.content()
      #expect(content.deterministic == true)
      #expect(content.rooms?.count == 1)
      #expect(
        content.sessions?.first?.participants.map(\.participantId) == ["abcd", "efgh", "ijkl"])
      #expect(content.recordings?.map(\.state) == ["recording"])
      #expect(content.requests?.map(\.status) == [200])
      #expect(content.webhooks?.count == 0 && content.faults?.count == 0)
      #expect(content.processing == "0s")
      let state = try await client.get("/sandbox/state").body
      let record = state.split(separator: #""recordings":["#)[1].split(separator: "}],")[0]
      #expect(event.data.contains(record), "\(record)")
    }
  }

  @Test func `then only what changes is told, under ids that count up`() async throws {
    try await withSandbox { (client) async throws in
      var events = try await FollowedEvents(client)
      #expect(try await events.next()?.name == "snapshot")

      _ = try await client.start("video", participant: "efgh")

      // The request may be told before what it does.
      var event = try #require(try await events.next())
      #expect(event.name == "change" && event.id == "2")
      #expect(try event.content().requests?.map(\.operation) == ["startTrackRecording"])
      while try event.content().recordings == nil { event = try #require(try await events.next()) }
      let content = try event.content()
      #expect(content.recordings?.map(\.kind) == ["video"])
      #expect(content.recordings?.first?.segments.map(\.end) == [nil])
      #expect(content.rooms == nil && content.sessions == nil && content.faults == nil)
    }
  }

  @Test func `people, faults, the clock, settings and webhooks are told`() async throws {
    try await withSandbox { (client) async throws in
      var events = try await FollowedEvents(client)
      _ = try await client.turn("audio", on: false)
      let muted = try await events.first { $0.sessions?.first?.participants[0].tracks.count == 3 }
      #expect(muted.sessions?.first?.participants[0].tracks.contains("audio") == false)
      try await client.fault(#"{"fault":{"webhook":"badSignature"}}"#)
      _ = try await events.first { $0.faults?.count == 1 }
      let before = try await events.now(after: client)
      try await client.advance("10m")
      _ = try await events.first { $0.now > before }
      _ = try await client.post("/sandbox/settings", #"{"processing":"3s"}"#)
      _ = try await events.first { $0.processing == "3s" }
      _ = try await client.post(
        SandboxHarness.start,
        #"{"roomId":"abcd-efgh-ijkl","participantId":"abcd","kind":"video","webhookUrl":"http://example.com/"}"#
      )
      let told = try await events.first { $0.webhooks != nil }
      #expect(told.webhooks?.first?.verdict == "not delivered")
    }
  }

  @Test func `a request is told again with its status once it is answered`() async throws {
    try await withSandbox(SandboxConfiguration()) { (client) async throws in
      var events = try await FollowedEvents(client)
      try await client.fault(#"{"times":1,"fault":{"delay":"500ms"}}"#)
      async let started = client.start()

      let open = try await events.first { $0.requests?.first.map { $0.status == nil } == true }
      let answered = try await events.first { $0.requests?.first?.status == 200 }

      #expect(open.requests?.map(\.number) == answered.requests?.map(\.number))
      #expect(try await started.status == 200)
    }
  }

  @Test func `the file of a muted track is told as soon as time has it processed`() async throws {
    try await withSandbox(SandboxConfiguration(processing: .milliseconds(300))) {
      (client) async throws in
      var events = try await FollowedEvents(client)
      _ = try await client.start()
      _ = try await events.first { $0.recordings?.first?.state == "recording" }
      try await client.advance("10s")
      _ = try await client.turn("audio", on: false)

      let content = try await events.first { $0.recordings?.first?.files.count == 1 }

      #expect(content.recordings?.first?.state == "recording")
    }
  }

  @Test func `what is deleted is gone, and a reset tells all anew`() async throws {
    try await withSandbox { (client) async throws in
      var events = try await FollowedEvents(client)
      _ = try await client.start()
      _ = try await client.stop()
      let stopped = try await events.first { $0.recordings?.first?.state == "stopped" }
      let id = try #require(stopped.recordings?.first?.id)
      #expect(stopped.recordings?.first?.stopped != nil)
      #expect(
        stopped.recordings?.first?.files.first?.fileUrl.hasPrefix(client.sandbox.endpoint) == true)

      _ = try await client.send("DELETE", "\(SandboxHarness.tracks)/\(id)")
      #expect(try await events.first { $0.gone?.isEmpty == false }.gone == [id])
      _ = try await client.send("POST", "/sandbox/reset")
      var event = try await events.next()
      while event?.name != "snapshot" { event = try await events.next() }
      #expect(try event?.content().recordings?.count == 0)
    }
  }

  @Test func `who does not read gets one large change later, and nobody waits for them`()
    async throws
  {
    try await withSandbox { (client) async throws in
      var events = try await FollowedEvents(client)
      #expect(try await events.next()?.name == "snapshot")

      for _ in 0..<400 {
        _ = try await client.start()
        _ = try await client.stop()
      }

      var known: Set<String> = []
      var count = 0
      while known.count < 400 {
        let event = try #require(try await events.next())
        count += 1
        known.formUnion(try event.content().recordings?.map(\.id) ?? [])
      }
      // One for each of the 800 requests would be one too many.
      #expect(count < 400)
    }
  }

  @Test func `following moves no clock and is no request of the API`() async throws {
    try await withSandbox { (client) async throws in
      var events = try await FollowedEvents(client)
      _ = try await events.next()

      #expect(try await client.get("/sandbox/requests").body == #"{"requests":[]}"#)
      #expect(try await client.get("/sandbox/state").body.contains("2026-01-02T10:00:00.000Z"))
    }
  }

  @Test(arguments: ["/sandbox/events", "/"])
  func `it is for programs and pages of this machine only`(_ path: String) async throws {
    try await withSandbox(SandboxConfiguration(allowedOrigins: [.any])) { (client) async throws in
      for origin in ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1"] {
        let reply = try await client.send("GET", path, headers: [("origin", origin)])
        #expect(reply.status == 403, "\(origin)")
        #expect(!reply.headers.keys.contains { $0.hasPrefix("access-control") })
      }
      #expect(try await client.send("GET", path, headers: [("host", "evil.example")]).status == 403)
      for method in ["POST", "DELETE", "PUT"] {
        #expect(try await client.send(method, path).status == 405, "\(method)")
      }
      let head = try await client.send("HEAD", path)
      #expect(head.status == 200 && head.body == "")
    }
  }

  @Test func `a drain ends the streams, also one that nobody reads`() async throws {
    let (running, isRunning) = AsyncStream<RunningSandbox>.makeStream()
    let configuration = SandboxConfiguration(isDeterministic: true)
    let serving = Task {
      try await SandboxService.serve(configuration) { isRunning.yield($0) }
    }
    var iterator = running.makeAsyncIterator()
    let sandbox = try #require(await iterator.next())
    let client = SandboxHarness(sandbox: sandbox, token: try await Claims().token())
    var events = try await FollowedEvents(client)
    let unread = try await FollowedEvents(client)
    #expect(try await events.next()?.name == "snapshot")

    serving.cancel()

    // An end of its own, and no cut.
    while try await events.next() != nil {}
    try await serving.value
    withExtendedLifetime(unread) {}
  }
}

extension FollowedEvents {
  /// The time that is told with the next change, which is made for it.
  mutating func now(after client: SandboxHarness) async throws -> String {
    _ = try await client.get("/v2/rooms")
    return try await first { $0.requests != nil }.now
  }
}
