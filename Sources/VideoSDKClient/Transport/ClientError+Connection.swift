import NIOHTTP1

extension ClientError {
  /// Reads what the layers beneath the HTTP client throw: sockets, TLS, the parser, the tasks.
  init(
    _ error: any Error, of call: HTTPCall, requestWasSent: Bool, connectTimeout: Duration
  ) {
    switch error {
    case is CancellationError:
      self = .cancelled(requestWasSent: requestWasSent)
    case let error as AnswerBuffer.TooLong:
      self = .malformed(path: "", reason: "the body is longer than \(error.limit) bytes")
    case let error as HTTPParserError where requestWasSent && !error.isEarlyEnd:
      self = .malformed(path: "", reason: "the answer is not HTTP")
    case _ where requestWasSent:
      self = .connectionLost(call.origin, requestWasSent: true)
    default:
      self.init(ConnectionFailure(error), of: call, connectTimeout: connectTimeout)
    }
  }

  private init(_ failure: ConnectionFailure?, of call: HTTPCall, connectTimeout: Duration) {
    switch failure {
    case .refused?: self = .refused(call.origin)
    case .unresolved?: self = .unresolved(host: call.origin.host)
    case .timedOut?: self = .timedOut(after: connectTimeout, requestWasSent: false)
    case .tls(let reason)?: self = .tls(call.origin, reason: reason)
    case .unreachable(let reason)?: self = .unreachable(call.origin, reason: reason)
    case nil: self = .connectionLost(call.origin, requestWasSent: false)
    }
  }
}

extension HTTPParserError {
  /// Whether the connection ended where the answer had to go on.
  fileprivate var isEarlyEnd: Bool { self == .invalidEOFState || self == .closedConnection }
}
