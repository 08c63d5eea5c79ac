import Ledger
import VideoSDKClient

/// Whatever names what at most one recording runs for: a track alone, or any of what the service records.
protocol Recorded: Sendable, Hashable {
  var recorded: RecordedSubject { get }
}

extension RecordedSubject: Recorded {
  var recorded: RecordedSubject { self }
}

extension TrackKey: Recorded {
  var recorded: RecordedSubject { .track(self) }
}

extension RecordedSubject {
  /// Nil for what is more than a track.
  var track: TrackKey? { if case .track(let track) = self { track } else { nil } }

  /// Its word in commands and answers: the kind of a track, `participant` or `meeting`.
  var word: String {
    switch self {
    case .track(let track): track.kind.wireName
    case .participant: RecordedTrack.participantKind
    case .meeting: RecordedTrack.meetingKind
    }
  }

  /// The name behind `state.` for what a session has chosen; `participant` alone is there already.
  var stateName: String {
    if case .track(let track) = self { track.kind.wireName } else { "\(word)_recording" }
  }
}

extension Session {
  /// What a name behind `state.` is about in the room, and of the participant, that are chosen; nil where one is lacking.
  func recorded(named name: String) -> RecordedSubject? {
    guard let room else { return nil }
    let meeting = RecordedSubject.meeting(room)
    guard name != meeting.stateName, let participant else {
      return name == meeting.stateName ? meeting : nil
    }
    let person = RecordedSubject.participant(participant, room: room)
    if name == person.stateName { return person }
    return .track(TrackKey(room: room, participant: participant, kind: TrackKind(name)))
  }
}

extension RecordedSubject {
  /// The names behind `state.` for recordings.
  static let stateNames =
    TrackKind.known.map(\.wireName)
    + [RecordedTrack.participantKind, RecordedTrack.meetingKind].map { "\($0)_recording" }
}

extension RecordedTrack {
  init(_ recorded: some Recorded, at origin: Origin) {
    let recorded = recorded.recorded
    self.init(
      origin: origin.description, room: recorded.room.rawValue,
      participant: recorded.participant?.rawValue ?? "", kind: recorded.word)
  }
}

extension RecordedSubject {
  init(_ track: RecordedTrack) {
    let room = RoomID(track.room)
    let participant = ParticipantID(track.participant)
    self =
      switch track.kind {
      case RecordedTrack.meetingKind: .meeting(room)
      case RecordedTrack.participantKind: .participant(participant, room: room)
      default:
        .track(TrackKey(room: room, participant: participant, kind: TrackKind(track.kind)))
      }
  }
}
