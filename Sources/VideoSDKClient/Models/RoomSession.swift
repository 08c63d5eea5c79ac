/// A session of a room: the time from its first participant to its last.
///
/// See <https://docs.videosdk.live/api-reference/realtime-communication/fetch-session>.
public struct RoomSession: WireRecord, JSONReadable {
  /// The session's id.
  public let id: SessionID
  /// The room it is held in.
  public let roomID: RoomID?
  /// When it began.
  public let start: WireDate?
  /// When it ended; nil while it goes on.
  public let end: WireDate?
  /// `ongoing` or `ended`, or a word that is not documented.
  public let status: String?
  /// Everybody who took part.
  public let participants: [SessionParticipant]
  /// The account that owns the room, by its id.
  public let userID: String?
  /// The custom id of the room.
  public let customRoomID: RoomID?
  /// How long the session was active; its unit is not documented.
  public let activeDuration: Double?
  /// Where the session's chat can be fetched.
  public let chatURL: String?
  /// The region that serves the session, such as `in002`.
  public let region: String?
  /// The project's key; only the list of active participants tells it.
  public let apiKey: String?
  /// The addresses of related records.
  public let links: Links?
  /// The whole record as it came, with the fields that this type does not know.
  public let json: JSONValue

  /// Whether the session goes on; the status decides, and without one the missing end does.
  public var isOngoing: Bool { status.map { $0 == "ongoing" } ?? (end == nil) }

  init(_ fields: JSONFields) throws(ClientError) {
    id = SessionID(try fields.required(try fields.string("id", or: "_id"), "id"))
    roomID = try fields.string("roomId").map { RoomID($0) }
    start = try fields.date("start")
    end = try fields.date("end")
    status = try fields.string("status")
    participants = try fields.array("participants")
    userID = try fields.string("userId")
    customRoomID = try fields.string("customRoomId").map { RoomID($0) }
    activeDuration = try fields.number("activeDuration")
    chatURL = try fields.string("chatLink")
    region = try fields.string("region")
    apiKey = try fields.string("apiKey")
    links = try fields.read("links")
    json = fields.value
  }
}
