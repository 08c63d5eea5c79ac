/// A room: the place that sessions are held in.
///
/// See <https://docs.videosdk.live/api-reference/realtime-communication/fetch-room-details>.
public struct Room: Sendable, Equatable {
  /// The room's id in every other request.
  public let roomID: RoomID
  /// The id that the caller gave when creating the room.
  public let customRoomID: RoomID?
  /// The record's own id, 24 hexadecimal digits.
  public let id: String?
  /// Whether the room was deactivated for good.
  public let isDisabled: Bool?
  /// When the room was created.
  public let createdAt: WireDate?
  /// When the room was last changed.
  public let updatedAt: WireDate?
  /// The whole record as it came, with the fields that this type does not know.
  public let json: JSONValue

  /// The deactivation of a room answers the old names, which are read as well.
  init(_ fields: JSONFields) throws(ClientError) {
    roomID = RoomID(
      try fields.required(try fields.string("roomId", or: "meetingId"), "roomId"))
    customRoomID = try fields.string("customRoomId", or: "userMeetingId").map { RoomID($0) }
    id = try fields.string("id", or: "_id")
    isDisabled = try fields.bool("disabled")
    createdAt = try fields.date("createdAt")
    updatedAt = try fields.date("updatedAt")
    json = fields.value
  }
}
