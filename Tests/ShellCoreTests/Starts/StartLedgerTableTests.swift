import Ledger
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// The table of starts and stops, as a shell and its ledger know it.
@Suite(.timeLimit(.minutes(2)))
struct StartLedgerTableTests {
  /// What is known of the track: the ledger's word, and the session's where that is more exact.
  private static func state(_ desk: FaultyDesk) throws -> StartTable.Row.State {
    let open = try desk.ledger.running()
    let belief = desk.session.belief(Sample.track())
    // What a refusal says to run is not ours, and not in the ledger.
    guard let entry = open.last else { return .idle }
    if open.allSatisfy({ $0.certainty != .started }) || belief?.state == .unknown {
      return .unknown
    }
    return belief?.certainty == .assumed && entry.certainty == .started ? .assumed : .running
  }

  @Test func `holds`() async throws {
    let rows = try StartTable.read().rows
    #expect(rows.count > 90)
    let port = try #require(RefusedPort())
    defer { withExtendedLifetime(port) {} }

    try await ShellHarness.with { harness in
      for row in rows {
        try await FaultyDesk.with(harness) { desk in
          if row.before == .running {
            _ = try await desk.perform("start audio")
            desk.service.age(bySeconds: 3_600)
          }
          desk.service.plan(row.faults, list: row.list)
          try desk.move(to: row.faults.first?.way, refusing: port.number)
          desk.session.settings.put(
            .timeout, row.isSilent ? "1500ms" : "20s", from: .prompt)

          let outcome = try await desk.perform("\(row.command) audio")

          #expect(try Self.state(desk) == row.after, "\(row)")
          #expect(desk.service.sent == row.sent, "\(row)")
          #expect((outcome.failures.first?.category.exitCode ?? 0) == row.exit, "\(row)")
        }
      }
    }
  }
}
