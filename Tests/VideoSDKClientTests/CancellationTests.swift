import TestSupport
import Testing

@testable import VideoSDKClient

/// Cancelling a call: it returns, and once the transport is closed no connection is left.
@Suite(.timeLimit(.minutes(2)))
struct CancellationTests {
  /// Nothing ends by itself before this.
  static let timeout: Duration = .seconds(60)
  static let options = TransportOptions(connectTimeout: timeout)

  typealias Work = @Sendable (Client, AsyncHTTPTransport) async throws(ClientError) -> Void

  /// What the work threw, and how long it took from its cancellation to the transport's end.
  static func cancelled(
    _ origin: Origin, clock: any Clock<Duration> = ContinuousClock(), _ work: @escaping Work,
    at moment: () async throws -> Void
  ) async throws -> (error: ClientError?, delay: Duration) {
    var stopwatch = Stopwatch(ContinuousClock())
    let error = try await AsyncHTTPTransport.withTransport(options) { (transport) async throws in
      let client = Client(
        origin: origin, credentials: .token(Setup.token()), transport: transport,
        retry: RetryPolicy(base: timeout, cap: timeout, random: { 0.9 }), timeout: timeout,
        clock: clock)
      return try await withThrowingTaskGroup(of: ClientError?.self) { group in
        group.addTask {
          await Setup.failure { () async throws(ClientError) in try await work(client, transport) }
        }
        try await moment()
        stopwatch = Stopwatch(ContinuousClock())
        group.cancelAll()
        return try await group.next() ?? nil
      }
    }
    return (error, stopwatch.elapsed)
  }

  static let sendStart: Work = { (client, _) async throws(ClientError) in
    _ = try await client.send(Setup.start)
  }

  @Test func `ends before anything begins`() async throws {
    try await HostileServer.run({ _, _ in .silence }) { server, origin in
      let (error, delay) = try await Self.cancelled(
        origin,
        { (client, _) async throws(ClientError) in
          // Ends with the cancellation.
          try? await ContinuousClock().sleep(for: Self.timeout)
          _ = try await client.send(Setup.start)
        }, at: {})

      #expect(error == .cancelled(requestWasSent: false))
      #expect(delay < Self.timeout / 2)
      #expect(server.connections == 0)
    }
  }

  @Test func `ends while TCP connects`() async throws {
    let port = try #require(FullPort())
    let (error, delay) = try await Self.cancelled(
      Origin("http://127.0.0.1:\(port.number)"), Self.sendStart, at: port.isKnockedAt)

    #expect(error == .cancelled(requestWasSent: false))
    #expect(delay < Self.timeout / 2)
    #expect(port.knocking == 0)
  }

  @Test func `ends while TLS is agreed on`() async throws {
    try await HostileServer.run(welcome: .silence, { _, _ in .silence }) { server, plain in
      let (error, delay) = try await Self.cancelled(
        Origin("https://127.0.0.1:\(plain.port)"), Self.sendStart, at: server.nextConnection)

      #expect(error == .cancelled(requestWasSent: false))
      #expect(delay < Self.timeout / 2)
      await server.allClosed()
    }
  }

  @Test func `ends while the answer is waited for`() async throws {
    try await HostileServer.run({ _, _ in .silence }) { server, origin in
      let (error, delay) = try await Self.cancelled(origin, Self.sendStart) {
        _ = await server.nextRequest()
      }

      #expect(error == .cancelled(requestWasSent: true))
      #expect(delay < Self.timeout / 2)
      await server.allClosed()
    }
  }

  @Test func `ends in the body of an answer that never ends`() async throws {
    let head = Array("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nx".utf8)
    let begun = AsyncStream.makeStream(of: Void.self)

    try await HostileServer.run({ _, _ in .writeBytes(head) }) { server, origin in
      let (error, delay) = try await Self.cancelled(
        origin,
        { (_, transport) async throws(ClientError) in
          let call = AsyncHTTPTransportTests.call(origin, timeout: Self.timeout)
          let stream = try await transport.open(call)
          while try await stream.next() != nil { begun.continuation.yield() }
        },
        at: { for await _ in begun.stream { break } })

      #expect(error == .cancelled(requestWasSent: true))
      #expect(delay < Self.timeout / 2)
      await server.allClosed()
    }
  }

