/// A valid request to record.
struct RecordingOrder: Equatable, Sendable {
  let room: String
  let subject: Recording.Subject
  let webhookURL: String?
  let bucketFolder: String?
}

/// Which recordings a list shows; nil means any, and all that are given must hold.
struct RecordingFilter: Equatable, Sendable {
  let family: Recording.Family
  var room: String?
  var sessionID: String?
  var participantID: String?

  func matches(_ recording: Recording, roomID: String?) -> Bool {
    recording.family == family
      && roomID.map { $0 == recording.target.roomID } ?? true
      && sessionID.map { $0 == recording.sessionID } ?? true
      && participantID.map { $0 == recording.participantID } ?? true
  }
}

/// Recordings of all families: one at a time for each target.
extension SandboxStore {
  func start(_ order: RecordingOrder, by cause: Cause) throws(Refusal) {
    let (target, session, isPublished) = try target(order.subject, in: order.room, by: cause)
    guard world.running[target] == nil else {
      if switches.duplicateStart == .accepted { return }
      throw .alreadyRunning(target.family)
    }
    let recording = Recording(
      id: world.ids.next(at: cause.now), target: target, session: session,
      webhookURL: order.webhookURL, bucketFolder: order.bucketFolder, start: cause.now)
    world.recordings.append(recording)
    announce(.starting, of: recording.id, by: cause)
    guard !cause.recordingFails else {
      conclude(recording.id, failing: true, by: cause)
      return
    }
    world.running[target] = recording.id
    // A track that is not published yet is waited for; until then there is no file.
    if isPublished { openSegment(of: recording.id, by: cause) }
  }

  func stop(_ subject: Recording.Subject, room: String, by cause: Cause) throws(Refusal) {
    let (target, _, _) = try target(subject, in: room, by: cause)
    guard let id = world.running[target] else { throw .notStarted(target.family) }
    end(id, by: cause)
  }

  /// Newest first.
  func recordings(
    _ filter: RecordingFilter, _ page: PageRequest, scope: TokenScope
  ) -> Page<Recording> {
    let roomID = filter.room.map { world.room(named: $0)?.roomID ?? $0 }
    return Page(
      page,
      of: world.recordings.newestFirst.lazy.filter { [world] recording in
        filter.matches(recording, roomID: roomID)
          && SandboxStore.allows(scope, recording, in: world)
      })
  }

  func recording(
    _ id: String, family: Recording.Family, scope: TokenScope
  ) throws(Refusal) -> Recording {
    guard let recording = world.recordings[id], recording.family == family else {
      throw .recordingNotFound(family)
    }
    guard SandboxStore.allows(scope, recording, in: world) else { throw .outOfScope }
    return recording
  }

  /// The file of a recording that is kept, or of a merge; the newest one if several have the same path.
  func file(at path: FilePath) -> ServedFile? {
    for recording in world.recordings.newestFirst {
      if let file = recording.file(at: path) { return ServedFile(id: file.id, media: file.media) }
    }
    let merge = world.merges.last { $0.id == path.stamp && $0.path == path.text }
    return merge.flatMap { merge in
      merge.media.map { ServedFile(id: merge.fileID, media: $0) }
    }
  }

  func deleteRecording(
    _ id: String, family: Recording.Family, scope: TokenScope
  ) throws(Refusal) {
    guard try !recording(id, family: family, scope: scope).isRunning else {
      throw .stillRunning(family)
    }
    world.recordings.remove(id)
  }

  /// Begins a file of a running recording.
  func openSegment(of id: String, by cause: Cause) {
    let isFirst = world.recordings[id]?.state == .starting
    let fileID = world.ids.next(at: cause.now)
    world.recordings.update(id) { $0.openSegment(fileID: fileID, at: cause.now) }
    if isFirst { announce(.started, of: id, by: cause) }
  }

  /// Ends a running recording.
  func end(_ id: String, by cause: Cause) {
    if let target = world.recordings[id]?.target { world.running[target] = nil }
    world.recordings.update(id) { $0.beginStopping(at: cause.now) }
    announce(.stopping, of: id, by: cause)
    conclude(id, failing: cause.recordingFails, by: cause)
  }

  private func conclude(_ id: String, failing: Bool, by cause: Cause) {
    world.recordings.update(id) { recording in
      if failing { recording.fail(at: cause.now) } else { recording.complete(at: cause.now) }
    }
    announce(failing ? .failed : .stopped, of: id, by: cause)
    world.recordings.retire(id)
  }

  private static func allows(_ scope: TokenScope, _ recording: Recording, in world: World) -> Bool {
    guard scope != TokenScope() else { return true }
    return recording.participantID.map(scope.allows(participantID:)) ?? true
      && world.room(named: recording.target.roomID).map(scope.allows) ?? true
  }

  /// What a start or a stop means: it must be in the room's live session.
  private func target(
    _ subject: Recording.Subject, in name: String, by cause: Cause
  ) throws(Refusal) -> (Recording.Target, Session, isPublished: Bool) {
    let room = try room(named: name, scope: cause.scope)
    guard let session = world.liveSession(roomID: room.roomID) else { throw .sessionNotFound }
    let target = Recording.Target(roomID: room.roomID, subject: subject)
    switch subject {
    case .track(let participantID, let kind):
      let participant = try present(participantID, in: session, scope: cause.scope)
      return (target, session, participant.published[kind] != nil)
    case .participant(let participantID):
      _ = try present(participantID, in: session, scope: cause.scope)
      return (target, session, true)
    case .room:
      return (target, session, true)
    }
  }

  private func present(
    _ participantID: String, in session: Session, scope: TokenScope
  ) throws(Refusal) -> Participant {
    guard scope.allows(participantID: participantID) else { throw .outOfScope }
    guard let number = session.presentNumber(of: participantID) else { throw .participantNotFound }
    return session.participants[number]
  }
}
