import CommandLanguage
import VideoSDKClient

/// The recording that a command is about: an id, or else the latest of a kind, a participant or a meeting; or a merge.
struct RecordingReference: Sendable {
  /// What it means in a session.
  enum Meaning: Sendable {
    case record(RecordingSort, RecordingID)
    case latest(RecordedSubject)
    case merge(MergeID)
    case latestMerge(RoomID)
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

  /// The alternatives of a verb that is about one recording.
  ///
  /// - Parameters:
  ///   - deed: what the verb does, such as `show`.
  ///   - options: what the verb takes besides.
  static func alternatives(
    _ verb: String, _ deed: String, options: [CommandOption] = []
  ) -> [Grammar] {
    let participant = CommandOption(
      "participant", "ID", "without an id: another than the one that is set",
      .identifier(.participant))
    return [
      alternative(
        verb, "participant", "\(deed) a recording of everything of a participant",
        options + [room, participant]),
      alternative(verb, "meeting", "\(deed) a recording of a whole meeting", options + [room]),
      alternative(verb, Self.merge, "\(deed) a merge of recordings", options + [room]),
    ]
  }

  private static let room = CommandOption(
    "room", "ID", "without an id: another room than the one that is set", .identifier(.room))

  private static func alternative(
    _ verb: String, _ word: String, _ summary: String, _ options: [CommandOption]
  ) -> Grammar {
    Grammar(
      verb: "\(verb) \(word)", summary: summary,
      parameters: [
        Parameter(
          "ID", "its id; without one the latest that there is",
          .identifier(RecordingSort(rawValue: word)?.identifierKind ?? .merge), arity: .optional)
      ], options: options, examples: ["\(verb) \(word)"])
  }

  /// The word for merges, which are no recordings of anything that could be started.
  static let merge = "merge"

  private let verb: Name
  private let form: String?
  private let word: String?
  private let room: RoomID?
  private let participant: ParticipantID?

  init(_ arguments: Arguments) {
    verb = arguments.verb
    form = arguments.form
    word = arguments.value(form == nil ? Self.parameter.name : "ID")?.text
    room = arguments.option("room").map { RoomID($0.text) }
    participant = arguments.option("participant").map { ParticipantID($0.text) }
  }

  /// - Throws: `noRoom` or `noParticipant`, without an id when neither the words nor the session have one.
  func meaning(in session: Session) throws(Mistakes) -> Meaning {
    guard form != Self.merge else {
      if let word { return .merge(MergeID(word)) }
      return .latestMerge(try room(in: session))
    }
    let sort = form.flatMap { RecordingSort(rawValue: $0) } ?? .track
    let kind = sort == .track ? word.map { TrackKind($0) } : nil
    if let word, kind.map({ !TrackKind.known.contains($0) }) ?? true {
      return .record(sort, RecordingID(word))
    }
    let room = try room(in: session)
    if sort == .meeting { return .latest(.meeting(room)) }
    guard let participant = participant ?? session.participant else {
      throw Mistakes(.noParticipant(verb: verb))
    }
    guard let kind else { return .latest(.participant(participant, room: room)) }
    return .latest(.track(TrackKey(room: room, participant: participant, kind: kind)))
  }

  private func room(in session: Session) throws(Mistakes) -> RoomID {
    guard let room = room ?? session.room else { throw Mistakes(.noRoom(verb: verb)) }
    return room
  }
}

extension RecordingID {
  /// `recording 66ab9f0c…`, as every failure names it.
  var subject: String { "recording \(rawValue)" }
}
