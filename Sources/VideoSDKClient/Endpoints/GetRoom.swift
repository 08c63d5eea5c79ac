/// Fetches one room by its id, its custom id or its record's id.
///
/// See <https://docs.videosdk.live/api-reference/realtime-communication/fetch-room-details>.
public struct GetRoom: JSONEndpoint {
  /// The room.
  public typealias Response = Room

  /// The room.
  public let room: RoomID

  /// Names the room to fetch.
  public init(room: RoomID) { self.room = room }

  /// The documented path.
  public var path: String { "/v2/rooms/\(PercentEncoding.segment(room.rawValue))" }
  /// The room of the request.
  public var scope: RequestScope { RequestScope(room: room) }
}
