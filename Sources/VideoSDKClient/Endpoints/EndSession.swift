/// Ends the session that a room holds now, and sends everybody out.
///
/// The answer has been documented with a session that still goes on, so its status proves nothing.
/// See <https://docs.videosdk.live/api-reference/realtime-communication/end-session>.
public struct EndSession: JSONEndpoint {
  /// The session.
  public typealias Response = RoomSession

  /// The room.
  public let room: RoomID
  /// The session; nil for the one that goes on.
  public let session: SessionID?

  /// Names the session to end.
  public init(room: RoomID, session: SessionID? = nil) {
    self.room = room
    self.session = session
  }

  /// `POST`.
  public var method: HTTPMethod { .post }
  /// The documented path.
  public var path: String { "/v2/sessions/end" }
  /// The room of the request.
  public var scope: RequestScope { RequestScope(room: room) }
  /// A repeat without a session could end the next one.
  public var repetition: Repetition { session == nil ? .unlessDoubtful : .safe }

  /// The given fields in the documentation's order.
  public var body: JSONValue? {
    .object([
      "roomId": .string(room.rawValue),
      "sessionId": session.map { .string($0.rawValue) },
    ])
  }
}
