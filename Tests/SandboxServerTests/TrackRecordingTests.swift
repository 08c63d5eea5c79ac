import SandboxServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct TrackRecordingTests {
  private let started = SandboxHarness.Reply(
    status: 200, body: #""track recording started successfully.""#)
  private let ended = SandboxHarness.Reply(
    status: 200, body: #""track recording ended successfully.""#)

  @Test func `the documented example of a start is accepted`() async throws {
    try await withSandbox { (client) async throws in
      let reply = try await client.send(
        "POST", SandboxHarness.start,
        body: """
          {
            "roomId": "abcd-efgh-ijkl",
            "participantId": "abcd",
            "kind": "audio",
            "fileFormat": "webm",
            "webhookUrl": "https://www.example.com/",
            "bucketDirPath": "meeting-recordings/"
          }
          """)

      #expect(reply == started)
      #expect(reply.headers["content-type"] == "application/json")
    }
  }

  @Test func `a stop ends what was started`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()

      #expect(try await client.stop() == ended)
    }
  }

  @Test func `a second start of the same track is a conflict`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()

      #expect(try await client.start() == .error(409, "Track recording is already running"))
    }
  }

  struct DuplicateStart: CustomTestStringConvertible {
    let choice: SandboxConfiguration.Switches.DuplicateStart
    let reply: SandboxHarness.Reply
    var testDescription: String { "\(choice)" }
  }

  @Test(arguments: [
    DuplicateStart(
      choice: .badRequest, reply: .error(400, "Track recording is already running")),
    DuplicateStart(
      choice: .accepted,
      reply: .init(status: 200, body: #""track recording started successfully.""#)),
  ])
  func `the answer to a second start can be chosen`(_ duplicate: DuplicateStart) async throws {
    let switches = SandboxConfiguration.Switches(duplicateStart: duplicate.choice)
    try await withSandbox(SandboxConfiguration(switches: switches, processing: .zero)) {
      (client) async throws in
      _ = try await client.start()

      #expect(try await client.start() == duplicate.reply)
      #expect(try await client.stop() == ended)
      #expect(try await client.stop() == .error(400, "Track recording is not started"))
    }
  }

  @Test func `the kinds of a participant are recorded side by side`() async throws {
    try await withSandbox { (client) async throws in
      for kind in ["audio", "video", "screen_audio", "screen_video"] {
        #expect(try await client.start(kind) == started)
      }
    }
  }

  @Test func `participants are recorded side by side`() async throws {
    try await withSandbox { (client) async throws in
      for participant in ["abcd", "efgh", "ijkl"] {
        #expect(try await client.start(participant: participant) == started)
      }
    }
  }

  @Test func `a stop without a start is refused`() async throws {
    try await withSandbox { (client) async throws in
      #expect(try await client.stop() == .error(400, "Track recording is not started"))
    }
  }

  @Test func `a stop of another kind is refused`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start("audio")

      #expect(try await client.stop("video") == .error(400, "Track recording is not started"))
    }
  }

  @Test func `a second stop is refused`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()
      _ = try await client.stop()

      #expect(try await client.stop() == .error(400, "Track recording is not started"))
    }
  }

  @Test func `a stopped track can be started again`() async throws {
    try await withSandbox { (client) async throws in
      _ = try await client.start()
      _ = try await client.stop()

      #expect(try await client.start() == started)
    }
  }

  @Test func `one of many starts at once wins`() async throws {
    try await withSandbox { (client) async throws in
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<16 { group.addTask { try await client.start().status } }
        return try await group.reduce(into: [Int]()) { $0.append($1) }
      }

      #expect(statuses.sorted() == [200] + Array(repeating: 409, count: 15))
    }
  }

  struct Lookup: CustomTestStringConvertible {
    let body: String
    let error: String
    var testDescription: String { error }
  }

  private static let lookups = [
    Lookup(
      body: #"{"roomId":"none-none-none","participantId":"abcd","kind":"audio"}"#,
      error: "Room not found"),
    Lookup(
      body: #"{"roomId":"abcd-efgh-ijkl","participantId":"nobody","kind":"audio"}"#,
      error: "Participant not found"),
  ]

  @Test(arguments: lookups, [SandboxHarness.start, SandboxHarness.stop])
  func `what does not exist is not found`(_ lookup: Lookup, path: String) async throws {
    try await withSandbox { (client) async throws in
      #expect(
        try await client.send("POST", path, body: lookup.body) == .error(404, lookup.error))
    }
  }

  @Test func `the status of what does not exist can be chosen`() async throws {
    let switches = SandboxConfiguration.Switches(notFound: .paymentRequired)
    try await withSandbox(SandboxConfiguration(switches: switches, processing: .zero)) {
      (client) async throws in
      #expect(
        try await client.send(
          "POST", SandboxHarness.start, body: TrackRecordingTests.lookups[0].body)
          == .error(402, "Room not found"))
    }
  }

  @Test func `null counts as absent`() async throws {
    try await withSandbox { (client) async throws in
      let body = """
        {"roomId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio","fileFormat":null,\
        "webhookUrl":null,"bucketDirPath":null}
        """

      #expect(try await client.send("POST", SandboxHarness.start, body: body) == started)
    }
  }
}
