import FoundationEssentials
import TestSupport
import Testing

@testable import VideoSDKClient

/// The articles of the documentation print code that is compiled here, and that does what they say.
@Suite(.timeLimit(.minutes(1)))
struct SampleTests {
  static let here = URL(filePath: #filePath).deletingLastPathComponent()

  static func lines(_ url: URL) throws -> [String] {
    String(decoding: try Data(contentsOf: url), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The runs of lines between a line that opens and the next line that closes.
  static func blocks(in lines: [String], from opening: String, to closing: String) -> [[String]] {
    var blocks: [[String]] = []
    var block: [String]?
    for line in lines {
      let text = String(line.drop { $0 == " " })
      if text == closing, let complete = block {
        blocks.append(complete)
        block = nil
      } else if text == opening, block == nil {
        block = []
      } else {
        block?.append(line)
      }
    }
    return blocks
  }

  static func flush(_ block: [String]) -> [String] {
    let indents = block.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }
    return block.map { String($0.dropFirst(indents.min() ?? 0)) }
  }

  @Test(arguments: [
    ("VideoSDKClient", "RecordOneTrack", 1), ("FirstRecording", "FirstRecording", 5),
    ("Webhooks", "Webhooks", 3), ("RetriesAndUnknownOutcomes", "RetriesAndUnknownOutcomes", 4),
  ])
  func `are printed as they are compiled`(article: String, source: String, count: Int) throws {
    let catalog = Self.here.appending(path: "../../Sources/VideoSDKClient/VideoSDKClient.docc")

    let printed = Self.blocks(
      in: try Self.lines(catalog.appending(path: article + ".md")), from: "```swift", to: "```")
    let compiled = Self.blocks(
      in: try Self.lines(Self.here.appending(path: "Samples/\(source).swift")),
      from: "// sample \(article)", to: "// end"
    ).map(Self.flush)

    #expect(compiled.count == count)
    #expect(printed == compiled)
  }

  @Test func `records one track from its start to its files`() async throws {
    let service = RecordingService()

    try await HostileServer.run({ request, _ in service.answer(request) }) { server, origin in
      let files = try await record(
        Setup.participant, in: Setup.room, for: .zero, apiKey: "key",
        secret: Secret("a-secret-of-at-least-thirty-two-bytes"), origin: origin)

      #expect(files.map(\.size) == [9])
      #expect(
        server.requests.map(\.method) == ["GET", "POST", "GET", "POST", "GET", "GET"])
    }
  }

  @Test func `saves the files of a recording that it started and stopped`() async throws {
    let service = RecordingService()

    try await HostileServer.run({ request, _ in service.answer(request) }) { _, origin in
      try await TemporaryFolder.with { folder in
        let paths = try await FirstRecording.withClient(
          origin: origin, apiKey: "key", secret: "a-secret-of-at-least-thirty-two-bytes"
        ) { client in
          let id = try #require(
            await FirstRecording.start(
              .audio, of: Setup.participant, in: Setup.room, with: client))
          let running = try await client.send(GetTrackRecording(id: id)).value
          let stopped = try await FirstRecording.stop(running, with: client)
          #expect(!stopped.isRunning)
          service.fileOrigin(origin)
          return try await FirstRecording.save(id, to: folder.path, with: client)
        }

        #expect(paths == ["\(folder.path)/66976600a8faa5fa9694945c-0.webm"])
        #expect(try paths.map { try folder.read($0) } == [Array("recording".utf8)])
      }
    }
  }

  @Test(arguments: [
    (#"{"fileUrl":"https://x/y"}"#, nil),
    (#"{"fileUrl":null,"filePath":"a/b"}"#, "it lies in your own storage, at a/b"),
    ("{}", "the service does not tell where it is"),
    (#"{"fileUrl":""}"#, "the service does not tell where it is"),
  ])
  func `tell why a file cannot be downloaded`(_ json: String, _ obstacle: String?) throws {
    let file = try RecordingFile(JSONFields(JSONValue(parsing: Array(json.utf8))))

    #expect(FirstRecording.obstacle(to: file) == obstacle)
  }

  struct Delivered: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let body: String
    let signature: String?
    let status: Int
    let stopped: Int

    static func all() throws -> [Delivered] {
      let body = try Fixture.text("track-recording-stopped-event.json")
      let signature = try Fixture.text("track-recording-stopped-event.signature")
      return [
        Delivered(
          testDescription: "signed", body: body, signature: signature, status: 200, stopped: 1),
        Delivered(
          testDescription: "changed", body: body + " ", signature: signature, status: 401,
          stopped: 0),
        Delivered(
          testDescription: "without a signature", body: body, signature: nil, status: 401,
          stopped: 0),
      ]
    }
  }

  @Test(arguments: try Delivered.all())
  func `answer a webhook that is`(delivered: Delivered) async throws {
    let verifier = try Webhooks.verifier(pinnedKey: Fixture.text("webhook-key-pkcs1.pem"))
    var stopped = 0

    let status = await Webhooks.status(
      rawBody: Array(delivered.body.utf8), signature: delivered.signature, verifier: verifier
    ) { _, _, _ in stopped += 1 }

    #expect(status == delivered.status)
    #expect(stopped == delivered.stopped)
  }

  @Test func `answer a webhook with 503 while there is no key`() async throws {
    let body = try Fixture.bytes("track-recording-stopped-event.json")
    let signature = try Fixture.text("track-recording-stopped-event.signature")

    try await Setup.against({ _, _ in .answer(500) }, retries: 0) { client, _ in
      let status = await Webhooks.status(
        rawBody: body, signature: signature, verifier: Webhooks.verifier(client: client)
      ) { _, _, _ in }

      #expect(status == 503)
    }
  }

  @Test(arguments: [
    (
      Reaction.answer(200, Setup.started),
      RetriesAndUnknownOutcomes.Outcome.recording(how: "it said so")
    ),
    (.close, .unknown),
  ])
  func `tell the outcome of a start`(
    reaction: Reaction, outcome: RetriesAndUnknownOutcomes.Outcome
  ) async throws {
    try await Setup.against({ _, _ in reaction }, clock: InstantClock()) { client, _ in
      #expect(await RetriesAndUnknownOutcomes.outcome(of: Setup.start, with: client) == outcome)
    }
  }

  @Test func `tell the attempts`() async throws {
    let told = Collected<String>()

    try await Setup.against(
      { _, number in
        number == 1 ? .answer(503, "", "Retry-After: 2") : .answer(200, Setup.started)
      }, clock: InstantClock()
    ) { client, _ in
      _ = try await RetriesAndUnknownOutcomes.told(
        Setup.start, with: client, tell: { told.add($0) }
      ).get()
    }

    #expect(told.values == ["503, again in 2.0 seconds", "2 attempts"])
  }

  @Test(arguments: [200, 400, 402, 404])
  func `undo a start when the service answers`(status: Int) async throws {
    let body = status == 400 ? #"{"error":"not started"}"# : Setup.stopped
    try await Setup.against({ _, _ in .answer(status, body) }) { client, server in
      try await RetriesAndUnknownOutcomes.undo(Setup.start, with: client)

      #expect(server.requests.map(\.target) == [Setup.stop.target])
    }
  }

  @Test func `make a client that repeats four times`() async throws {
    try await HostileServer.run({ _, _ in .answer(200, Setup.emptyList) }) { _, origin in
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        let client = RetriesAndUnknownOutcomes.patientClient(
          origin: origin, token: Setup.token(), transport: transport)

        #expect(client.retry.retries == 4)
        #expect(try await client.send(Setup.list).attempts.count == 1)
      }
    }
  }
}
