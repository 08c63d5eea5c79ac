/// What a failed attempt says about the request's effect at the service.
enum RequestEffect {
  /// The service did not act and may be asked again.
  case notCarriedOut
  /// The service may or may not have acted.
  case doubtful
  /// The failure stands.
  ///
  /// A repeat of a request that was carried out is refused with some statuses; `mayBeOfARepeat`
  /// tells that this is one of them.
  case refused(mayBeOfARepeat: Bool)

  init(_ failure: ClientError) {
    switch failure {
    case .refused, .unreachable, .unresolved, .tls: self = .notCarriedOut
    case .timedOut(_, let requestWasSent), .connectionLost(_, let requestWasSent):
      self = requestWasSent ? .doubtful : .notCarriedOut
    case .http(let status, _): self.init(status: status)
    case .malformed: self = .doubtful
    case .proxy, .cancelled, .redirected, .credentials, .outcomeUnknown:
      self = .refused(mayBeOfARepeat: false)
    }
  }

  /// Only 429, 503 and a 4xx that refuses say that nothing was done; what is no status says nothing.
  private init(status: Int) {
    switch status {
    case 429, 503: self = .notCarriedOut
    case 408: self = .doubtful
    case 400, 402, 404, 409: self = .refused(mayBeOfARepeat: true)
    case 401...499: self = .refused(mayBeOfARepeat: false)
    // They ask for the same request elsewhere, so it was not carried out here.
    case 307, 308: self = .refused(mayBeOfARepeat: false)
    default: self = .doubtful
    }
  }
}

extension ClientError {
  /// Whether asking again later can help.
  var mayPass: Bool {
    switch self {
    case .malformed: false
    case .http(let status, _): [408, 429].contains(status) || (500...599).contains(status)
    default:
      switch RequestEffect(self) {
      case .notCarriedOut, .doubtful: true
      case .refused: false
      }
    }
  }

  /// The status of an answer that refuses.
  var status: Int? {
    if case .http(let status, _) = self { status } else { nil }
  }
}
