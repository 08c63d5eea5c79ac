import FoundationEssentials
import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import VideoSDKClient

/// One read, or one start, against a service that misbehaves, with what must hold however it does.
///
/// The service carries a start out or not, as `acts` says, whatever it then answers, and its listing
/// of recordings is honest. Beside it listens another server that must not even be connected to.
struct HostileScenario: Sendable {
  typealias Script =
    @Sendable (_ request: SeenRequest, _ number: Int, _ elsewhere: Origin) -> Reaction

  enum Outcome: Equatable {
    case answered
    case confirmed
    /// Started, with an answer that cannot be read.
    case assumed
    case status(Int)
    case unknown(status: Int)
    case failed(ClientError)
  }

  struct Report {
    let outcome: Outcome
    let origin: Origin
    /// The methods of the requests.
    let requests: [String]
    let connections: Int
    let elapsed: Duration
  }

  /// What a busy machine may need beyond the timeout.
  static let slack: Duration = .seconds(20)

  var welcome: Welcome = .http
  var options = TransportOptions()
  var timeout: Duration = .seconds(20)
  var now: @Sendable () -> Date = { Date() }
  let script: Script

  /// Reads the listing; the service misbehaves at each request.
  func read() async throws -> Report {
    let report = try await run(ContinuousClock(), script) { (client) async throws(ClientError) in
      _ = try await client.send(Setup.list)
      return .answered
    }
    #expect(report.elapsed < timeout + Self.slack)
    return report
  }

  /// Starts a recording; the service misbehaves at each start.
  func start(acts: @escaping @Sendable (_ number: Int) -> Bool) async throws -> Report {
    let service = TrackService()
    let carriedOut = Mutex(0)
    let report = try await run(
      InstantClock(),
      { request, number, elsewhere in
        guard request.method == "POST" else { return service.listing() }
        if acts(number) {
          service.start()
          carriedOut.withLock { $0 += 1 }
        }
        return script(request, number, elsewhere)
      }
    ) { (client) async throws(ClientError) in
      let answer = try await client.send(Setup.start)
      guard answer.value.isReadable else { return .assumed }
      return answer.isConfirmedByListing ? .confirmed : .answered
    }
    #expect(carriedOut.withLock { $0 } < 2, "a second start was carried out")
    return report
  }

  private func run(
    _ clock: any Clock<Duration>, _ script: @escaping Script,
    _ work: (Client) async throws(ClientError) -> Outcome
  ) async throws -> Report {
    try await HostileServer.run({ _, _ in .answer(200, Setup.emptyList) }) { other, elsewhere in
      try await HostileServer.run(welcome: welcome, { script($0, $1, elsewhere) }) {
        server, origin in
        let stopwatch = Stopwatch(ContinuousClock())
        let outcome = await AsyncHTTPTransport.withTransport(options) { transport in
          let client = Client(
            origin: origin, credentials: .token(Setup.token()), transport: transport,
            retry: RetryPolicy(base: .milliseconds(1), random: { 0.5 }), timeout: timeout,
            clock: clock, now: now)
          let outcome = await result(of: work, client)
          // No more than the one that the next request would use.
          await server.allClosed(but: 1)
          return outcome
        }
        let elapsed = stopwatch.elapsed
        await server.allClosed()
        #expect(other.connections == 0, "another origin was told something")
        return Report(
          outcome: outcome, origin: origin, requests: server.requests.map(\.method),
          connections: server.connections, elapsed: elapsed)
      }
    }
  }

  private func result(
    of work: (Client) async throws(ClientError) -> Outcome, _ client: Client
  ) async -> Outcome {
    do {
      return try await work(client)
    } catch .http(let status, _) {
      return .status(status)
    } catch .outcomeUnknown(_, .http(let status, _)) {
      return .unknown(status: status)
    } catch {
      return .failed(error)
    }
  }
}

extension HostileScenario {
  /// The same bytes in answer to every request; the connection is kept.
  static func answering(
    _ head: String, _ body: [UInt8] = [], timeout: Duration = .seconds(20)
  ) -> HostileScenario {
    let bytes = Array("HTTP/1.1 200 OK\r\n\(head)\r\n\r\n".utf8) + body
    return HostileScenario(timeout: timeout) { _, _, _ in .writeBytes(bytes) }
  }

  /// The same body in answer to every request, with its true length.
  static func answering(body: [UInt8], _ fields: String...) -> HostileScenario {
    answering((["content-length: \(body.count)"] + fields).joined(separator: "\r\n"), body)
  }
}
