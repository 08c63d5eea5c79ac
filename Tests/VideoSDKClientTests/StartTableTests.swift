import TestSupport
import Testing

@testable import VideoSDKClient

/// The table of starts and stops, as far as the client alone knows it.
@Suite(.timeLimit(.minutes(2)))
struct StartTableTests {
  typealias Row = StartTable.Row

  static let track = TrackKey(room: Setup.room, participant: Setup.participant, kind: .audio)

  /// What a call says about the track, where this was known before.
  static func state(
    after result: Result<Answer<ConfirmationMessage>, ClientError>, of row: Row
  ) -> Row.State {
    switch (row.command, result) {
    case (.start, .success(let answer)): return answer.value.isReadable ? .running : .assumed
    case (.stop, .success): return .idle
    case (_, .failure(.outcomeUnknown)): return .unknown
    case (.start, .failure): return row.before
    case (.stop, .failure(.http(_, let problem))) where problem.saysNotStarted: return .idle
    case (.stop, .failure): return row.before
    }
  }

  static func exit(_ result: Result<Answer<ConfirmationMessage>, ClientError>) -> Int32 {
    switch result {
    case .success: 0
    case .failure(.http): 5
    case .failure: 3
    }
  }

  @Test func `is a table`() throws {
    let (rows, mistakes) = try StartTable.read()

    #expect(mistakes == [])
    #expect(rows.count > 90)
    #expect(Set(rows.map(\.description)).count == rows.count)
  }

  @Test(arguments: try StartTable.read().rows)
  func `holds`(row: Row) async throws {
    let service = FaultyTracks()
    if row.before == .running { service.begin(Self.track, secondsAgo: 3_600) }
    service.plan(row.faults, list: row.list)

    try await HostileServer.run(leavesUnread: service.leavesUnread, service.react) {
      _, origin in
      let port = try #require(RefusedPort())
      defer { withExtendedLifetime(port) {} }
      try await AsyncHTTPTransport.withTransport { (transport) async throws in
        let client = Setup.client(
          try Self.origin(row, origin, port), transport,
          timeout: row.isSilent ? .milliseconds(1_500) : .seconds(20), clock: InstantClock())
        let delivery =
          switch row.command {
          case .start: await client.deliver(Setup.start)
          case .stop: await client.deliver(Setup.stop)
          }

        #expect(Self.state(after: delivery.result, of: row) == row.after, "\(delivery.result)")
        #expect(service.sent == row.sent)
        #expect(Self.exit(delivery.result) == row.exit, "\(delivery.result)")
        #expect(delivery.attempts.count == max(row.sent, row.sent == 0 ? 3 : 0))
        #expect(service.begun <= 1)
      }
    }
  }

  /// Where a row's requests go.
  static func origin(_ row: Row, _ origin: Origin, _ port: RefusedPort) throws -> Origin {
    switch row.faults.first?.way {
    case .refused: try Origin("http://127.0.0.1:\(port.number)")
    case .unresolved: try Origin("https://no-such-host.invalid")
    case .tls: try Origin("https://127.0.0.1:\(origin.port)")
    default: origin
    }
  }
}
