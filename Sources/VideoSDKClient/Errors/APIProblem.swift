/// What the service said when it refused a request.
public struct APIProblem: Sendable, Equatable {
  /// What a refusal means for the caller.
  public enum Category: Sendable, Hashable {
    /// The request is not valid: 400, 422.
    case invalid
    /// The credentials are not accepted: 401.
    case unauthorized
    /// The credentials do not allow this: 403.
    case forbidden
    /// There is no such thing: 404, and 402, which the service uses for some of them.
    case notFound
    /// Another request stands in the way: 409.
    case conflict
    /// Too many requests: 429.
    case rateLimited(retryAfter: Duration?)
    /// The service itself failed: 5xx, 408, and 406, by which it reports failures behind it.
    case unavailable(retryAfter: Duration?)
    /// Any other status.
    case other
  }

  /// What the body was.
  public enum ContentKind: Sendable, Hashable {
    /// A JSON object.
    case object
    /// A JSON string.
    case string
    /// Plain text, or other JSON, or bytes that are no text.
    case text
    /// HTML.
    case html
    /// Nothing.
    case empty
  }

  /// What the refusal means.
  public let category: Category
  /// The service's own words without control characters, or a plain phrase when it had none.
  public let message: String
  /// The machine-readable code, when there is one.
  public let code: String?
  /// The request's id at the service, when it gave one.
  public let requestID: String?
  /// The body as it came, at most 1 MiB of it, with any token of ours struck out.
  public let body: [UInt8]
  /// What the body was.
  public let contentKind: ContentKind

  /// What speaks against the token that was sent, by its documentation; empty but for 401 and 403.
  public internal(set) var doubts: [CredentialProblem]

  /// Puts a problem together.
  public init(
    category: Category, message: String, code: String? = nil, requestID: String? = nil,
    body: [UInt8] = [], contentKind: ContentKind,
    doubts: [CredentialProblem] = []
  ) {
    self.category = category
    self.message = message
    self.code = code
    self.requestID = requestID
    self.body = body
    self.contentKind = contentKind
    self.doubts = doubts
  }

  /// Whether the service refused a stop because nothing was started; of a meeting it says that there is no recording.
  public var saysNotStarted: Bool {
    switch category {
    case .invalid: message.lowercased().contains("not started")
    case .notFound: message.lowercased().contains("recording not found")
    default: false
    }
  }

  /// How long the service asks to wait.
  public var retryAfter: Duration? {
    switch category {
    case .rateLimited(let duration), .unavailable(let duration): duration
    case .invalid, .unauthorized, .forbidden, .notFound, .conflict, .other: nil
    }
  }
}

extension APIProblem: CustomStringConvertible {
  /// The category and the message, without the body.
  public var description: String { "\(category): \(message)" }
}

extension ClientError {
  /// The same, with what speaks against the token where the service did not accept it.
  func doubting(_ doubts: [CredentialProblem]) -> ClientError {
    guard case .http(let status, var problem) = self, [401, 403].contains(status) else {
      return self
    }
    problem.doubts = doubts
    return .http(status: status, problem)
  }
}
