import FoundationEssentials

/// How far the target's clock is ahead of ours, as its answers tell, and was before it jumped.
struct ServiceClock: Sendable, Equatable {
  private var leads: [Lead] = []

  private struct Lead: Sendable, Equatable {
    let since: Date
    let seconds: Double
  }

  /// Clocks that are kept right differ by less, and what a service tells are whole seconds.
  private static let tolerance = 2.0
  private static let most = 100

  init() {}

  /// Takes the time of an answer to a request that was sent then by our clock.
  mutating func note(_ told: Date, sent: Date) {
    let ahead = told.timeIntervalSince(sent)
    // Between two whole seconds.
    let seconds = ahead.magnitude > Self.tolerance ? ahead + 0.5 : 0
    if let last = leads.last, (last.seconds - seconds).magnitude <= Self.tolerance { return }
    leads.append(Lead(since: sent, seconds: seconds))
    if leads.count > Self.most { leads.removeFirst() }
  }

  /// Seconds by which it was ahead at a time of ours; 0 where nobody told.
  func lead(at time: Date) -> Double {
    (leads.last { $0.since <= time } ?? leads.first)?.seconds ?? 0
  }

  /// The service's time at a time of ours.
  func time(at ours: Date) -> Date { ours.addingTimeInterval(lead(at: ours)) }
}
