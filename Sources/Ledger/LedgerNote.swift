public import FoundationEssentials

/// What has become of a start or of a recording.
public enum LedgerNote: Equatable, Sendable {
  /// How a start ended.
  case resolved(IntentID, StartOutcome, at: Date)
  /// A track is no longer recorded, whoever started it.
  case stopped(origin: String, room: String, participant: String, kind: String, at: Date)
}
