import FoundationEssentials
import VideoSDKClient

/// What the ledger has as open, with what the service says of it.
struct Recovered: Sendable, Equatable {
  let open: OpenRecording
  let state: State
  /// Nil where the price is not known.
  let cost: CostEstimate?

  enum State: String, Sendable {
    case recording, ended, failed
    /// The service lists no recording of it, which is no word that none runs.
    case missing = "not listed"

    /// Whether nothing is left to be done about it.
    var isOver: Bool { self == .ended || self == .failed }
  }

  /// Compares an entry with the service's records of its room and participant.
  init(_ open: OpenRecording, records: [RecordingRecord], now: Date) {
    self.open = open
    let own = records.filter { $0.isOf(open.recorded) }
    if let running = own.first(where: { Self.runs($0, for: open) }) {
      state = .recording
      cost = Self.cost(open, from: running.start?.date, to: now, now)
    } else if let newest = LatestRecording.newest(of: open.recorded, in: own),
      Self.isWord(newest, of: open, now)
    {
      state = newest.state == .failed ? .failed : .ended
      // What was begun long before is another recording: this one never came about.
      let isOther = newest.start?.date.map { $0 < open.since.addingTimeInterval(-60) } ?? false
      cost =
        isOther
        ? CostEstimate.nothing
        : Self.cost(open, from: newest.start?.date, to: newest.end?.date ?? now, now)
    } else {
      state = .missing
      cost = Self.cost(open, from: nil, to: now, now)
    }
  }

  /// A meeting's record that was made since, and has no file, is most likely of what runs.
  private static func runs(_ record: RecordingRecord, for open: OpenRecording) -> Bool {
    guard record.sort == .meeting else { return record.isRunning }
    let isNew = record.start?.date.map { $0 > open.since.addingTimeInterval(-1) } ?? false
    return record.state == nil && isNew
  }

  /// Whether a record that has ended is word of the entry: it is the one that was started, or the service has had the
  /// time to list that one too.
  private static func isWord(
    _ record: RecordingRecord, of open: OpenRecording, _ now: Date
  ) -> Bool {
    // Whether the list has a meeting's recording while it runs is not documented.
    if record.sort != .meeting, now.timeIntervalSince(open.lastAsked) > Session.listingDelay {
      return true
    }
    return record.isOf(startAsked: open.lastAsked)
  }

  private static func cost(
    _ open: OpenRecording, from start: Date?, to end: Date, _ now: Date
  ) -> CostEstimate? {
    // A service whose clock is far off tells no durations together with this one.
    let since = start.map { abs($0.timeIntervalSince(open.since)) < 86_400 ? $0 : open.since }
    return CostEstimate(
      open.recorded, seconds: min(end, now).timeIntervalSince(since ?? open.since))
  }
}
