/// Where a recording stands, as its webhooks tell.
public enum RecordingPhase: String, Sendable, Hashable, CaseIterable {
  /// It was asked for.
  case starting
  /// It runs.
  case started
  /// Its end was asked for.
  case stopping
  /// It ended and its files are there.
  case stopped
  /// It did not start, or did not end well.
  case failed
}
