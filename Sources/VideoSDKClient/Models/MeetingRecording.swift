/// One recording of a whole meeting.
///
/// Only the id is demanded; every other field may be absent or null.
/// See <https://docs.videosdk.live/api-reference/realtime-communication/fetch-recordings>.
public struct MeetingRecording: WireRecord, JSONReadable {
  /// The recording's id.
  public let id: RecordingID
  /// The account that owns the recording, by its id.
  public let userID: String?
  /// The room it was made in.
  public let roomID: RoomID?
  /// The session of that room.
  public let sessionID: SessionID?
  /// When the record was made.
  public let createdAt: WireDate?
  /// When the record was last changed.
  public let updatedAt: WireDate?
  /// The file's own id.
  public let fileID: String?
  /// The file; nil until it is stored.
  public let file: RecordingFile?
  /// The whole record as it came, with the fields that this type does not know.
  public let json: JSONValue

  /// Reads a record of the service.
  ///
  /// - Throws: ``ClientError/malformed(path:reason:)`` when there is no id or a field has the wrong type.
  public init(json: JSONValue) throws(ClientError) {
    try self.init(JSONFields(json))
  }

  init(_ fields: JSONFields) throws(ClientError) {
    id = RecordingID(try fields.required(try fields.string("id", or: "_id"), "id"))
    userID = try fields.string("userId")
    roomID = try fields.string("roomId").map { RoomID($0) }
    sessionID = try fields.string("sessionId").map { SessionID($0) }
    createdAt = try fields.date("createdAt")
    updatedAt = try fields.date("updatedAt")
    fileID = try fields.string("fileId")
    file = try fields.read("file")
    json = fields.value
  }
}
