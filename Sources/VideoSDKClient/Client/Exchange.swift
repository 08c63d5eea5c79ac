/// One request that was sent, or tried to be, with what came of it, for an observer.
///
/// It never holds a header field, and a token that the server echoed is struck out.
public struct Exchange: Sendable {
  /// How many bytes of an answer's body are kept.
  public static let bodyLimit = 4_096

  /// The operation's name, such as `startTrackRecording`.
  public let operation: String
  /// The method.
  public let method: HTTPMethod
  /// The absolute URL.
  public let url: String
  /// The status code; nil when no answer came.
  public let status: Int?
  /// Why no answer came.
  public let error: ClientError?
  /// The time from sending to the last byte.
  public let duration: Duration
  /// Which attempt of its operation this was, from 1.
  public let attempt: Int
  /// The body that was sent.
  public let requestBody: [UInt8]?
  /// The start of the body that came back.
  public let responseBody: [UInt8]
}
