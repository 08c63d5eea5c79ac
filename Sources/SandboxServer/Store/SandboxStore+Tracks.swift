/// A valid request to record a track.
struct TrackStart: Equatable, Sendable {
  let room: String
  let participantID: String
  let kind: TrackKind
  let webhookURL: String?
  let bucketFolder: String?
}

/// Which recordings a list shows; nil means any, and all that are given must hold.
struct RecordingFilter: Equatable, Sendable {
  var room: String?
  var sessionID: String?
  var participantID: String?
}

/// Track recordings: one at a time for each room, participant and kind.
extension SandboxStore {
  func start(_ order: TrackStart, scope: TokenScope, now: Timestamp) throws(Refusal) {
    let (room, session, participant) = try present(
      room: order.room, participantID: order.participantID, scope: scope)
    let track = TrackRecording.Track(
      roomID: room.roomID, participantID: participant.participantID, kind: order.kind)
    guard world.running[track] == nil else {
      if switches.duplicateStart == .accepted { return }
      throw .alreadyRunning
    }
    var recording = TrackRecording(
      id: world.ids.next(at: now), track: track, session: session, webhookURL: order.webhookURL,
      bucketFolder: order.bucketFolder, start: now)
    // A track that is not published yet is waited for; until then there is no file.
    if participant.published[order.kind] != nil {
      recording.openSegment(fileID: world.ids.next(at: now), at: now)
    }
    world.running[track] = recording.id
    world.recordings.append(recording)
  }

  func stop(
    room name: String, participantID: String, kind: TrackKind, scope: TokenScope, now: Timestamp
  ) throws(Refusal) {
    let (room, _, participant) = try present(
      room: name, participantID: participantID, scope: scope)
    let track = TrackRecording.Track(
      roomID: room.roomID, participantID: participant.participantID, kind: kind)
    guard let id = world.running.removeValue(forKey: track), var recording = world.recordings[id]
    else { throw .notStarted }
    recording.stop(at: now)
    world.recordings.finish(recording)
  }

  /// Newest first.
  func recordings(
    _ filter: RecordingFilter, _ page: PageRequest, scope: TokenScope
  ) -> Page<TrackRecording> {
    let roomID = filter.room.map { world.room(named: $0)?.roomID ?? $0 }
    return Page(
      page,
      of: world.recordings.newestFirst.lazy.filter { [world] recording in
        roomID.map { $0 == recording.track.roomID } ?? true
          && filter.sessionID.map { $0 == recording.sessionID } ?? true
          && filter.participantID.map { $0 == recording.track.participantID } ?? true
          && SandboxStore.allows(scope, recording, in: world)
      })
  }

  func recording(_ id: String, scope: TokenScope) throws(Refusal) -> TrackRecording {
    guard let recording = world.recordings[id] else { throw .recordingNotFound }
    guard SandboxStore.allows(scope, recording, in: world) else { throw .outOfScope }
    return recording
  }

  func deleteRecording(_ id: String, scope: TokenScope) throws(Refusal) {
    guard try !recording(id, scope: scope).isRunning else { throw .stillRunning }
    world.recordings.remove(id)
  }

  private static func allows(
    _ scope: TokenScope, _ recording: TrackRecording, in world: World
  ) -> Bool {
    guard scope != TokenScope() else { return true }
    return scope.allows(participantID: recording.track.participantID)
      && world.room(named: recording.track.roomID).map(scope.allows) ?? true
  }

  /// The participant, who has to be in the room's live session for a start and for a stop.
  private func present(
    room name: String, participantID: String, scope: TokenScope
  ) throws(Refusal) -> (Room, Session, Participant) {
    let room = try room(named: name, scope: scope)
    guard let session = world.liveSession(roomID: room.roomID) else { throw .sessionNotFound }
    guard scope.allows(participantID: participantID) else { throw .outOfScope }
    let participant = session.activeParticipants.first { $0.participantID == participantID }
    guard let participant else { throw .participantNotFound }
    return (room, session, participant)
  }
}
