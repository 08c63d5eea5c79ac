/// How well a session came through at one participant.
///
/// Only the two ids are demanded. See
/// <https://docs.videosdk.live/api-reference/realtime-communication/fetch-session-peer-quality-stats>.
public struct ParticipantStats: WireRecord, JSONReadable {
  /// Pictures of each size at one moment.
  public struct ResolutionUsage: WireRecord, JSONReadable {
    /// When they were counted.
    public let time: WireDate?
    /// How many pictures there were, by their height in pixels.
    public let counts: [Int: Int]
    /// As it came, with the fields that this type does not know.
    public let json: JSONValue

    init(_ fields: JSONFields) throws(ClientError) {
      time = try fields.date("time")
      var counts: [Int: Int] = [:]
      if case .object(let members) = fields.value {
        for member in members {
          guard let height = Int(member.name) else { continue }
          counts[height] = try fields.integer(member.name)
        }
      }
      self.counts = counts
      json = fields.value
    }
  }

  /// The session.
  public let sessionID: SessionID
  /// Its room; the service calls it `meetingId` here.
  public let roomID: RoomID?
  /// The participant.
  public let participantID: ParticipantID
  /// The participant's display name.
  public let participantName: String?
  /// The participant's device; its shape is not documented.
  public let deviceInfo: JSONValue?
  /// The participant's SDK; its shape is not documented.
  public let sdkInfo: JSONValue?
  /// Where the participant is; its shape is not documented.
  public let location: JSONValue?
  /// The participant's network; its shape is not documented.
  public let network: JSONValue?
  /// The samples, in the service's order.
  public let samples: [QualitySample]
  /// The sizes of the pictures, in the service's order.
  public let resolutionUsage: [ResolutionUsage]
  /// The whole answer as it came, with the fields that this type does not know.
  public let json: JSONValue

  init(_ fields: JSONFields) throws(ClientError) {
    sessionID = SessionID(try fields.required(try fields.string("sessionId"), "sessionId"))
    roomID = try fields.string("meetingId", or: "roomId").map { RoomID($0) }
    participantID = ParticipantID(
      try fields.required(try fields.string("participantId"), "participantId"))
    participantName = try fields.string("participantName")
    deviceInfo = fields.value["deviceInfo"]
    sdkInfo = fields.value["sdkInfo"]
    location = fields.value["location"]
    network = fields.value["network"]
    samples = try fields.array("stats")
    resolutionUsage = try fields.array("resolutionUsage")
    json = fields.value
  }
}
