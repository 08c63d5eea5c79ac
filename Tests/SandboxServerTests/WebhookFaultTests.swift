import NIOCore
import NIOHTTP1
import Testing

@testable import SandboxServer

@Suite(.timeLimit(.minutes(2))) struct WebhookFaultTests {
  private struct Event: Decodable {
    var webhookType: String

    /// The last word of the name, which is the step.
    var step: String { String(webhookType.split(separator: "-").last ?? "") }
  }

  private func steps(_ server: HookServer, _ count: Int) async throws -> [String] {
    try await server.nextBodies(count).map {
      try SandboxHarness.Reply(status: 200, body: $0).decoded(as: Event.self).step
    }
  }

  struct Spoilt: CustomTestStringConvertible {
    let fault: String
    let arriving: [String]
    let delivered: [Bool]
    var testDescription: String { fault }
  }

  @Test(arguments: [
    Spoilt(
      fault: #"{"fault":{"webhook":"lost"}}"#, arriving: ["started", "stopping", "stopped"],
      delivered: [false, true, true, true]),
    Spoilt(
      fault:
        #"{"match":{"event":"participant-track-recording-stopped"},"fault":{"webhook":"lost"}}"#,
      arriving: ["starting", "started", "stopping"], delivered: [true, true, true, false]),
    Spoilt(
      fault: #"{"match":{"operation":"stopTrackRecording"},"times":2,"fault":{"webhook":"lost"}}"#,
      arriving: ["starting", "started"], delivered: [true, true, false, false]),
    Spoilt(
      fault: #"{"fault":{"webhook":"duplicate"}}"#,
      arriving: ["starting", "starting", "started", "stopping", "stopped"],
      delivered: [true, true, true, true]),
    Spoilt(
      fault: #"{"fault":{"webhook":"reordered"}}"#,
      arriving: ["started", "starting", "stopping", "stopped"],
      delivered: [true, true, true, true]),
    Spoilt(
      fault:
        #"{"match":{"event":"participant-track-recording-stopping"},"fault":{"webhook":"reordered"}}"#,
      arriving: ["starting", "started", "stopped", "stopping"],
      delivered: [true, true, true, true]),
    Spoilt(
      fault:
        #"{"match":{"event":"participant-track-recording-stopped"},"fault":{"webhook":"reordered"}}"#,
      arriving: ["starting", "started", "stopping", "stopped"],
      delivered: [true, true, true, true]),
    Spoilt(
      fault: #"{"times":9,"fault":{"webhook":"reordered"}}"#,
      arriving: ["started", "starting", "stopped", "stopping"],
      delivered: [true, true, true, true]),
  ])
  func `a fault spoils an event on its way`(_ spoilt: Spoilt) async throws {
    struct Record: Decodable {
      struct Webhook: Decodable {
        struct Outcome: Decodable {
          var type: String
          var success: Bool
        }

        var data: [Outcome]
      }

      var webhook: Webhook
    }
    try await HookServer.run { server in
      try await withSandbox { (client) async throws in
        try await client.fault(spoilt.fault)
        _ = try await client.start(telling: server.url)
        _ = try await client.stop()
        // An event that is sent twice has two outcomes, and the record counts one.
        _ = try await client.deliveries(max(4, spoilt.arriving.count))

        #expect(try await steps(server, spoilt.arriving.count) == spoilt.arriving)
        let record = try await client.get(
          "\(SandboxHarness.tracks)/695797210000000000000007", as: Record.self)
        let order = ["starting", "started", "stopping", "stopped"]
        let outcomes = record.webhook.data.map { outcome in
          (step: Event(webhookType: outcome.type).step, success: outcome.success)
        }
        #expect(outcomes.count == 4)
        #expect(
          order.map { step in outcomes.first { $0.step == step }?.success } == spoilt.delivered)
      }
    }
  }

  @Test func `a signature may be false`() async throws {
    try await HookServer.run { server in
      try await withSandbox { (client) async throws in
        try await client.fault(#"{"fault":{"webhook":"badSignature"}}"#)
        _ = try await client.start(telling: server.url)

        let hooks = await server.next(2)
        let key = try await client.publicKey()

        #expect(hooks.map(\.signature.utf8.count) == [344, 344])
        #expect(try await !OpenSSL.verifies(hooks[0].signature, of: hooks[0].body, publicKey: key))
        #expect(try await OpenSSL.verifies(hooks[1].signature, of: hooks[1].body, publicKey: key))
      }
    }
  }

  @Test func `a fault of events leaves requests alone`() async throws {
    try await withSandbox { (client) async throws in
      try await client.fault(
        #"{"match":{"event":"session-ended"},"times":2,"fault":{"webhook":"lost"}}"#)

      #expect(try await client.get("/v2/rooms").status == 200)
      #expect(
        try await client.post("/sandbox/faults", #"{"fault":{"recording":"failed"}}"#)
          == .init(
            status: 200,
            body: """
              {"faults":[{"match":{"event":"session-ended"},"times":2,"fault":{"webhook":"lost"}},\
              {"match":{},"times":1,"fault":{"recording":"failed"}}]}
              """))
    }
  }

  @Test func `a receiver that does not answer is given up`() async throws {
    var configuration = SandboxConfiguration(isDeterministic: true, processing: .zero)
    configuration.webhookTimeout = .milliseconds(200)
    try await HookServer.run(.staySilent) { server in
      try await withSandbox(configuration) { (client) async throws in
        _ = try await client.start(telling: server.url)

        #expect(
          try await client.deliveries(2).map(\.reason)
            == ["no answer within 200ms", "no answer within 200ms"])
      }
    }
  }

  @Test func `a silent receiver holds nobody else up`() async throws {
    try await HookServer.run(.staySilent) { silent in
      try await HookServer.run { server in
        try await withSandbox { (client) async throws in
          _ = try await client.start(telling: silent.url)
          _ = await silent.next(1)
          _ = try await client.start("video", telling: server.url)

          #expect(try await steps(server, 2) == ["starting", "started"])
        }
      }
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a silent receiver does not hold the end up`() async throws {
    var configuration = SandboxConfiguration(isDeterministic: true, processing: .zero)
    configuration.webhookTimeout = .seconds(300)
    try await HookServer.run(.staySilent) { server in
      try await withSandbox(configuration) { (client) async throws in
        _ = try await client.start(telling: server.url)
        _ = await server.next(1)
      }
    }
  }

  @Test func `what waits is delivered before a drained sandbox ends`() async throws {
    try await HookServer.run { server in
      let (running, found) = AsyncStream<RunningSandbox>.makeStream()
      let serving = Task {
        try await SandboxService.serve(
          SandboxConfiguration(isDeterministic: true, processing: .zero)
        ) {
          found.yield($0)
        }
      }
      let sandbox = try #require(await running.first { _ in true })
      let client = SandboxHarness(sandbox: sandbox, token: try await Claims().token())
      // The key takes long to make on a busy machine, and a drain does not wait for ever.
      _ = try await client.publicKey()
      _ = try await client.start(telling: server.url)
      _ = try await client.stop()

      serving.cancel()
      try await serving.value

      #expect(
        try await steps(server, 4) == ["starting", "started", "stopping", "stopped"])
    }
  }

  @Test func `a reset forgets outcomes that are still to come`() async throws {
    let store = SandboxStore(
      configuration: SandboxConfiguration(isDeterministic: true, processing: .zero))
    let event = WebhookEvent(
      type: "session-started", roomID: "abcd-efgh-ijkl", subjectID: "1", data: [:])
    let delivery = WebhookDelivery(
      generation: await store.generation, event: event, url: "http://127.0.0.1/", flaw: nil)

    await store.reset()
    await store.settle(delivery, .answered(status: 200))

    #expect(await store.webhookLog.entries.isEmpty)
  }
}
