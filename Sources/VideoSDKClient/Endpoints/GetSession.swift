/// Fetches one session.
///
/// See
/// <https://docs.videosdk.live/api-reference/realtime-communication/fetch-session-using-sessionid>.
public struct GetSession: Endpoint {
  /// The vendor's name of the operation.
  public static let operation = "getSession"

  /// The session.
  public let id: SessionID

  /// Names the session to fetch.
  public init(id: SessionID) { self.id = id }

  /// `GET`.
  public var method: HTTPMethod { .get }
  /// The documented path.
  public var path: String { "/v2/sessions/\(PercentEncoding.segment(id.rawValue))" }

  /// Reads the session.
  public func decode(_ answer: HTTPAnswer) throws(ClientError) -> RoomSession {
    try RoomSession(JSONFields(answer.json()))
  }
}
