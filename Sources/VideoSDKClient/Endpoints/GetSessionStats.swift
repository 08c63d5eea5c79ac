/// Fetches how well a session came through.
///
/// See <https://docs.videosdk.live/api-reference/realtime-communication/fetch-session-quality-stats>.
public struct GetSessionStats: JSONEndpoint {
  /// The samples.
  public typealias Response = SessionStats

  /// The session.
  public let session: SessionID

  /// Names the session.
  public init(session: SessionID) { self.session = session }

  /// The documented path.
  public var path: String { "/v2/sessions/\(PercentEncoding.segment(session.rawValue))/stats" }
}
