/// Fetches how well a session came through.
///
/// See <https://docs.videosdk.live/api-reference/realtime-communication/fetch-session-quality-stats>.
public struct GetSessionStats: Endpoint {
  /// The vendor's name of the operation.
  public static let operation = "getSessionStats"

  /// The session.
  public let session: SessionID

  /// Names the session.
  public init(session: SessionID) { self.session = session }

  /// `GET`.
  public var method: HTTPMethod { .get }
  /// The documented path.
  public var path: String { "/v2/sessions/\(PercentEncoding.segment(session.rawValue))/stats" }

  /// Reads the samples.
  public func decode(_ answer: HTTPAnswer) throws(ClientError) -> SessionStats {
    try SessionStats(JSONFields(answer.json()))
  }
}
