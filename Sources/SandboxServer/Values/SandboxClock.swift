/// Where the sandbox takes its time from.
struct SandboxClock: Equatable, Sendable, Codable {
  /// The moment of the seed in a deterministic sandbox: 2026-01-02T10:00:00.000Z.
  static let fixedStart = Timestamp(milliseconds: 1_767_348_000_000)

  /// The last moment whose year has four digits: 9999-12-31T23:59:59.999Z.
  static let end = Timestamp(milliseconds: 253_402_300_799_999)

  private static let step: Int64 = 1000
  private var fixed: Timestamp?
  /// Decoded as a time is, so that it has the same bounds.
  private var ahead = Timestamp(milliseconds: 0)

  private enum CodingKeys: String, CodingKey {
    case fixed
    case ahead = "aheadMilliseconds"
  }

  init(isDeterministic: Bool) {
    fixed = isDeterministic ? SandboxClock.fixedStart : nil
  }

  var now: Timestamp {
    Timestamp(milliseconds: (fixed ?? .wall).milliseconds + ahead.milliseconds)
  }

  /// Puts the clock forward; false, and nothing happens, where that would be past the last moment.
  mutating func advance(by duration: Duration) -> Bool {
    let milliseconds = duration.components.seconds * 1000
    guard milliseconds <= SandboxClock.end.milliseconds - now.milliseconds else { return false }
    ahead = Timestamp(
      milliseconds: ahead.milliseconds + milliseconds
        + duration.components.attoseconds / 1_000_000_000_000_000)
    return true
  }

  /// Moves a deterministic clock on by a second, and returns the new time.
  mutating func tick() -> Timestamp {
    fixed = fixed.map { Timestamp(milliseconds: $0.milliseconds + SandboxClock.step) }
    return now
  }
}
