import FoundationEssentials
import Ledger
import VideoSDKClient

/// What the service's records say of what is believed.
extension Session {
  /// A start is in the list of the service after this time at the latest.
  static let listingDelay = 60.0

  /// What the server says of a recording replaces what was believed of it; the newest record counts.
  ///
  /// - Parameters:
  ///   - isWhole: whether every record of these is among them.
  ///   - lead: how many seconds the service's clock may be ahead of ours.
  /// - Returns: what the ledger is told.
  mutating func learn(
    _ recordings: [RecordingRecord], isWhole: Bool, lead: Double
  ) -> [LedgerNote] {
    var newest: [RecordedSubject: RecordingRecord] = [:]
    for recording in recordings {
      guard let key = recording.recorded else { continue }
      let known = newest[key]?.start?.text ?? ""
      if (recording.start?.text ?? "") >= known { newest[key] = recording }
    }
    return newest.compactMap { learn($0, from: $1, isWhole: isWhole, lead: lead) }
  }

  /// Takes the newest record of something for what is believed of it, where it is word of that.
  ///
  /// A record that has ended is no word of a start that may not be listed yet.
  ///
  /// - Parameters:
  ///   - isWhole: whether a newer record would have been seen.
  ///   - lead: how many seconds the service's clock may be ahead of ours.
  /// - Returns: what the ledger is told; nil where it is nothing new.
  mutating func learn(
    _ key: RecordedSubject, from record: RecordingRecord, isWhole: Bool, lead: Double
  ) -> LedgerNote? {
    guard let belief = belief(key), let state = record.state else { return nil }
    let noted = RecordedTrack(key, at: target.origin)
    guard !record.isRunning else {
      guard !isProcessed(record, belief) else { return nil }
      believe(key, .recording, .known)
      return belief.state == .unknown ? .running(noted) : nil
    }
    guard !belief.state.mayRun || isWord(record, of: belief, isWhole, lead) else { return nil }
    believe(key, state, .known, isOurs: false)
    // Another shell may have started it again since.
    return belief.state.mayRun ? belief.asked.map { .idle(noted, asked: $0) } : nil
  }

  /// Whether a record without an end is of what was stopped: it gets its end when its files are there.
  private func isProcessed(_ record: RecordingRecord, _ belief: Belief) -> Bool {
    guard !belief.state.mayRun else { return false }
    // The service tells its time in whole seconds.
    let isOlder = record.start?.date.flatMap { begun in
      belief.stopTold.map { begun < $0.addingTimeInterval(1) }
    }
    return record.state == .stopping || isOlder ?? false
  }

  private func isWord(
    _ record: RecordingRecord, of belief: Belief, _ isWhole: Bool, _ lead: Double
  ) -> Bool {
    // Whether the list has a meeting's recording while it runs is not documented.
    let isWhole = isWhole && record.sort != .meeting
    guard let asked = belief.asked, let sent else { return isWhole }
    return record.isOf(startAsked: asked.addingTimeInterval(lead))
      || isWhole && sent.timeIntervalSince(asked) > Self.listingDelay
  }
}

extension Answer {
  /// How many seconds the service's clock may be ahead of ours, for a request that was sent then.
  ///
  /// 0 where it says no time, and where the two are as near to each other as clocks that are kept right: what
  /// the service tells are whole seconds.
  func lead(sent: Date?) -> Double {
    guard let date, let sent else { return 0 }
    let ahead = date.timeIntervalSince(sent)
    return ahead.magnitude > 2 ? ahead + 1 : 0
  }
}

extension RecordingRecord {
  /// Whether a record that has ended is of the start that was asked for then, and not of one before.
  ///
  /// Clocks differ by less than a second where they are kept right, and what came before had ended.
  func isOf(startAsked asked: Date) -> Bool {
    guard let begun = start?.date, begun > asked.addingTimeInterval(-1) else { return false }
    // A meeting's record tells no end but by its file, which comes behind it.
    return sort == .meeting ? state == .ended : end?.date.map { $0 >= asked } ?? false
  }
}
