import Ledger
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

extension LargeScripts {
  /// Walks of commands at random, with a fault at each step: what the service records is compared with the ledger.
  @Suite(.timeLimit(.minutes(5)))
  struct LedgerWalkTests {
    /// A new seed each run; it can be put here to see a failure again.
    static let seed = UInt64.random(in: 0...(.max))
    static let walks = 8_000

    private static let kinds: [TrackKind] = [.audio, .video]

    @Test func `never ends with a recording that is not in the ledger`() async throws {
      let findings = try await ShellHarness.with { harness in
        try await FaultWalks.findings(in: Self.walks, from: Self.seed) { walk, service, origin in
          var desk = try FaultyDesk(harness, service, at: origin)
          return try await Self.finding(of: &walk, at: &desk, harness)
        }
      }

      #expect(findings.prefix(3) == [], "\(findings.count) findings")
    }

    /// What is wrong at the end of a walk, or on its way.
    private static func finding(
      of walk: inout FaultWalk, at desk: inout FaultyDesk, _ harness: ShellHarness
    ) async throws -> String? {
      var trail: [String] = []
      while let step = walk.next() {
        let text = command(step)
        trail.append("\(text) \(step.faults) \(step.list)")
        desk.service.plan(step.faults, list: step.list)
        desk.session.settings.put(.timeout, step.isSilent ? "450ms" : "20s", from: .prompt)
        if step.isLeft { desk.leave(for: harness.classroom()) }
        let outcome = try await desk.perform(text)
        let lost = desk.service.running.subtracting(try desk.mayRun)
        if !lost.isEmpty { return "\(trail): \(lost.map(\.phrase)) runs and is not in the ledger" }
        if step.isStart, desk.service.begun > 1 { return "\(trail): begun twice" }
        if outcome.failures.isEmpty, step.isStart, !desk.service.running.contains(track(step)),
          desk.session.belief(track(step))?.certainty == .known
        {
          return "\(trail): known to record, and does not"
        }
      }
      // With a service that is well again nothing is left.
      desk.service.plan([], list: .right)
      desk.service.showAll()
      desk.session.settings.put(.timeout, "20s", from: .prompt)
      _ = try await desk.perform("stop all")
      _ = try await desk.perform("recover stop")
      let left = desk.service.running
      return left.isEmpty ? nil : "\(trail): \(left.map(\.phrase)) is left after `recover stop`"
    }

    private static func track(_ step: FaultWalk.Step) -> TrackKey {
      Sample.track(kinds[step.track])
    }

    private static func command(_ step: FaultWalk.Step) -> String {
      switch step.kind {
      case .start: "start \(kinds[step.track].wireName)"
      case .stop: "stop \(kinds[step.track].wireName)"
      case .stopAll: "stop all"
      case .look: "recordings"
      }
    }
  }
}
