/// What can tell the outcome of a request beside its own answer.
public enum Evidence: Sendable, Hashable {
  /// The service accepted the request in an answer whose body cannot be read.
  case unreadableSuccess
  /// The listing shows a recording that runs and has begun since the request.
  case runs
  /// A repeat was refused because nothing was started, so that an earlier attempt must have worked.
  case wasNotStarted
}

/// An operation that begins a recording.
protocol StartEndpoint: ConfirmedEndpoint {}

extension StartEndpoint {
  /// A running recording confirms the start, and so does a success without a readable sentence.
  public func response(from evidence: Evidence) -> ConfirmationMessage? {
    switch evidence {
    case .unreadableSuccess: .unreadable
    case .runs: .confirmedByListing
    case .wasNotStarted: nil
    }
  }
}

/// An operation that ends a recording.
protocol StopEndpoint: ConfirmedEndpoint {}

extension StopEndpoint {
  /// A repeat that finds nothing started confirms an earlier stop; a list that may lag does not.
  public func response(from evidence: Evidence) -> ConfirmationMessage? {
    switch evidence {
    case .wasNotStarted: .confirmedByRepeat
    case .runs, .unreadableSuccess: nil
    }
  }
}
