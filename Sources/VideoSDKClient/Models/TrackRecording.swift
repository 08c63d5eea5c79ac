/// One recording of one track: what was recorded, when, and the files it left.
///
/// Only the id is demanded; every other field may be absent or null.
/// See <https://docs.videosdk.live/api-reference/realtime-communication/fetch-a-track-recording>.
public struct TrackRecording: IndividualRecording, JSONReadable {
  /// The recording's id.
  public let id: RecordingID
  /// The room it was made in.
  public let roomID: RoomID?
  /// The session of that room.
  public let sessionID: SessionID?
  /// Whose track it is.
  public let participantID: ParticipantID?
  /// The participant's display name; documented by the official SDKs only.
  public let participantName: String?
  /// Which of the participant's tracks.
  public let kind: TrackKind?
  /// The container of the files, such as `webm`.
  public let fileFormat: FileFormat?
  /// When the recording began.
  public let start: WireDate?
  /// When it ended; nil while it runs.
  public let end: WireDate?
  /// Always `track` in the documentation.
  public let mode: String?
  /// The region that recorded it, such as `in002`.
  public let region: String?
  /// The files, one for each unbroken segment; empty until the first is stored.
  public let files: [RecordingFile]
  /// How its webhooks were delivered.
  public let webhook: WebhookSummary?
  /// The whole record as it came, with the fields that this type does not know.
  public let json: JSONValue

  /// Reads a record of the service.
  ///
  /// - Throws: ``ClientError/malformed(path:reason:)`` when there is no id or a field has the
  ///   wrong type.
  public init(json: JSONValue) throws(ClientError) {
    try self.init(JSONFields(json))
  }

  init(_ fields: JSONFields) throws(ClientError) {
    id = RecordingID(try fields.required(try fields.string("id", or: "_id"), "id"))
    roomID = try fields.string("roomId").map { RoomID($0) }
    sessionID = try fields.string("sessionId").map { SessionID($0) }
    participantID = try fields.string("participantId").map { ParticipantID($0) }
    participantName = try fields.string("participantName")
    kind = try fields.string("kind").map { TrackKind($0) }
    fileFormat = try fields.string("fileFormat").map { FileFormat($0) }
    start = try fields.date("start")
    end = try fields.date("end")
    mode = try fields.string("mode")
    region = try fields.string("region")
    files = try fields.array("files")
    webhook = try fields.read("webhook")
    json = fields.value
  }
}
