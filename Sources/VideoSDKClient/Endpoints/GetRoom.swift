/// Fetches one room by its id, its custom id or its record's id.
///
/// See <https://docs.videosdk.live/api-reference/realtime-communication/fetch-room-details>.
public struct GetRoom: Endpoint {
  /// The vendor's name of the operation.
  public static let operation = "getRoom"

  /// The room.
  public let room: RoomID

  /// Names the room to fetch.
  public init(room: RoomID) { self.room = room }

  /// `GET`.
  public var method: HTTPMethod { .get }
  /// The documented path.
  public var path: String { "/v2/rooms/\(PercentEncoding.segment(room.rawValue))" }
  /// The room of the request.
  public var scope: RequestScope { RequestScope(room: room) }

  /// Reads the room.
  public func decode(_ answer: HTTPAnswer) throws(ClientError) -> Room {
    try Room(JSONFields(answer.json()))
  }
}
