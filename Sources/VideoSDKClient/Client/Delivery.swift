/// How a request ended, with all attempts that were made.
public struct Delivery<Value: Sendable>: Sendable {
  /// The answer, or why there is none.
  public let result: Result<Answer<Value>, ClientError>
  /// The attempts in the order they were made; empty when the credentials cannot work.
  public let attempts: [Attempt]
}
