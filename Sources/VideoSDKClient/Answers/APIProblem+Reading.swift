import FoundationEssentials

extension APIProblem {
  static let bodyLimit = 1 << 20
  static let messageLimit = 500

  /// Reads an error answer whatever its body is: no document says what it must be.
  init(_ answer: HTTPAnswer, now: Date, redaction: Redaction) {
    let kept = HTTPAnswer(
      status: answer.status, headers: answer.headers,
      body: redaction.apply(to: Array(answer.body.prefix(Self.bodyLimit))))
    let content = BodyContent(kept)
    self.init(
      category: Self.category(
        of: answer.status, retryAfter: RetryAfter.read(answer.header("Retry-After"), now: now)),
      message: Self.clean(content.message) ?? Self.phrase(for: answer.status),
      code: Self.clean(content.code),
      requestID: Self.clean(
        kept.header("x-request-id").map { redaction.apply(to: $0) }),
      body: kept.body, contentKind: content.kind)
  }

  static func category(of status: Int, retryAfter: Duration?) -> Category {
    switch status {
    case 400, 422: .invalid
    case 401: .unauthorized
    case 403: .forbidden
    case 402, 404: .notFound
    case 409: .conflict
    case 429: .rateLimited(retryAfter: retryAfter)
    case 406, 408, 500...599: .unavailable(retryAfter: retryAfter)
    default: .other
    }
  }

  /// A server's text must not move the cursor of the terminal that shows it, nor fill its screen.
  private static func clean(_ text: String?) -> String? {
    guard let text else { return nil }
    let words = text.unicodeScalars.split {
      $0.properties.isWhitespace || $0.properties.generalCategory == .control
        || $0.properties.generalCategory == .format
    }
    let joined = words.map { String($0) }.joined(separator: " ")
    return joined.isEmpty ? nil : String(joined.prefix(messageLimit))
  }

  private static func phrase(for status: Int) -> String {
    switch status {
    case 400: "bad request"
    case 401: "not authorized"
    case 402, 404: "not found"
    case 403: "not allowed"
    case 406: "the service could not do it"
    case 408: "the service did not get the request in time"
    case 409: "conflict"
    case 422: "not processable"
    case 429: "too many requests"
    case 500: "internal server error"
    case 502: "bad gateway"
    case 503: "service unavailable"
    case 504: "gateway timeout"
    default: "status \(status)"
    }
  }
}
