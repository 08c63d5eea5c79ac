/// Stops recording everything a participant sends.
///
/// See
/// <https://docs.videosdk.live/api-reference/realtime-communication/stop-participant-recording>.
public struct StopParticipantRecording: StopEndpoint {
  /// The room.
  public let room: RoomID
  /// The participant.
  public let participant: ParticipantID

  /// Names the participant whose recording is to end.
  public init(room: RoomID, participant: ParticipantID) {
    self.room = room
    self.participant = participant
  }

  /// `POST`.
  public var method: HTTPMethod { .post }
  /// The documented path.
  public var path: String { "/v2/recordings/participant/stop" }
  /// The room and the participant of the request.
  public var scope: RequestScope { RequestScope(room: room, participant: participant) }
  /// Everything that the participant sends.
  public var recorded: RecordedSubject? { .participant(participant, room: room) }

  /// The two fields in the documentation's order.
  public var body: JSONValue? {
    .object([
      "roomId": .string(room.rawValue),
      "participantId": .string(participant.rawValue),
    ])
  }
}
