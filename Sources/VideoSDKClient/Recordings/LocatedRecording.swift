/// A recording that was started, with its record when the listing showed it in time.
public struct LocatedRecording: Sendable {
  /// The service's answer to the start.
  public let start: Answer<ConfirmationMessage>
  /// The record; nil when no new one appeared in time, although the start was accepted.
  public let recording: TrackRecording?
  /// Why the last look at the listing failed; nil when it did not.
  public let lookFailure: ClientError?
}
