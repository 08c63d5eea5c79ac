/// A room: the place that sessions are held in.
///
/// See <https://docs.videosdk.live/api-reference/realtime-communication/fetch-room-details>.
public struct Room: WireRecord, JSONReadable {
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
  /// The account that owns the room, by its id.
  public let userID: String?
  /// The account that owns the room, where the service tells more than its id.
  public let owner: Account?
  /// The addresses of related records.
  public let links: Links?
  /// The region that the room is kept in, such as `eu001`.
  public let geoFence: String?
  /// Where the room's events are posted.
  public let webhook: RoomWebhook?
  /// When the room closes by itself.
  public let autoClose: AutoCloseConfiguration?
  /// What starts by itself with the first session.
  public let autoStart: AutoStartConfiguration?
  /// Which outputs may be composed more than once at a time.
  public let multiComposition: MultiComposition?
  /// The only participants who may join; empty for all.
  public let allowedParticipants: [ParticipantID]
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
    userID = try fields.string("userId")
    owner = try fields.read("user")
    links = try fields.read("links")
    geoFence = try fields.string("geoFence")
    webhook = try fields.fields("webhook").flatMap { value throws(ClientError) in
      try RoomWebhook(value)
    }
    autoClose = try fields.read("autoCloseConfig")
    autoStart = try fields.read("autoStartConfig")
    multiComposition = try fields.read("multiComposition")
    allowedParticipants = try fields.strings("allowedParticipantIds").map { ParticipantID($0) }
    json = fields.value
  }
}

/// The account that owns a room.
public struct Account: WireRecord, JSONReadable {
  /// The account's id, 24 hexadecimal digits.
  public let id: String?
  /// The owner's address.
  public let email: String?
  /// The owner's name.
  public let name: String?
  /// Why the account was closed; nil while it is open.
  public let discontinuedReason: String?
  /// As it came, with the fields that this type does not know.
  public let json: JSONValue

  init(_ fields: JSONFields) throws(ClientError) {
    id = try fields.string("id", or: "_id")
    email = try fields.string("email")
    name = try fields.string("name")
    discontinuedReason = try fields.string("discontinuedReason")
    json = fields.value
  }
}
