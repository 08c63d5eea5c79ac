/// A recording that may still run, and may still cost.
public struct RunningRecording: Equatable, Sendable {
  /// How sure it is that the recording runs.
  public enum Certainty: String, Equatable, Sendable {
    /// The service confirmed the start.
    case started
    /// The answer to its start or to a stop is not known: it was lost, or the program ended before it came.
    case unknown
  }

  /// The entry, to forget it by.
  public let id: IntentID
  /// The start as it was intended.
  public let start: RecordingStart
  /// What is known of it.
  public let certainty: Certainty

  /// Describes one entry of the ledger.
  public init(id: IntentID, start: RecordingStart, certainty: Certainty) {
    self.id = id
    self.start = start
    self.certainty = certainty
  }
}
