/// A session of a room: the time from its first participant to its last.
///
/// See <https://docs.videosdk.live/api-reference/realtime-communication/fetch-session>.
public struct RoomSession: Sendable, Equatable {
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
    participants = try fields.array("participants") { item throws(ClientError) in
      try SessionParticipant(item)
    }
    json = fields.value
  }
}

/// Somebody who took part in a session.
public struct SessionParticipant: Sendable, Equatable {
  /// One stay: from joining to leaving.
  public struct Stay: Sendable, Equatable {
    /// When the participant joined.
    public let start: WireDate?
    /// When the participant left; nil while present.
    public let end: WireDate?
  }

  /// The participant's id.
  public let id: ParticipantID
  /// The display name.
  public let name: String?
  /// The stays, one for each join.
  public let stays: [Stay]
  /// The whole record as it came, with the fields that this type does not know.
  public let json: JSONValue

  /// Whether the participant is there: one stay has no end.
  public var isPresent: Bool { stays.contains { $0.end == nil } }

  init(_ fields: JSONFields) throws(ClientError) {
    id = ParticipantID(
      try fields.required(try fields.string("participantId"), "participantId"))
    name = try fields.string("name")
    stays = try fields.array("timelog") { item throws(ClientError) in
      Stay(start: try item.date("start"), end: try item.date("end"))
    }
    json = fields.value
  }
}
