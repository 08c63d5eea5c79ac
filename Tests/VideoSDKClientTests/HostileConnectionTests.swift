import NIOCore
import TestSupport
import Testing

@testable import VideoSDKClient

/// Services that treat the connection badly: one test for each way, named by it.
@Suite(.timeLimit(.minutes(1)))
struct HostileConnectionTests {
  static let half = Array("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"da".utf8)

  @Test func `refuse`() async throws {
    let port = try #require(RefusedPort())
    defer { withExtendedLifetime(port) {} }
    let origin = try Origin("http://127.0.0.1:\(port.number)")
    let attempts = Collected<Int>()
    let stopwatch = Stopwatch(ContinuousClock())

    try await AsyncHTTPTransport.withTransport { (transport) async throws in
      let client = Setup.client(origin, transport, observe: { attempts.add($0.attempt) })
      let read = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.list)
      }
      let start = await Setup.failure { () async throws(ClientError) in
        try await client.send(Setup.start)
      }

      #expect(read == .refused(origin))
      #expect(start == .refused(origin))
    }
    #expect(attempts.values == [1, 2, 3, 1, 2, 3])
    #expect(stopwatch.elapsed < HostileScenario.slack * 2)
  }

  @Test func `accept and close`() async throws {
    let scenario = HostileScenario(welcome: .close) { _, _, _ in .silence }

    let read = try await scenario.read()
    let start = try await scenario.start(acts: { _ in false })

    // Whether the close overtakes the request is up to the kernel.
    let unsent = ClientError.connectionLost(read.origin, requestWasSent: false)
    let sent = ClientError.connectionLost(read.origin, requestWasSent: true)
    #expect([.failed(unsent), .failed(sent)].contains(read.outcome))
    #expect(read.connections == 3)
    guard case .failed(let error) = start.outcome else {
      Issue.record("\(start.outcome)")
      return
    }
    let lost = [false, true].map { ClientError.connectionLost(start.origin, requestWasSent: $0) }
    #expect((lost + lost.map { .outcomeUnknown(start.origin, cause: $0) }).contains(error))
    #expect(read.requests + start.requests == [])
  }

  @Test func `close after reading the request`() async throws {
    let scenario = HostileScenario { _, _, _ in .close }

    let read = try await scenario.read()
    let start = try await scenario.start(acts: { _ in false })

    #expect(read.outcome == .failed(.connectionLost(read.origin, requestWasSent: true)))
    #expect(read.requests == ["GET", "GET", "GET"])
    let lost = ClientError.connectionLost(start.origin, requestWasSent: true)
    #expect(start.outcome == .failed(.outcomeUnknown(start.origin, cause: lost)))
    #expect(start.requests == ["POST", "GET", "GET", "GET"])
  }

  @Test func `close in the middle of the answer`() async throws {
    let scenario = HostileScenario { _, _, _ in .writeAndClose(Self.half) }

    let read = try await scenario.read()
    let start = try await scenario.start(acts: { _ in true })

    #expect(read.outcome == .failed(.connectionLost(read.origin, requestWasSent: true)))
    #expect(read.requests == ["GET", "GET", "GET"])
    #expect(start.outcome == .assumed)
    #expect(start.requests == ["POST"])
  }

  @Test func `answer after the timeout`() async throws {
    let late = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[]"
    let scenario = HostileScenario(timeout: .seconds(1)) { _, _, _ in
      .writeLate(late, after: .seconds(30))
    }

    let read = try await scenario.read()
    let start = try await scenario.start(acts: { _ in true })

    #expect(read.outcome == .failed(.timedOut(after: .seconds(1), requestWasSent: true)))
    #expect(read.connections <= 3)
    #expect(start.outcome == .confirmed)
    #expect(start.requests == ["POST", "GET"])
  }

  @Test func `act and then drop`() async throws {
    let start = try await HostileScenario { _, _, _ in .close }.start(acts: { _ in true })

    #expect(start.outcome == .confirmed)
    #expect(start.requests == ["POST", "GET"])
  }
}
