import SandboxServer
import Testing

/// A webhook that a fault names is lost, doubled, late or forged, whatever caused it, and the log says so.
@Suite(.timeLimit(.minutes(1))) struct NamedEventTests {
  private struct Entry: Decodable, Equatable {
    var type: String
    var delivered: Bool
    var verdict: String
    var fault: String?
  }

  private struct List: Decodable {
    var webhooks: [Entry]
  }

  private func entries(_ client: SandboxHarness, _ count: Int) async throws -> [Entry] {
    _ = try await client.deliveries(count)
    return try await client.get("/sandbox/webhooks", as: List.self).webhooks
  }

  private static let minute = SandboxConfiguration(
    isDeterministic: true, processing: .seconds(60))

  /// Records a track, whose last event comes by time alone, and gives the steps that arrive.
  private func record(
    _ fault: String, _ server: HookServer, _ client: SandboxHarness, arriving count: Int
  ) async throws -> [String] {
    try await client.fault(fault)
    _ = try await client.start(telling: server.url)
    try await client.advance("5s")
    _ = try await client.stop()
    _ = try await client.deliveries(3)
    try await client.advance("2m")
    return try await server.nextBodies(count).map {
      try SandboxHarness.Reply(status: 200, body: $0).decoded(as: Named.self).webhookType.step
    }
  }

  private struct Named: Decodable {
    var webhookType: String
  }

  struct Spoilt: CustomTestStringConvertible {
    let match: String
    let webhook: String
    let arriving: [String]
    let verdict: String
    let count: Int
    var testDescription: String { "\(webhook) \(match)" }
  }

  @Test(arguments: [
    Spoilt(
      match: #""event":"stopped""#, webhook: "lost", arriving: ["starting", "started", "stopping"],
      verdict: "lost", count: 4),
    Spoilt(
      match: #""event":"participant-track-recording-stopped""#, webhook: "lost",
      arriving: ["starting", "started", "stopping"], verdict: "lost", count: 4),
    // The operation says what it is about, and not what has to cause it.
    Spoilt(
      match: #""operation":"startTrackRecording","event":"stopped""#, webhook: "lost",
      arriving: ["starting", "started", "stopping"], verdict: "lost", count: 4),
    Spoilt(
      match: #""operation":"stopTrackRecording","event":"stopped""#, webhook: "duplicate",
      arriving: ["starting", "started", "stopping", "stopped", "stopped"], verdict: "taken",
      count: 5),
    Spoilt(
      match: #""event":"stopped""#, webhook: "badSignature",
      arriving: ["starting", "started", "stopping", "stopped"], verdict: "taken", count: 4),
    Spoilt(
      match: #""event":"started""#, webhook: "late",
      arriving: ["starting", "stopping", "started", "stopped"], verdict: "taken", count: 4),
  ])
  func `an event that is named is spoilt`(_ spoilt: Spoilt) async throws {
    try await HookServer.run { server in
      try await withSandbox(Self.minute) { (client) async throws in
        let delay = spoilt.webhook == "late" ? #","delay":"30s""# : ""
        let fault =
          #"{"match":{\#(spoilt.match)},"fault":{"webhook":"\#(spoilt.webhook)"\#(delay)}}"#
        let count = spoilt.arriving.count
        if spoilt.webhook == "late" {
          try await client.fault(fault)
          _ = try await client.start(telling: server.url)
          _ = try await client.stop()
          _ = try await client.deliveries(2)
          try await client.advance("31s")
          _ = try await client.deliveries(3)
          try await client.advance("1m")
          let steps = try await server.nextBodies(count).map {
            try SandboxHarness.Reply(status: 200, body: $0).decoded(as: Named.self)
              .webhookType.step
          }
          #expect(steps == spoilt.arriving)
        } else {
          #expect(
            try await record(fault, server, client, arriving: count) == spoilt.arriving)
        }
        let all = try await entries(client, spoilt.count)
        let hit = all.filter { $0.fault != nil }
        #expect(hit.map(\.fault).allSatisfy { $0 == spoilt.webhook })
        #expect(hit.first?.verdict == spoilt.verdict)
        #expect(all.filter { $0.fault == nil }.allSatisfy { $0.verdict == "taken" })
      }
    }
  }

  @Test func `an event of another family is left alone`() async throws {
    try await HookServer.run { server in
      try await withSandbox { (client) async throws in
        try await client.fault(
          #"{"match":{"operation":"startRecording","event":"started"},"fault":{"webhook":"lost"}}"#)
        _ = try await client.start(telling: server.url)
        #expect(try await entries(client, 2).map(\.verdict) == ["taken", "taken"])
      }
    }
  }

  @Test func `a receiver's refusal is a verdict`() async throws {
    try await HookServer.run(.answer(status: 500)) { server in
      try await withSandbox { (client) async throws in
        _ = try await client.start(telling: server.url)
        #expect(try await entries(client, 2).map(\.verdict) == ["refused", "refused"])
      }
    }
    try await withSandbox { (client) async throws in
      _ = try await client.start(telling: "https://127.0.0.1/hook")
      #expect(
        try await entries(client, 2).map(\.verdict) == ["not delivered", "not delivered"])
    }
  }

  @Test(arguments: [
    (
      #"{"match":{"event":"stoped"},"fault":{"webhook":"lost"}}"#,
      "Event must be one of starting, started, stopping, stopped, failed, "
    ),
    (
      #"{"match":{"operation":"stopTrackRecording"},"fault":{"justJoined":"2s"}}"#,
      "Operation must be one of startTrackRecording, startParticipantRecording"
    ),
    (
      #"{"fault":{"justJoined":"2s","status":503}}"#,
      "JustJoined must be alone, because it is a refusal of its own"
    ),
    (#"{"fault":{"justJoined":"soon"}}"#, "JustJoined must be a duration up to 10m"),
  ])
  func `a fault that could never be met is refused`(_ body: String, _ text: String) async throws {
    try await withSandbox { (client) async throws in
      let reply = try await client.post("/sandbox/faults", body)
      #expect(reply.status == 400)
      #expect(reply.body.hasPrefix(#"{"statusCode":400,"error":"\#(text)"#), "\(reply)")
    }
  }

  @Test func `a start just behind a join is refused, and one later is not`() async throws {
    try await withSandbox { (client) async throws in
      let fault =
        #"{"match":{"operation":"startTrackRecording"},"times":2,"fault":{"justJoined":"2s"}}"#
      try await client.fault(fault)
      _ = try await client.join("zoe")

      // Everybody else has been there for long, and a start a second after the join is too early.
      try await client.advance("1m")
      #expect(try await client.start(participant: "abcd").status == 200)
      _ = try await client.join("max")
      let refused = SandboxHarness.Reply.error(404, "Participant not found")
      #expect(try await client.start(participant: "max") == refused)
      #expect(try await client.start(participant: "zoe").status == 200)
      #expect(try await client.start(participant: "max").status == 200)

      // One is left, and waits for the next one who joins.
      _ = try await client.join("ina")
      #expect(try await client.start("video", participant: "ina") == refused)
      #expect(try await client.start("video", participant: "ina").status == 200)
      #expect(try await client.get("/sandbox/state").body.contains(#""faults":[]"#))
    }
  }
}
