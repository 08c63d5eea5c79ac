/// One track of one participant in one room: what at most one recording runs for.
public struct TrackKey: Sendable, Hashable {
  /// The room.
  public let room: RoomID
  /// The participant.
  public let participant: ParticipantID
  /// The participant's track.
  public let kind: TrackKind

  /// Names a track.
  public init(room: RoomID, participant: ParticipantID, kind: TrackKind) {
    self.room = room
    self.participant = participant
    self.kind = kind
  }

  /// Whether a record is of this track; the filters of the listing are trusted for what it omits.
  func matches(_ recording: TrackRecording) -> Bool {
    recording.kind == kind && (recording.participantID ?? participant) == participant
  }
}
