/// A walk at random: commands about two tracks, each with faults of the service.
package struct FaultWalk {
  /// One command with what the service does meanwhile.
  package struct Step: Sendable, CustomStringConvertible {
    /// What is asked for.
    package enum Kind: String, Sendable {
      case start, stop, stopAll, look
    }

    /// What is asked for.
    package let kind: Kind
    /// Which of the two tracks.
    package let track: Int
    /// What happens to one request after the other.
    package let faults: [FaultyTracks.Fault]
    /// What happens to the list.
    package let list: FaultyTracks.ListFault
    /// Whether another shell takes over before.
    package let isLeft: Bool

    /// Whether a recording is to begin.
    package var isStart: Bool { kind == .start }
    /// Whether an answer does not come, so that the command should not have long.
    package var isSilent: Bool { faults.contains { [.silence, .endless].contains($0.way) } }

    /// The step as a line of the table of starts would have it.
    package var description: String {
      "\(isLeft ? "another shell: " : "")\(kind) \(track) "
        + "\(faults.map(\.description).joined(separator: ",")) \(list)"
    }
  }

  private var generator: SplitMix
  private var left: Int
  /// How many steps were taken.
  package private(set) var steps = 0

  /// The same walk for the same seed.
  package init(seed: UInt64) {
    generator = SplitMix(seed: seed)
    left = Int.random(in: 1...5, using: &generator)
  }

  /// The next step; nil at the end.
  package mutating func next() -> Step? {
    guard left > 0 else { return nil }
    left -= 1
    steps += 1
    let kinds = [Step.Kind.start, .start, .start, .start, .stop, .stop, .stopAll, .look]
    let kind = kinds.randomElement(using: &generator) ?? .start
    let isLeft = Int.random(in: 0..<10, using: &generator) == 0
    let track = Int.random(in: 0..<2, using: &generator)
    if kind == .start, Int.random(in: 0..<20, using: &generator) == 0 {
      return lyingStart(of: track)
    }
    let list = FaultyTracks.ListFault(
      hiddenLooks: [0, 0, 0, 1, 2, 3, 1_000].randomElement(using: &generator) ?? 0,
      failures: [0, 0, 0, 0, 1, 2, 1_000].randomElement(using: &generator) ?? 0)
    return Step(
      kind: kind, track: track, faults: (0..<3).map { _ in fault() }, list: list, isLeft: isLeft)
  }

  /// A service that says 429 or 503 although it has acted: a refusal behind it and the list show that.
  private mutating func lyingStart(of track: Int) -> Step {
    let status = [429, 503].randomElement(using: &generator) ?? 503
    let (hidden, failing) =
      [(0, 0), (1, 0), (2, 0), (0, 1), (0, 2), (0, 1_000)].randomElement(using: &generator)
      ?? (0, 0)
    return Step(
      kind: .start, track: track,
      faults: [FaultyTracks.Fault(way: .status(status), acts: true), .honest],
      list: FaultyTracks.ListFault(hiddenLooks: hidden, failures: failing), isLeft: false)
  }

  private mutating func fault() -> FaultyTracks.Fault {
    typealias Way = FaultyTracks.Fault.Way
    let acts = Bool.random(using: &generator)
    switch Int.random(in: 0..<100, using: &generator) {
    case 0..<25: return .honest
    case 25..<40:
      let way = [Way.status(429), .status(503)].randomElement(using: &generator) ?? .reset
      return FaultyTracks.Fault(way: way, acts: false)
    case 40..<48:
      let statuses = [400, 401, 402, 403, 404, 406, 409, 410, 418, 422, 307, 308]
      return FaultyTracks.Fault(
        way: .status(statuses.randomElement(using: &generator) ?? 400), acts: false)
    case 48..<70:
      let statuses = [
        408, 500, 501, 502, 504, 505, 507, 511, 599, 99, 0, 600, 700, 999, 300, 302, 303, 304,
      ]
      return FaultyTracks.Fault(
        way: .status(statuses.randomElement(using: &generator) ?? 500), acts: acts)
    case 70..<82: return FaultyTracks.Fault(way: .reset, acts: acts)
    case 82..<87: return FaultyTracks.Fault(way: .unread, acts: false)
    case 87..<99:
      let way = [Way.garbage, .half, .empty].randomElement(using: &generator) ?? .garbage
      // An empty body says that it was done, and so it was.
      return FaultyTracks.Fault(way: way, acts: acts || way == .empty)
    default:
      let way = [Way.silence, .endless].randomElement(using: &generator) ?? .silence
      return FaultyTracks.Fault(way: way, acts: acts)
    }
  }
}
