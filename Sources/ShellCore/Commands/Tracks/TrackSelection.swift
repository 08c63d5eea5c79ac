import CommandLanguage
import VideoSDKClient

/// What `start` and `stop` are about: kinds of tracks, everything of participants or the meeting, and where they differ
/// from the session, room and participants.
struct TrackSelection: Sendable {
  let verb: Name
  let sort: RecordingSort
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
    sort = arguments.form.flatMap { RecordingSort(rawValue: $0) } ?? .track
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

  /// Every recording, participants first, kinds in the order written.
  ///
  /// - Parameter everyone: who `participant=all` turned out to be.
  func subjects(
    in session: Session, everyone: [ParticipantID]? = nil
  ) throws(Mistakes) -> [RecordedSubject] {
    let room = try room(in: session)
    if sort == .meeting { return [.meeting(room)] }
    let named = participants.isEmpty ? session.participant.map { [$0] } ?? [] : participants
    let people = everyone ?? named
    guard !people.isEmpty else { throw Mistakes(.noParticipant(verb: verb)) }
    guard sort == .track else { return people.map { .participant($0, room: room) } }
    var subjects: [RecordedSubject] = []
    subjects.reserveCapacity(people.count * kinds.count)
    for person in people {
      for kind in kinds {
        subjects.append(.track(TrackKey(room: room, participant: person, kind: kind)))
      }
    }
    return subjects
  }

  /// What so many seconds of it cost; of everyone nobody knows yet how many they are: one is the least.
  ///
  /// - Returns: nil for a meeting, whose price is not known.
  func cost(seconds: Double) -> CostEstimate? {
    let all = seconds * Double(max(1, participants.count))
    return switch sort {
    case .track: kinds.reduce(.nothing) { $0 + CostEstimate($1, seconds: all) }
    case .participant: .participant(seconds: all)
    case .meeting: nil
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

extension Recorded {
  /// `audio · abcd · abcd-efgh-ijkl`, as every answer names a recording.
  var subject: String {
    [recorded.word, recorded.participant?.rawValue, recorded.room.rawValue].compactMap(\.self)
      .joined(separator: " · ")
  }

  /// The members that every JSON answer names a recording with.
  var members: [JSONValue.Member] {
    JSONValue.members([
      "room": .string(recorded.room.rawValue),
      "participant": recorded.participant.map { .string($0.rawValue) },
      "kind": .string(recorded.word),
    ])
  }

  /// The recording's name with its parts styled.
  var styled: [StyledText.Part] {
    let separator = StyledText.Part(" · ", .muted)
    let room = [separator, .init(recorded.room.rawValue, .id)]
    let participant = recorded.participant.map { [separator, .init($0.rawValue, .id)] } ?? []
    return [.init(recorded.word, .strong)] + participant + room
  }
}
