/// What can tell the outcome of a request beside its own answer.
public enum Evidence: Sendable, Hashable {
  /// The service accepted the request in an answer whose body cannot be read.
  case unreadableSuccess
  /// The listing shows a recording that runs and has begun since the request.
  case runs
  /// A repeat was refused because nothing was started, so that an earlier attempt must have worked.
  case wasNotStarted
}

extension ConfirmationMessage {
  /// What evidence says about a start.
  static func ofStart(_ evidence: Evidence) -> ConfirmationMessage? {
    switch evidence {
    case .unreadableSuccess: unreadable
    case .runs: confirmedByListing
    case .wasNotStarted: nil
    }
  }

  /// What evidence says about a stop.
  static func ofStop(_ evidence: Evidence) -> ConfirmationMessage? {
    switch evidence {
    case .wasNotStarted: confirmedByRepeat
    case .runs, .unreadableSuccess: nil
    }
  }
}
