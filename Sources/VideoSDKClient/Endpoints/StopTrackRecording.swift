/// Stops recording one track of a participant.
///
/// The kind must be the one that was started. A second stop is refused (seen: 400 with a text
/// that says it was not started), so that refusal of a repeat confirms the stop before it.
/// See <https://docs.videosdk.live/api-reference/realtime-communication/stop-track-recording>.
public struct StopTrackRecording: StopEndpoint {
  /// The room.
  public let room: RoomID
  /// The participant.
  public let participant: ParticipantID
  /// The participant's track.
  public let kind: TrackKind

  /// Names the track whose recording is to end.
  public init(room: RoomID, participant: ParticipantID, kind: TrackKind) {
    self.room = room
    self.participant = participant
    self.kind = kind
  }

  /// `POST`.
  public var method: HTTPMethod { .post }
  /// The documented path.
  public var path: String { "/v2/recordings/participant/track/stop" }
  /// The room and the participant of the request.
  public var scope: RequestScope { RequestScope(room: room, participant: participant) }
  /// Stopping twice leaves the same state as stopping once.
  public var repetition: Repetition { .safe }
  /// The track whose recording is to end.
  public var recorded: RecordedSubject? {
    .track(TrackKey(room: room, participant: participant, kind: kind))
  }

  /// The three fields in the documentation's order.
  public var body: JSONValue? {
    .object([
      "roomId": .string(room.rawValue),
      "participantId": .string(participant.rawValue),
      "kind": .string(kind.wireName),
    ])
  }
}
