/// A wait that begins after an attempt that failed, for an observer.
public struct RetryWait: Sendable, Equatable {
  /// What follows the wait.
  public enum Purpose: Sendable, Hashable {
    /// The request is sent again.
    case attempt
    /// The list of recordings is looked at for what became of the request, which is not sent again.
    case look
  }

  /// The operation's name, such as `startTrackRecording`.
  public let operation: String
  /// The attempt that failed.
  public let attempt: Attempt
  /// The number of that attempt, from 1.
  public let number: Int
  /// How long the wait will be.
  public let duration: Duration
  /// What follows.
  public let purpose: Purpose
}
