import CommandLanguage
import VideoSDKClient

/// What `recording.NAME` asks the service for: the newest record of a kind, a participant, a meeting, or the newest merge.
enum RecordingQuery: Sendable {
  case recording(RecordedSubject)
  case merge(RoomID)

  /// The names behind `recording.`.
  static let names =
    TrackKind.known.map(\.wireName)
    + [
      RecordingSort.participant.rawValue, RecordingSort.meeting.rawValue, RecordingReference.merge,
    ]

  /// - Throws: `noRoom` or `noParticipant`, where the session lacks what the name needs.
  init(_ name: String, at place: Name, in session: Session) throws(Failure) {
    guard let room = session.room else { throw .noRoom(verb: place, isQuery: true) }
    switch name {
    case RecordingReference.merge: self = .merge(room)
    case RecordingSort.meeting.rawValue: self = .recording(.meeting(room))
    default:
      guard let participant = session.participant else {
        throw .noParticipant(verb: place, isQuery: true)
      }
      self = .recording(
        name == RecordingSort.participant.rawValue
          ? .participant(participant, room: room)
          : .track(TrackKey(room: room, participant: participant, kind: TrackKind(name))))
    }
  }

  /// The newest stand on the first page; a query asks for no other.
  var request: any Endpoint {
    switch self {
    case .recording(let subject): Self.firstPage(of: subject)
    case .merge(let room): Self.firstMerges(in: room)
    }
  }

  static func firstPage(of subject: RecordedSubject) -> RecordingList {
    LatestRecording.list(of: subject).page(1)
  }

  static func firstMerges(in room: RoomID) -> ListMerges { ListMerges(room: room, page: 1) }
}
