/// What a recording is of, where a list of recordings can tell whether it runs.
public enum RecordedSubject: Sendable, Hashable {
  /// One track.
  case track(TrackKey)
  /// Everything that a participant sends.
  case participant(ParticipantID, room: RoomID)
}
