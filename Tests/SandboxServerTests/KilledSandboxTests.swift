import FoundationEssentials
import Testing

@Suite(.timeLimit(.minutes(20))) struct KilledSandboxTests {
  @Test func `what was acknowledged survives a kill at any instant`() async throws {
    let folder = try DataFolder()
    let sandbox = KilledSandbox(
      executable: try ProcessInfo.processInfo.environment["VSDK_PROGRAM"]
        ?? SpawnedSandbox.program(),
      arguments: ["sandbox", "--port", "0", "--output", "json", "--data", folder.file],
      token: try await Claims().token())

    let kills = Self.kills
    let toll = try await sandbox.run(kills: kills)

    #expect(toll.kills == kills.count)
    #expect(toll.startsLost == 0)
    #expect(toll.startsFound >= toll.startsAcknowledged)
    if kills.count != Self.usualKills.count { print("killed sandbox: \(toll)") }
  }

  private static let usualKills = [1, 50, 333, 7, 400, 128]

  /// After how many acknowledgements each process is killed; `VSDK_KILLS` says how many processes there are.
  ///
  /// The sandbox keeps ten thousand recordings, so a few hundred processes make less than that.
  private static var kills: [Int] {
    let count = ProcessInfo.processInfo.environment["VSDK_KILLS"].flatMap { Int($0) }
    return count.map { (0..<$0).map { number in 1 + number * 37 % 90 } } ?? usualKills
  }
}
