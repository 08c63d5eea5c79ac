public import FoundationEssentials

/// What has become of a start or of a recording.
///
/// Several shells write at once, and each may write what it learnt later than it learnt it. So whatever says that
/// nothing runs carries the time at which the question was asked, and says nothing of a start that came after it.
public enum LedgerNote: Equatable, Sendable {
  /// How a start ended.
  case resolved(IntentID, StartOutcome, at: Date)
  /// A stop is about to be sent; until more is known its track may be recorded or not.
  case stopping(RecordedTrack, asked: Date)
  /// The service stopped the track's recording.
  case stopped(RecordedTrack, asked: Date)
  /// The service said that nothing of the track runs.
  case idle(RecordedTrack, asked: Date)
  /// The service said that the track is recorded.
  case running(RecordedTrack)
  /// A stop was not acted on: all is as it was before.
  case notStopped(RecordedTrack)
  /// The service showed that the recording of this entry has ended.
  case ended(IntentID, at: Date)
  /// The entry is to be forgotten; the recording itself is left as it is.
  case forgotten(IntentID)
}
