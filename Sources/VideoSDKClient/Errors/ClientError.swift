/// Everything that can go wrong with a request, as facts; sentences are the caller's business.
///
/// The operation is not repeated in each case: whoever asked knows the endpoint.
public indirect enum ClientError: Error, Sendable, Equatable {
  /// Nobody listens at the origin; nothing was sent.
  case refused(Origin)
  /// No connection could be made for another reason; nothing was sent.
  case unreachable(Origin, reason: String)
  /// The host has no address; nothing was sent.
  case unresolved(host: String)
  /// The proxy that is set for the origin cannot be used; nothing was sent.
  case proxy(ProxyProblem)
  /// No secure connection could be agreed; nothing was sent.
  case tls(Origin, reason: String)
  /// There was no complete answer in time.
  ///
  /// The time is that of the whole call with all its attempts, as it was asked for, or the
  /// transport's for connecting when no connection was made in that.
  case timedOut(after: Duration, requestWasSent: Bool)
  /// The connection ended before a complete answer.
  case connectionLost(Origin, requestWasSent: Bool)
  /// The caller's task was cancelled.
  ///
  /// `requestWasSent` is false only when the service cannot be acting on the request.
  case cancelled(requestWasSent: Bool)
  /// The service answered with an error status.
  case http(status: Int, APIProblem)
  /// The answer is not what is documented; `path` is the place in its JSON, empty for the whole.
  case malformed(path: String, reason: String)
  /// The service points to another origin; nothing was sent there.
  case redirected(from: Origin, to: String)
  /// The credentials cannot work; nothing was sent.
  case credentials(CredentialProblem)
  /// Whether the service carried the request out is not known.
  case outcomeUnknown(Origin, cause: ClientError)
}

extension ClientError {
  /// Whether the service cannot have begun to act on the request.
  public var isRefusedBeforeSending: Bool {
    switch self {
    case .refused, .unreachable, .unresolved, .proxy, .tls, .credentials: true
    case .timedOut(_, let requestWasSent), .connectionLost(_, let requestWasSent),
      .cancelled(let requestWasSent):
      !requestWasSent
    case .http, .malformed, .redirected, .outcomeUnknown: false
    }
  }
}
