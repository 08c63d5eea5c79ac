/// Everything that a sandbox knows and that a reset brings back.
struct World: Sendable {
  /// How many finished recordings are kept.
  static let recordingCapacity = 10_000

  let userID: String
  var clock: SandboxClock
  var ids: ObjectIDGenerator
  var rooms: [Room] = []
  /// Oldest first.
  var sessions: [Session] = []
  var recordings = RecordingList(capacity: World.recordingCapacity)
  var running: [TrackRecording.Track: String] = [:]

  /// The world of a seed, at its first moment.
  init(seed: SandboxConfiguration.Seed, isDeterministic: Bool) {
    clock = SandboxClock(isDeterministic: isDeterministic)
    ids = ObjectIDGenerator(isDeterministic: isDeterministic)
    userID = ids.next(at: clock.now)
    switch seed {
    case .classroom: furnishClassroom()
    case .empty: break
    }
  }

  func room(named name: String) -> Room? {
    rooms.first { $0.isNamed(name) }
  }

  func liveSession(roomID: String) -> Session? {
    sessions.last { $0.roomID == roomID && $0.isLive }
  }

  private mutating func furnishClassroom() {
    let now = clock.now
    let room = Room(
      roomID: "abcd-efgh-ijkl", customRoomID: nil, id: ids.next(at: now), userID: userID,
      createdAt: now, updatedAt: now)
    rooms = [room]
    let sessionID = ids.next(at: now)
    let everybody: [(id: String, name: String, tracks: [TrackKind])] = [
      ("abcd", "Ada", [.audio, .video, .screenAudio, .screenVideo]),
      ("efgh", "Emil", [.audio, .video]),
      ("ijkl", "Iris", [.audio, .video]),
    ]
    let participants = everybody.map { person in
      Participant(
        id: ids.next(at: now), participantID: person.id, name: person.name,
        stays: [Participant.Stay(start: now)],
        published: Dictionary(uniqueKeysWithValues: person.tracks.map { ($0, now) }))
    }
    sessions = [
      Session(
        id: sessionID, roomID: room.roomID, customRoomID: nil, userID: userID, start: now,
        participants: participants)
    ]
  }
}
