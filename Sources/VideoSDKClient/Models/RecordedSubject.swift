/// What at most one recording runs for: the sorts of recordings that the service makes, each with operations of its own.
public enum RecordedSubject: Sendable, Hashable {
  /// One track.
  case track(TrackKey)
  /// Everything that a participant sends.
  case participant(ParticipantID, room: RoomID)
  /// The whole meeting of a room.
  case meeting(RoomID)

  /// The room that it is in.
  public var room: RoomID {
    switch self {
    case .track(let track): track.room
    case .participant(_, let room), .meeting(let room): room
    }
  }

  /// Whose recording it is; nil for that of a whole meeting.
  public var participant: ParticipantID? {
    switch self {
    case .track(let track): track.participant
    case .participant(let participant, _): participant
    case .meeting: nil
    }
  }
}
