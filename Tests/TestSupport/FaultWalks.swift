package import VideoSDKClient

/// Many walks at random, a few at once, each lane at a server of its own.
package enum FaultWalks {
  /// How many walks go on at once.
  private static let lanes = 8

  /// Takes walks until all are done, and prints their number and seed.
  ///
  /// - Parameters:
  ///   - seed: that of the first walk; each other has one more.
  ///   - walk: takes one walk to its end, and says what is wrong with it.
  /// - Returns: what is wrong, sorted.
  package static func findings(
    in count: Int, from seed: UInt64,
    _ walk: @escaping @Sendable (inout FaultWalk, FaultyTracks, Origin) async throws -> String?
  ) async throws -> [String] {
    try await withThrowingTaskGroup(of: (findings: [String], steps: Int).self) { group in
      for lane in 0..<lanes {
        group.addTask {
          try await walks(Array(stride(from: lane, to: count, by: lanes)), from: seed, walk)
        }
      }
      var findings: [String] = []
      var steps = 0
      for try await lane in group {
        findings += lane.findings
        steps += lane.steps
      }
      print("\(count) walks, \(steps) commands, seed \(seed)")
      return findings.sorted()
    }
  }

  private static func walks(
    _ numbers: [Int], from seed: UInt64,
    _ go: (inout FaultWalk, FaultyTracks, Origin) async throws -> String?
  ) async throws -> (findings: [String], steps: Int) {
    let service = FaultyTracks()
    return try await HostileServer.run(leavesUnread: service.leavesUnread, service.react) {
      _, origin in
      var findings: [String] = []
      var steps = 0
      for number in numbers {
        var walk = FaultWalk(seed: seed &+ UInt64(number))
        service.reset()
        if let finding = try await go(&walk, service, origin) {
          findings.append("seed \(seed), walk \(number): \(finding)")
        }
        steps += walk.steps
      }
      return (findings, steps)
    }
  }
}
