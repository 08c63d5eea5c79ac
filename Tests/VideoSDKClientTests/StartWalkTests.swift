import TestSupport
import Testing

@testable import VideoSDKClient

/// Walks of starts and stops at random, with a fault at each step: what the client says is compared with what runs.
@Suite(.timeLimit(.minutes(3)))
struct StartWalkTests {
  /// A new seed each run; it can be put here to see a failure again.
  static let seed = UInt64.random(in: 0...(.max))
  static let walks = 2_000

  static let tracks = [TrackKind.audio, .video].map {
    TrackKey(room: Setup.room, participant: Setup.participant, kind: $0)
  }

  /// A ledger that follows the rule and nothing else.
  struct Book {
    var mayRun: Set<TrackKey> = []

    /// Takes what a start ended with; tells what is wrong with it.
    mutating func start(
      _ track: TrackKey, _ delivery: Delivery<ConfirmationMessage>, _ service: FaultyTracks
    ) -> String? {
      if service.begun > 1 { return "\(service.begun) recordings begun" }
      switch delivery.result {
      case .success(let answer):
        mayRun.insert(track)
        let isShown = answer.value.isReadable
        return isShown && !service.running.contains(track) ? "started, and nothing runs" : nil
      case .failure(.outcomeUnknown), .failure(.cancelled(requestWasSent: true)):
        mayRun.insert(track)
        return nil
      case .failure(let error):
        return service.begun > 0 ? "\(error), and a recording has begun" : nil
      }
    }

    /// Takes what a stop ended with.
    mutating func stop(_ track: TrackKey, _ delivery: Delivery<ConfirmationMessage>) {
      switch delivery.result {
      case .success: mayRun.remove(track)
      case .failure(.http(_, let problem)) where problem.saysNotStarted: mayRun.remove(track)
      case .failure: break
      }
    }
  }

  @Test func `never ends with a recording that nobody knows of`() async throws {
    let findings = try await AsyncHTTPTransport.withTransport { (transport) async throws in
      try await FaultWalks.findings(in: Self.walks, from: Self.seed) { walk, service, origin in
        await Self.finding(of: &walk, service, origin, transport)
      }
    }

    #expect(findings.prefix(3) == [], "\(findings.count) findings")
  }

  /// What is wrong on the way of a walk.
  private static func finding(
    of walk: inout FaultWalk, _ service: FaultyTracks, _ origin: Origin,
    _ transport: AsyncHTTPTransport
  ) async -> String? {
    var book = Book()
    while let step = walk.next() {
      let track = tracks[step.track]
      service.plan(step.faults, list: step.list)
      let client = Setup.client(
        origin, transport, timeout: step.isSilent ? .milliseconds(450) : .seconds(20),
        clock: InstantClock())
      if step.isStart {
        let start = StartTrackRecording(
          room: track.room, participant: track.participant, kind: track.kind)
        if let finding = book.start(track, await client.deliver(start), service) {
          return "\(step): \(finding)"
        }
      } else {
        let stop = StopTrackRecording(
          room: track.room, participant: track.participant, kind: track.kind)
        book.stop(track, await client.deliver(stop))
      }
      let lost = service.running.subtracting(book.mayRun)
      if !lost.isEmpty { return "\(step): \(lost) runs and is not known" }
    }
    return nil
  }
}
