/// Fetches one session.
///
/// See
/// <https://docs.videosdk.live/api-reference/realtime-communication/fetch-session-using-sessionid>.
public struct GetSession: JSONEndpoint {
  /// The session.
  public typealias Response = RoomSession

  /// The session.
  public let id: SessionID

  /// Names the session to fetch.
  public init(id: SessionID) { self.id = id }

  /// The documented path.
  public var path: String { "/v2/sessions/\(PercentEncoding.segment(id.rawValue))" }
}
