public import FoundationEssentials

/// One try to send a request, and how it ended.
public struct Attempt: Sendable, Equatable {
  /// When it began, by the client's own clock.
  public let begun: Date
  /// The status code of the answer; nil when none came.
  public let status: Int?
  /// Why the attempt failed; nil when it did not.
  public let failure: ClientError?
}
