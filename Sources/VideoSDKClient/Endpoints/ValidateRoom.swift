/// Checks that a room exists, by its id or its custom id.
///
/// An unknown room is an error answer, seen as 400 with plain text. The index page says `POST`;
/// the operation's own page and every official client say `GET`.
/// See <https://docs.videosdk.live/api-reference/realtime-communication/validate-room>.
public struct ValidateRoom: JSONEndpoint {
  /// The room.
  public typealias Response = Room

  /// The room.
  public let room: RoomID

  /// Names the room to check.
  public init(room: RoomID) { self.room = room }

  /// The documented path.
  public var path: String { "/v2/rooms/validate/\(PercentEncoding.segment(room.rawValue))" }
  /// The room of the request.
  public var scope: RequestScope { RequestScope(room: room) }
}
