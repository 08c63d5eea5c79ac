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
  func start(_ order: RecordingOrder, context: ChangeContext) throws(APIError) {
    let (target, session, participant) = try target(
      order.subject, in: order.room, context: context)
    guard state.running[target] == nil || composesSeveral(target) else {
      if switches.duplicateStart == .accepted { return }
      throw .alreadyRunning(target.family)
    }
    guard switches.earlyRestart == .accepted || !isProcessed(target) else {
      throw .stillProcessed
    }
    if let joined = participant?.stays.last?.start,
      faults.refuses(
        context.operation, after: .milliseconds(context.now.milliseconds - joined.milliseconds))
    {
      throw .participantNotFound
    }
    begin(order, target, in: session, participant, context: context)
  }

  /// Begins a recording that nothing speaks against.
  func begin(
    _ order: RecordingOrder, _ target: Recording.Target, in session: RoomSession,
    _ participant: Participant?, context: ChangeContext
  ) {
    let recording = Recording(
      id: state.ids.next(at: context.now), target: target, session: session,
      webhookURL: order.webhookURL, bucketFolder: order.bucketFolder, storage: settings.storage,
      region: state.room(named: target.roomID)?.geoFence, start: context.now)
    state.recordings.append(recording)
    announce(.starting, of: recording.id, context: context)
    guard !context.recordingFails else {
      conclude(recording.id, failing: true, context: context)
      return
    }
    state.running[target] = recording.id
    // A track that is not published yet is waited for; until then there is no file.
    if participant?.publishes(order.subject) ?? true {
      openSegment(of: recording.id, context: context)
    }
  }

  func stop(_ subject: Recording.Subject, room: String, context: ChangeContext) throws(APIError) {
    let (target, _, _) = try target(subject, in: room, context: context)
    let running = runningRecordings(of: target)
    guard !running.isEmpty else { throw .notStarted(target.family) }
    for recording in running { end(recording.id, context: context) }
  }

  /// What is recorded of a target, oldest first: several recordings only of a room that is made for it.
  func runningRecordings(of target: Recording.Target) -> [Recording] {
    guard let newest = state.running[target].flatMap({ state.recordings[$0] }) else { return [] }
    guard composesSeveral(target) else { return [newest] }
    return state.recordings.newestFirst.filter { $0.target == target && $0.isRunning }.reversed()
  }

  private func composesSeveral(_ target: Recording.Target) -> Bool {
    target.family == .room
      && state.room(named: target.roomID)?.multiComposition?.recording ?? false
  }

  /// Newest first.
  func recordings(
    _ filter: RecordingFilter, _ page: PageRequest, scope: TokenScope
  ) -> Page<Recording> {
    let roomID = filter.room.map { state.room(named: $0)?.roomID ?? $0 }
    return Page(
      page,
      of: state.recordings.newestFirst.lazy.filter { [state] recording in
        filter.matches(recording, roomID: roomID)
          && SandboxStore.allows(scope, recording, in: state)
      })
  }

  func recording(
    _ id: String, family: Recording.Family, scope: TokenScope
  ) throws(APIError) -> Recording {
    guard let recording = state.recordings[id], recording.family == family else {
      throw .recordingNotFound(family)
    }
    guard SandboxStore.allows(scope, recording, in: state) else { throw .outOfScope }
    return recording
  }

  /// The file of a recording that is kept, or of a merge; the newest one if several have the same path.
  func file(at path: FilePath) -> ServedFile? {
    for recording in state.recordings.newestFirst {
      if let file = recording.file(at: path, now: now) {
        return ServedFile(id: file.id, media: file.media)
      }
    }
    let merge = state.merges.last { $0.id == path.stamp && $0.path == path.text }
    return merge.flatMap { merge in
      merge.media.map { ServedFile(id: merge.fileID, media: $0) }
    }
  }

  func deleteRecording(
    _ id: String, family: Recording.Family, scope: TokenScope
  ) throws(APIError) {
    guard try recording(id, family: family, scope: scope).isOver else {
      throw .stillRunning(family)
    }
    state.recordings.remove(id)
  }

  /// Begins a file of a running recording.
  func openSegment(of id: String, context: ChangeContext) {
    let isFirst = state.recordings[id]?.state == .starting
    let fileID = state.ids.next(at: context.now)
    state.recordings.update(id) { $0.openSegment(fileID: fileID, at: context.now) }
    if isFirst { announce(.started, of: id, context: context) }
  }

  /// Ends a running recording, whose files are then processed.
  func end(_ id: String, context: ChangeContext) {
    guard let recording = state.recordings[id] else { return }
    state.running[recording.target] = nil
    let hasNoBucket = recording.storage == .unconfigured && recording.bucketFolder != nil
    let ending = Recording.Ending(
      stopped: context.now, due: context.now.advanced(by: settings.processing),
      fails: context.recordingFails || hasNoBucket, operation: context.operation)
    state.recordings.update(id) { $0.beginStopping(at: context.now, ending) }
    announce(.stopping, of: id, context: context)
    if ending.due > context.now {
      state.schedule.add(.concludeRecording(id: id), at: ending.due)
    } else {
      conclude(id, failing: ending.fails, context: context)
    }
  }

  /// Ends the processing of a recording that was stopped.
  func concludeRecording(_ id: String, context: ChangeContext) {
    guard let recording = state.recordings[id], !recording.isOver, let ending = recording.ending
    else { return }
    var context = context
    context.operation = ending.operation
    conclude(id, failing: ending.fails, context: context)
  }

  private func conclude(_ id: String, failing: Bool, context: ChangeContext) {
    state.recordings.update(id) { recording in
      if failing { recording.fail(at: context.now) } else { recording.complete(at: context.now) }
    }
    announce(failing ? .failed : .stopped, of: id, context: context)
    state.recordings.retire(id)
  }

  private static func allows(_ scope: TokenScope, _ recording: Recording, in state: SandboxState)
    -> Bool
  {
    guard scope != TokenScope() else { return true }
    return recording.participantID.map(scope.allows(participantID:)) ?? true
      && state.room(named: recording.target.roomID).map(scope.allows) ?? true
  }

  /// Whether what was recorded of a target last is still processed.
  private func isProcessed(_ target: Recording.Target) -> Bool {
    state.recordings.newestFirst.first { $0.target == target }?.state == .stopping
  }

  /// What a start or a stop means: it must be in the room's live session.
  private func target(
    _ subject: Recording.Subject, in name: String, context: ChangeContext
  ) throws(APIError) -> (Recording.Target, RoomSession, Participant?) {
    let room = try room(named: name, scope: context.scope)
    guard let session = state.liveSession(roomID: room.roomID) else { throw .sessionNotFound }
    let target = Recording.Target(roomID: room.roomID, subject: subject)
    switch subject {
    case .track(let participantID, _), .participant(let participantID):
      return (target, session, try present(participantID, in: session, scope: context.scope))
    case .room:
      return (target, session, nil)
    }
  }

  private func present(
    _ participantID: String, in session: RoomSession, scope: TokenScope
  ) throws(APIError) -> Participant {
    guard scope.allows(participantID: participantID) else { throw .outOfScope }
    guard let number = session.presentNumber(of: participantID) else { throw .participantNotFound }
    return session.participants[number]
  }
}
