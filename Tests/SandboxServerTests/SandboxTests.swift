import AsyncHTTPClient
import NIOCore
import TestSupport
import Testing

@testable import SandboxServer

@Suite(.timeLimit(.minutes(1))) struct SandboxTests {
  @Test func `a running sandbox says all that a client needs`() async throws {
    try await Sandbox.withServer(SandboxConfiguration()) { sandbox in
      #expect(sandbox.port > 0)
      #expect(sandbox.endpoint == "http://127.0.0.1:\(sandbox.port)")
      #expect(sandbox.apiKey == "sandbox")
      #expect(sandbox.secret == "sandbox-secret-do-not-use-live-0123456789")
      #expect(sandbox.rooms == ["abcd-efgh-ijkl"])
    }
  }

  @Test func `an empty sandbox names no rooms`() async throws {
    try await Sandbox.withServer(SandboxConfiguration(seed: .empty)) { sandbox in
      #expect(sandbox.rooms == [])
    }
  }

  @Test func `two sandboxes do not share state`() async throws {
    try await withSandbox { first in
      try await withSandbox { second in
        _ = try await first.start()

        #expect(
          try await second.start()
            == .init(status: 200, body: #""track recording started successfully.""#))
      }
    }
  }

  @Test func `a port in use is named`() async throws {
    try await withSandbox { (client) async throws in
      let port = client.sandbox.port

      await #expect(throws: SandboxError.portInUse(host: "127.0.0.1", port: port)) {
        try await Sandbox.withServer(SandboxConfiguration(port: port)) { _ in }
      }
    }
  }

  @Test func `serving on a port in use is refused too`() async throws {
    try await withSandbox { (client) async throws in
      let port = client.sandbox.port

      await #expect(throws: SandboxError.portInUse(host: "127.0.0.1", port: port)) {
        try await SandboxService.serve(SandboxConfiguration(port: port)) { _ in }
      }
    }
  }

  @Test func `an address of another machine cannot be bound`() async throws {
    await #expect {
      try await Sandbox.withServer(SandboxConfiguration(host: "192.0.2.1")) { _ in }
    } throws: { error in
      guard case .cannotBind("192.0.2.1", 0, _) = error as? SandboxError else { return false }
      return true
    }
  }

  @Test func `the error of the body is thrown`() async throws {
    struct Mistake: Error {}

    await #expect(throws: Mistake.self) {
      try await Sandbox.withServer(SandboxConfiguration()) { _ in throw Mistake() }
    }
  }

  @Test func `the port is free again after the body`() async throws {
    // Another test may be given the port in between; a port that is not given back is never free.
    var isFreeAgain = false
    for _ in 0..<20 where !isFreeAgain {
      let port = try await valueFromSandbox { (client) async throws in
        _ = try await client.get("/v2/rooms")
        return client.sandbox.port
      }
      do {
        isFreeAgain = try await Sandbox.withServer(SandboxConfiguration(port: port)) { sandbox in
          sandbox.port == port
        }
      } catch SandboxError.portInUse {
        continue
      }
    }

    #expect(isFreeAgain)
  }

  @Test func `a request under way does not hold the end up`() async throws {
    let clock = ContinuousClock()
    let (replies, found) = AsyncStream<Bool>.makeStream()
    let begin = clock.now

    try await withThrowingTaskGroup(of: Void.self) { group in
      try await withSandbox { (client) async throws in
        try await client.fault(#"{"fault":{"delay":"10m"}}"#)
        group.addTask {
          let reply = try? await client.get("/v2/rooms")
          found.yield(reply?.status == 200)
          found.finish()
        }
        try await waitForRequest(client)
      }
      try await group.waitForAll()
    }

    #expect(clock.now - begin < .seconds(300))
    #expect(await replies.first { _ in true } == false)
  }

  @Test func `cancelling lets a request finish`() async throws {
    let (running, found) = AsyncStream<RunningSandbox>.makeStream()
    let serving = Task {
      try await SandboxService.serve(SandboxConfiguration(isDeterministic: true)) {
        found.yield($0)
      }
    }
    let sandbox = try #require(await running.first { _ in true })
    let client = SandboxHarness(sandbox: sandbox, token: try await Claims().token())
    try await client.fault(#"{"fault":{"delay":"300ms"}}"#)

    async let reply = client.start()
    try await waitForRequest(client)
    serving.cancel()

    #expect(
      try await reply == .init(status: 200, body: #""track recording started successfully.""#))
    try await serving.value
  }

  @Test(.timeLimit(.minutes(1))) func `cancelling closes idle connections`() async throws {
    var configuration = SandboxConfiguration()
    // So long would a drain wait for one that is not.
    configuration.longestDrain = .seconds(300)
    let (running, found) = AsyncStream<RunningSandbox>.makeStream()
    let serving = Task { [configuration] in
      try await SandboxService.serve(configuration) { found.yield($0) }
    }
    let sandbox = try #require(await running.first { _ in true })
    let client = SandboxHarness(sandbox: sandbox, token: try await Claims().token())
    _ = try await client.get("/v2/rooms")

    serving.cancel()
    try await serving.value
  }

  @MainActor
  @Test func `the body runs where its caller runs`() async throws {
    var rooms: [String] = []

    try await Sandbox.withServer(SandboxConfiguration()) { sandbox in
      MainActor.assertIsolated()
      rooms = sandbox.rooms
    }

    #expect(rooms == ["abcd-efgh-ijkl"])
  }

  @Test func `serving that is cancelled at once returns`() async throws {
    let serving = Task { try await SandboxService.serve(SandboxConfiguration()) { _ in } }

    serving.cancel()

    try await serving.value
  }

  /// Asks until the sandbox has seen a request of the API.
  private func waitForRequest(_ client: SandboxHarness) async throws {
    while try await client.get("/sandbox/requests").body == #"{"requests":[]}"# {
      await Task.yield()
    }
  }
}
