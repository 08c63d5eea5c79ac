import CommandLanguage
import VideoSDKClient

/// The tracks that `start` and `stop` are about: kinds, and where they differ from the session, room and participants.
struct TrackSelection: Sendable {
  let verb: Name
  let kinds: [TrackKind]
  /// `stop all`; for `start`, `all` is just every kind.
  let isAll: Bool
  /// Whether it is about everyone in the room, `participant=all`.
  let isEveryone: Bool
  private let room: RoomID?
  let participants: [ParticipantID]

  /// Stands for everyone in the abstract run, where nobody can be named yet.
  static let everyActive = ParticipantID("<each active participant>")

  static func kindParameter(_ verb: String, all: String) -> Parameter {
    Parameter(
      "KIND", "which tracks to \(verb)",
      .choice([
        Choice("audio", "the microphone"), Choice("video", "the camera"),
        Choice("screen_audio", "sound of a shared screen"),
        Choice("screen_video", "picture of a shared screen"),
        Choice("screen", "both screen kinds"), Choice("all", all),
      ]), arity: .oneOrMore)
  }

  static let room = CommandOption(
    "room", "ID", "another room than the one that is set", .identifier(.room))
  static let participant = CommandOption(
    "participant", "ID,…", "others, with commas between; all: everyone in the room",
    .identifier(.participant))

  init(_ arguments: Arguments) {
    verb = arguments.verb
    let words = arguments.values("KIND").map(\.text)
    isAll = words.contains("all")
    kinds = words.reduce(into: []) { kinds, word in
      for kind in Self.kinds(named: word) where !kinds.contains(kind) { kinds.append(kind) }
    }
    room = arguments.option("room").map { RoomID($0.text) }
    let named = arguments.option("participant")
    isEveryone = named?.text == "all"
    participants = isEveryone ? [] : named.map { Self.participants(named: $0.text) } ?? []
  }

  /// The room that is meant.
  func room(in session: Session) throws(Mistakes) -> RoomID {
    guard let room = room ?? session.room else { throw Mistakes(.noRoom(verb: verb)) }
    return room
  }

  /// Every track, participants first, kinds in the order written.
  ///
  /// - Parameter everyone: who `participant=all` turned out to be.
  func tracks(
    in session: Session, everyone: [ParticipantID]? = nil
  ) throws(Mistakes) -> [TrackKey] {
    let room = try room(in: session)
    let named = participants.isEmpty ? session.participant.map { [$0] } ?? [] : participants
    let people = everyone ?? named
    guard !people.isEmpty else { throw Mistakes(.noParticipant(verb: verb)) }
    return people.flatMap { person in
      kinds.map { TrackKey(room: room, participant: person, kind: $0) }
    }
  }

  /// Whether a room or participant was written.
  var namesPlace: Bool { room != nil || !participants.isEmpty || isEveryone }

  private static func participants(named list: String) -> [ParticipantID] {
    // Nearly always one, and to look for characters costs more than all the rest.
    guard list.isEmpty || list.utf8.contains(UInt8(ascii: ",")) else {
      return [ParticipantID(list)]
    }
    var seen: Set<Substring> = []
    return list.split(separator: ",").filter { seen.insert($0).inserted }
      .map { ParticipantID(String($0)) }
  }

  private static func kinds(named word: String) -> [TrackKind] {
    switch word {
    case "screen": [.screenAudio, .screenVideo]
    case "all": [.audio, .video, .screenAudio, .screenVideo]
    default: [TrackKind(word)]
    }
  }
}

extension TrackKey {
  /// `audio · abcd · abcd-efgh-ijkl`, as every answer names a track.
  var subject: String { "\(kind.wireName) · \(participant.rawValue) · \(room.rawValue)" }

  /// The members that every JSON answer names a track with.
  var members: [JSONValue.Member] {
    JSONValue.members([
      "room": .string(room.rawValue), "participant": .string(participant.rawValue),
      "kind": .string(kind.wireName),
    ])
  }

  /// The track's name with its parts styled.
  var styled: [StyledText.Part] {
    [
      .init(kind.wireName, .strong), .init(" · ", .muted), .init(participant.rawValue, .id),
      .init(" · ", .muted), .init(room.rawValue, .id),
    ]
  }
}
