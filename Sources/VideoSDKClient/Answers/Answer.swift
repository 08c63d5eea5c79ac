public import FoundationEssentials

/// What a request brought, with what is worth telling about the way it came.
public struct Answer<Value: Sendable>: Sendable {
  /// The answer as the endpoint reads it.
  public let value: Value
  /// The status code.
  public let status: Int
  /// The body as it came; of the last listing, when that confirmed the outcome.
  public let body: [UInt8]
  /// The service's time by the `Date` field of that answer, in whole seconds; nil without one.
  public let date: Date?
  /// The time from the call to the answer, with all attempts and the waits between them.
  public let duration: Duration
  /// How the request was sent, or tried to be; the last attempt is the one that was answered, unless the
  /// listing confirmed the outcome.
  public let attempts: [Attempt]
  /// Whether the service's own answer was lost and the listing of recordings showed the outcome.
  public let isConfirmedByListing: Bool

  /// The body as JSON; nil when it is none.
  public var json: JSONValue? { try? JSONValue(parsing: body) }

  /// Puts an answer together.
  public init(
    value: Value, status: Int, body: [UInt8], date: Date? = nil, duration: Duration,
    attempts: [Attempt], isConfirmedByListing: Bool
  ) {
    self.value = value
    self.status = status
    self.body = body
    self.date = date
    self.duration = duration
    self.attempts = attempts
    self.isConfirmedByListing = isConfirmedByListing
  }
}

/// One try to send a request, and how it ended.
public struct Attempt: Sendable, Equatable {
  /// When it began, by the client's own clock.
  public let begun: Date
  /// The status code of the answer; nil when none came.
  public let status: Int?
  /// Why the attempt failed; nil when it did not.
  public let failure: ClientError?
}

/// How a request ended, with all attempts that were made.
public struct Delivery<Value: Sendable>: Sendable {
  /// The answer, or why there is none.
  public let result: Result<Answer<Value>, ClientError>
  /// The attempts in the order they were made; empty when the credentials cannot work.
  public let attempts: [Attempt]
}
