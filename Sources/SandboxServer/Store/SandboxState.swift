/// Everything that a sandbox knows and that a reset brings back.
struct SandboxState: Sendable {
  /// How many finished recordings are kept.
  static let recordingCapacity = 10_000
  /// How many rooms there may be.
  static let roomCapacity = 10_000
  /// How many sessions are kept; the oldest ended ones go first.
  static let sessionCapacity = 10_000
  /// How many merges are kept; the oldest go first.
  static let mergeCapacity = 10_000

  let userID: String
  var clock: SandboxClock
  var ids: ObjectIDGenerator
  private(set) var rooms: [Room] = []
  private(set) var roomChanges: ChangedIDs
  var sessions: TrackedList<RoomSession>
  var merges: TrackedList<Merge>
  var schedule = Schedule()
  var recordings: RecordingList
  var running: [Recording.Target: String] = [:]
  private var roomNumbers: [String: Int] = [:]
  /// Where the latest session of each room is, by the id of the room.
  private var latestSessions: [String: Int] = [:]

  /// The state of a seed, at its first moment.
  ///
  /// - Parameter changes: whether it is remembered what has to be written to a data file, which then is all
  ///   of it.
  init(
    seed: SandboxConfiguration.Seed, isDeterministic: Bool, changes: ChangedIDs = .ignored
  ) {
    roomChanges = changes
    sessions = TrackedList(changes: changes)
    merges = TrackedList(changes: changes)
    recordings = RecordingList(capacity: SandboxState.recordingCapacity, changes: changes)
    clock = SandboxClock(isDeterministic: isDeterministic)
    ids = ObjectIDGenerator(isDeterministic: isDeterministic)
    userID = ids.next(at: clock.now)
    switch seed {
    case .classroom: furnishClassroom()
    case .empty: break
    }
  }

  /// The state of a data file.
  init(_ content: DataFile.Content) {
    let header = content.header
    (userID, clock, ids) = (header.userID, header.clock, header.ids)
    roomChanges = .kept
    sessions = TrackedList(restoring: content.sessions)
    merges = TrackedList(restoring: content.merges)
    recordings = RecordingList(
      capacity: SandboxState.recordingCapacity, restoring: content.recordings)
    for room in content.rooms { add(room) }
    for (index, session) in content.sessions.enumerated() {
      latestSessions[session.roomID] = index
    }
    for recording in content.recordings where recording.isRunning {
      running[recording.target] = recording.id
    }
    _ = roomChanges.take()
    restoreSchedule()
  }

  /// Finds a room by any of its names.
  func room(named name: String) -> Room? {
    roomNumbers[name].map { rooms[$0] }
  }

  /// An id in the form `xxxx-xxxx-xxxx` that no room has.
  ///
  /// A deterministic sandbox derives it from the number of rooms.
  func makeRoomID() -> String {
    var seed = ids.isDeterministic ? UInt64(rooms.count) : UInt64.random(in: 0...(.max))
    while true {
      seed &+= 0x9E37_79B9_7F4A_7C15
      let digits = String(SandboxState.scattered(seed) % 4_738_381_338_321_616_896, radix: 36)
      let padded = String(repeating: "0", count: 12 - digits.count) + digits
      let id = "\(padded.prefix(4))-\(padded.dropFirst(4).prefix(4))-\(padded.dropFirst(8))"
      if roomNumbers[id] == nil { return id }
    }
  }

  /// The finaliser of SplitMix64, which spreads neighbouring numbers over all of them.
  private static func scattered(_ number: UInt64) -> UInt64 {
    var mixed = number
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func add(_ room: Room) {
    for name in [room.customRoomID, room.id, room.roomID].compactMap({ $0 }) {
      roomNumbers[name] = rooms.count
    }
    roomChanges.insert(room.roomID)
    rooms.append(room)
  }

  mutating func updateRoom(_ roomID: String, _ change: (inout Room) -> Void) {
    guard let number = roomNumbers[roomID] else { return }
    roomChanges.insert(rooms[number].roomID)
    change(&rooms[number])
  }

  func liveSession(roomID: String) -> RoomSession? {
    liveSessionIndex(roomID: roomID).map { sessions[$0] }
  }

  /// No session begins in a room while another is live there, so only the latest can be.
  func liveSessionIndex(roomID: String) -> Int? {
    guard let index = latestSessions[roomID], sessions[index].isLive else { return nil }
    return index
  }

  /// Adds a session, and lets the oldest ended one go if there are too many.
  mutating func add(_ session: RoomSession) {
    latestSessions[session.roomID] = sessions.count
    sessions.append(session)
    if sessions.count > SandboxState.sessionCapacity,
      let oldest = sessions.firstIndex(where: { !$0.isLive })
    {
      sessions.remove(at: oldest)
      latestSessions = latestSessions.filter { $0.value != oldest }
        .mapValues { $0 > oldest ? $0 - 1 : $0 }
    }
  }

  /// Adds a merge, and lets the oldest one go if there are too many.
  mutating func add(_ merge: Merge) {
    merges.append(merge)
    if merges.count > SandboxState.mergeCapacity { merges.remove(at: 0) }
  }

  /// Hands over, to whoever writes them, the names of all that differ from what the data file says.
  mutating func takeChanges() -> Changes {
    Changes(
      rooms: roomChanges.take(), sessions: sessions.takeChanges(), merges: merges.takeChanges(),
      recordings: recordings.takeChanges())
  }

  /// Takes changes back that could not be written.
  mutating func putBack(_ taken: Changes) {
    roomChanges.putBack(taken.rooms)
    sessions.putBack(taken.sessions)
    merges.putBack(taken.merges)
    recordings.putBack(taken.recordings)
  }

  /// Puts on the schedule what was on it in the process before.
  private mutating func restoreSchedule() {
    for session in sessions where session.isLive {
      if let time = room(named: session.roomID)?.autoClose?.time(from: session.start) {
        schedule.add(.endSession(id: session.id), at: time)
      }
    }
    for recording in recordings.newestFirst.reversed() {
      if let ending = recording.ending, !recording.isOver {
        schedule.add(.concludeRecording(id: recording.id), at: ending.due)
      }
    }
    for merge in merges where merge.state == .running {
      schedule.add(.concludeMerge(id: merge.id), at: merge.due)
    }
  }

  private mutating func furnishClassroom() {
    let now = clock.now
    let room = Room(
      roomID: "abcd-efgh-ijkl", customRoomID: nil, id: ids.next(at: now), userID: userID,
      createdAt: now, updatedAt: now)
    add(room)
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
    add(
      RoomSession(
        id: sessionID, roomID: room.roomID, customRoomID: nil, userID: userID, start: now,
        participants: participants))
  }
}