  @Test func `ends between two attempts`() async throws {
    let clock = ReportingClock()

    try await HostileServer.run({ _, _ in .answer(503) }) { server, origin in
      let (error, delay) = try await Self.cancelled(
        origin, clock: clock, Self.sendStart, at: clock.isAskedToSleep)

      #expect(error == .cancelled(requestWasSent: false))
      #expect(delay < Self.timeout / 2)
      #expect(server.requests.count == 1)
      await server.allClosed()
    }
  }

  @Test func `ends between two looks at a recording`() async throws {
    let clock = ReportingClock()

    try await HostileServer.run({ _, _ in .answer(200, Setup.record()) }) { server, origin in
      let (error, delay) = try await Self.cancelled(
        origin, clock: clock,
        { (client, _) async throws(ClientError) in
          _ = try await client.waitUntilStopped(
            RecordingID("1"), within: Self.timeout, interval: Self.timeout)
        }, at: clock.isAskedToSleep)

      #expect(error == .cancelled(requestWasSent: true))
      #expect(delay < Self.timeout / 2)
      #expect(server.requests.count == 1)
      await server.allClosed()
    }
  }

  @Test func `ends in the queue for a connection`() async throws {
    try await HostileServer.run({ _, _ in .silence }) { server, origin in
      let (_, delay) = try await Self.cancelled(
        origin,
        { (_, transport) async throws(ClientError) in
          let errors = await withTaskGroup(of: ClientError?.self) { group in
            for _ in 0..<200 {
              group.addTask {
                await Setup.failure { () async throws(ClientError) in
                  try await transport.send(
                    AsyncHTTPTransportTests.call(origin, .post, body: [1], timeout: Self.timeout))
                }
              }
            }
            return await group.reduce(into: []) { $0.append($1) }
          }
          let queued = errors.filter { $0 == .cancelled(requestWasSent: false) }
          let sent = errors.filter { $0 == .cancelled(requestWasSent: true) }
          #expect(queued.count + sent.count == 200)
          #expect(sent.count <= Self.options.connectionsPerHost)
        },
        at: { for _ in 0..<Self.options.connectionsPerHost { _ = await server.nextRequest() } })

      #expect(delay < Self.timeout / 2)
      #expect(server.requests.count == Self.options.connectionsPerHost)
      await server.allClosed()
    }
  }

  /// The promise that decides whether a start is sent again, at moments that nobody chose.
  @Test func `never calls a request unsent that the service has read`() async throws {
    let unsent = Collected<String>()

    try await HostileServer.run({ _, _ in .answer(200, Setup.started) }) { server, origin in
      try await AsyncHTTPTransport.withTransport(Self.options) { (transport) async throws in
        for round in 0..<300 {
          let call = HTTPCall(
            method: .post, origin: origin, target: "/v2/\(round)", body: [1],
            timeout: Self.timeout)
          let error = await withTaskGroup(of: ClientError?.self) { group in
            group.addTask {
              await Setup.failure { () async throws(ClientError) in try await transport.send(call)
              }
            }
            for _ in 0..<(round % 30) { await Task.yield() }
            group.cancelAll()
            return await group.next() ?? nil
          }
          guard let error else { continue }
          if error == .cancelled(requestWasSent: false) {
            unsent.add(call.target)
          } else {
            #expect(error == .cancelled(requestWasSent: true))
          }
        }
      }
      await server.allClosed()

      #expect(Set(server.requests.map(\.target)).isDisjoint(with: unsent.values))
      #expect(!unsent.values.isEmpty)
    }
  }
}

/// The real clock, which tells when somebody begins to sleep.
private final class ReportingClock: Clock {
  private let clock = ContinuousClock()
  private let sleepers = AsyncStream.makeStream(of: Void.self)

  var now: ContinuousClock.Instant { clock.now }
  var minimumResolution: Duration { clock.minimumResolution }

  func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
    sleepers.continuation.yield()
    try await clock.sleep(until: deadline, tolerance: tolerance)
  }

  func isAskedToSleep() async { for await _ in sleepers.stream { break } }
}
