import CommandLanguage
import VideoSDKClient

/// The recording that a command is about: an id, or a kind for the latest of a room and participant.
struct RecordingReference: Sendable {
  /// What it means in a session.
  enum Meaning: Sendable {
    case record(RecordingID)
    case latest(TrackKey)
  }

  static let parameter = Parameter(
    "ID|KIND", "an id, or audio, video, screen_audio or screen_video", .identifier(.recording),
    words: TrackKind.known.map { Choice($0.wireName, "the latest recording of it") })
  static let options = [
    CommandOption(
      "room", "ID", "for a kind: another room than the one that is set", .identifier(.room)),
    CommandOption(
      "participant", "ID", "for a kind: another participant than the one that is set",
      .identifier(.participant)),
  ]

  private let verb: Name
  private let word: String
  private let room: RoomID?
  private let participant: ParticipantID?

  init(_ arguments: Arguments) {
    verb = arguments.verb
    word = arguments.value(Self.parameter.name)?.text ?? ""
    room = arguments.option("room").map { RoomID($0.text) }
    participant = arguments.option("participant").map { ParticipantID($0.text) }
  }

  /// - Throws: `noRoom` or `noParticipant`, for a kind when neither the words nor the session have one.
  func meaning(in session: Session) throws(Mistakes) -> Meaning {
    let kind = TrackKind(word)
    guard TrackKind.known.contains(kind) else { return .record(RecordingID(word)) }
    guard let room = room ?? session.room else { throw Mistakes(.noRoom(verb: verb)) }
    guard let participant = participant ?? session.participant else {
      throw Mistakes(.noParticipant(verb: verb))
    }
    return .latest(TrackKey(room: room, participant: participant, kind: kind))
  }
}

extension RecordingID {
  /// `recording 66ab9f0c…`, as every failure names it.
  var subject: String { "recording \(rawValue)" }
}
