/// Deactivates a room for good.
///
/// A custom id is refused with 402. The answer has the old names of the room's fields, which
/// ``Room`` reads as well.
/// See <https://docs.videosdk.live/api-reference/realtime-communication/deactivate-room>.
public struct DeactivateRoom: JSONEndpoint {
  /// The room.
  public typealias Response = Room

  /// The room, by its generated id.
  public let room: RoomID

  /// Names the room to deactivate.
  public init(room: RoomID) { self.room = room }

  /// `POST`.
  public var method: HTTPMethod { .post }
  /// The documented path.
  public var path: String { "/v2/rooms/deactivate" }
  /// The room of the request.
  public var scope: RequestScope { RequestScope(room: room) }
  /// The room.
  public var body: JSONValue? { .object(["roomId": .string(room.rawValue)]) }
}
