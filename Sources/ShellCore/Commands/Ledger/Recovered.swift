import FoundationEssentials
import VideoSDKClient

/// A track of the ledger with what the service says of it.
struct Recovered: Sendable, Equatable {
  let open: OpenRecording
  let state: State
  let cost: CostEstimate

  enum State: String, Sendable {
    case recording, ended, failed
    /// The service lists no recording of it, which is no word that none runs.
    case missing = "not listed"

    /// Whether nothing is left to be done about it.
    var isOver: Bool { self == .ended || self == .failed }
  }

  /// Compares an entry with the service's records of its room and participant.
  init(_ open: OpenRecording, records: [TrackRecording], now: Date) {
    self.open = open
    let own = records.filter { $0.kind == open.track.kind }
    if let running = own.first(where: \.isRunning) {
      state = .recording
      cost = Self.cost(open, from: running.start?.date, to: now, now)
    } else if let newest = LatestRecording.newest(of: open.track.kind, in: own),
      Self.isWord(newest, of: open, now)
    {
      state = newest.hasFailed ? .failed : .ended
      // What was begun long before is another recording: this one never came about.
      let isOther = newest.start?.date.map { $0 < open.since.addingTimeInterval(-60) } ?? false
      cost =
        isOther
        ? .nothing
        : Self.cost(open, from: newest.start?.date, to: newest.end?.date ?? now, now)
    } else {
      state = .missing
      cost = Self.cost(open, from: nil, to: now, now)
    }
  }

  /// Whether a record that has ended is word of the entry: it is the one that was started, or the service has had the
  /// time to list that one too.
  private static func isWord(
    _ record: TrackRecording, of open: OpenRecording, _ now: Date
  ) -> Bool {
    if now.timeIntervalSince(open.lastAsked) > Session.listingDelay { return true }
    return record.isOf(startAsked: open.lastAsked)
  }

  private static func cost(
    _ open: OpenRecording, from start: Date?, to end: Date, _ now: Date
  ) -> CostEstimate {
    // A service whose clock is far off tells no durations together with this one.
    let since = start.map { abs($0.timeIntervalSince(open.since)) < 86_400 ? $0 : open.since }
    return CostEstimate(
      open.track.kind, seconds: min(end, now).timeIntervalSince(since ?? open.since))
  }
}
