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
    case .cancelled, .redirected, .credentials, .outcomeUnknown:
      self = .refused(mayBeOfARepeat: false)
    }
  }

  private init(status: Int) {
    switch status {
    case 429, 503: self = .notCarriedOut
    case 408, 500...599: self = .doubtful
    case 400, 404, 409: self = .refused(mayBeOfARepeat: true)
    default: self = .refused(mayBeOfARepeat: false)
    }
  }
}

extension ClientError {
  /// Whether asking again later can help.
  var mayPass: Bool {
    if case .malformed = self { return false }
    return switch RequestEffect(self) {
    case .notCarriedOut, .doubtful: true
    case .refused: false
    }
  }
}
