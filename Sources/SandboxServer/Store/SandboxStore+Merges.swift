/// Which merges a list shows; nil means any, and all that are given must hold.
struct MergeFilter: Equatable, Sendable {
  var id: String?
  var state: Merge.State?
  var room: String?
  var sessionID: String?

  func matches(_ merge: Merge, roomID: String?) -> Bool {
    id.map { $0 == merge.id } ?? true
      && state.map { $0 == merge.state } ?? true
      && roomID.map { $0 == merge.roomID } ?? true
      && sessionID.map { $0 == merge.sessionID } ?? true
  }
}

/// Jobs that merge the sound of recordings of a session.
extension SandboxStore {
  /// Accepts a job, which ends a second later.
  func startMerge(_ order: MergeOrder, context: ChangeContext) throws(APIError) -> Merge {
    let session = try session(order.sessionID, scope: context.scope)
    if let name = order.room, state.room(named: name)?.roomID != session.roomID {
      throw .sessionNotFound
    }
    var recordings: [[Recording]] = []
    for channel in [order.channel1, order.channel2] {
      var found: [Recording] = []
      for part in channel { found.append(try recording(part, of: session, scope: context.scope)) }
      recordings.append(found)
    }
    let merge = Merge(
      id: state.ids.nextUUID(at: context.now), fileID: state.ids.next(at: context.now),
      order: order,
      session: session, channels: recordings.map { $0.compactMap(SandboxStore.part) },
      milliseconds: SandboxStore.milliseconds(of: recordings.flatMap { $0 }),
      storage: settings.storage, context: context)
    state.add(merge)
    state.schedule.add(.concludeMerge(id: merge.id), at: merge.due)
    return merge
  }

  /// Newest first.
  func merges(_ filter: MergeFilter, _ page: PageRequest, scope: TokenScope) -> Page<Merge> {
    let roomID = filter.room.map { state.room(named: $0)?.roomID ?? $0 }
    return Page(
      page,
      of: state.merges.reversed().lazy.filter { [state] merge in
        filter.matches(merge, roomID: roomID) && SandboxStore.allows(scope, merge, in: state)
      })
  }

  func merge(_ id: String, scope: TokenScope) throws(APIError) -> Merge {
    guard let merge = state.merges.last(where: { $0.id == id }) else { throw .mergeNotFound }
    guard SandboxStore.allows(scope, merge, in: state) else { throw .outOfScope }
    return merge
  }

  /// Ends a job; its parts are not looked at any more, so that they may be deleted meanwhile.
  func concludeMerge(_ id: String, context: ChangeContext) {
    guard let index = state.merges.lastIndex(where: { $0.id == id }) else { return }
    state.merges[index].conclude(at: context.now)
    let merge = state.merges[index]
    announce(merge.event, at: merge.webhookURL, context: context)
  }

  /// The recording that a part of an order means: one that has ended and has sound.
  private func recording(
    _ part: MergeOrder.Part, of session: RoomSession, scope: TokenScope
  ) throws(APIError) -> Recording {
    guard scope.allows(participantID: part.participantID) else { throw .outOfScope }
    func fits(_ recording: Recording) -> Bool {
      recording.sessionID == session.id && recording.participantID == part.participantID
        && part.family.map { $0 == recording.family } ?? true
    }
    guard let id = part.recordingID else {
      let newest = state.recordings.newestFirst.first {
        fits($0) && $0.canBeMerged
      }
      guard let newest else { throw .recordingNotFound(part.family ?? .participant) }
      return newest
    }
    guard let recording = state.recordings[id], fits(recording) else {
      throw .recordingNotFound(part.family ?? .participant)
    }
    guard recording.canBeMerged else {
      throw .wrongField("recordingId", expected: "of a recording with sound that has ended")
    }
    return recording
  }

  private static func part(_ recording: Recording) -> Merge.Part? {
    recording.participantID.map {
      Merge.Part(participantID: $0, recordingID: recording.id)
    }
  }

  private static func milliseconds(of recordings: [Recording]) -> Int64 {
    let start = recordings.map(\.start).min()
    let end = recordings.compactMap(\.lastMoment).max()
    guard let start, let end else { return 1 }
    return max(1, end.milliseconds - start.milliseconds)
  }

  private static func allows(_ scope: TokenScope, _ merge: Merge, in state: SandboxState) -> Bool {
    guard scope != TokenScope() else { return true }
    return merge.participantIDs.allSatisfy(scope.allows(participantID:))
      && state.room(named: merge.roomID).map(scope.allows) ?? true
  }
}
