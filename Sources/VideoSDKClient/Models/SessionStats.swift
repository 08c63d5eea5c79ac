/// How well a whole session came through.
///
/// Only the session's id is demanded. See
/// <https://docs.videosdk.live/api-reference/realtime-communication/fetch-session-quality-stats>.
public struct SessionStats: WireRecord, JSONReadable {
  /// The session.
  public let sessionID: SessionID
  /// Its room; the service calls it `meetingId` here.
  public let roomID: RoomID?
  /// The samples, in the service's order.
  public let samples: [QualitySample]
  /// The whole answer as it came, with the fields that this type does not know.
  public let json: JSONValue

  init(_ fields: JSONFields) throws(ClientError) {
    sessionID = SessionID(try fields.required(try fields.string("sessionId"), "sessionId"))
    roomID = try fields.string("meetingId", or: "roomId").map { RoomID($0) }
    samples = try fields.array("stats")
    json = fields.value
  }
}
