/// People who come, go, mute and share, and the sessions that live and end with them.
extension SandboxStore {
  /// Lets somebody in, with microphone and camera on; the first one in a room opens its session.
  func join(
    _ participantID: String, name: String, room roomName: String, context: ChangeContext
  ) throws(APIError) -> Participant {
    let room = try room(named: roomName, scope: context.scope)
    guard !room.isDisabled else { throw .roomIsDisabled }
    guard room.allowedParticipantIDs?.contains(participantID) ?? true else { throw .mayNotJoin }
    let isFirst = state.liveSessionIndex(roomID: room.roomID) == nil
    let index = liveSession(of: room, context: context)
    let number = state.sessions[index].participants.firstIndex {
      $0.participantID == participantID
    }
    let joined: Participant
    if let number {
      guard !state.sessions[index].participants[number].isPresent else { throw .alreadyJoined }
      state.sessions[index].participants[number].enter(at: context.now)
      joined = state.sessions[index].participants[number]
    } else {
      joined = Participant(
        id: state.ids.next(at: context.now), participantID: participantID, name: name,
        joinedAt: context.now)
      state.sessions[index].participants.append(joined)
    }
    announce(.participantJoined(joined, state.sessions[index]), context: context)
    if isFirst, let start = room.autoStart, start.records {
      let order = RecordingOrder(
        room: room.roomID, subject: .room, webhookURL: nil, bucketFolder: start.bucketFolder)
      let target = Recording.Target(roomID: room.roomID, subject: .room)
      begin(order, target, in: state.sessions[index], nil, context: context)
    }
    return joined
  }

  /// Lets somebody go; what is recorded of them stops, and with the last one the session ends.
  func leave(
    _ participantID: String, room name: String, sessionID: String? = nil, context: ChangeContext
  ) throws(APIError) -> RoomSession {
    let (index, number) = try place(
      participantID, room: name, sessionID: sessionID, context: context)
    let id = state.sessions[index].id
    depart(number, from: index, context: context)
    if state.sessions[index].activeParticipants.isEmpty { endSession(at: index, context: context) }
    return try session(id, scope: context.scope)
  }

  /// Publishes a track or takes it back.
  func switchTrack(
    _ kind: TrackKind, on: Bool, of participantID: String, room name: String, context: ChangeContext
  ) throws(APIError) -> Participant {
    let (index, number) = try place(participantID, room: name, context: context)
    let wasOn = state.sessions[index].participants[number].published[kind] != nil
    if wasOn != on {
      state.sessions[index].participants[number].published[kind] = on ? context.now : nil
      let target = Recording.Target(
        roomID: state.sessions[index].roomID,
        subject: .track(participantID: participantID, kind: kind))
      if let id = state.running[target] { follow(id, on: on, context: context) }
    }
    return state.sessions[index].participants[number]
  }

  /// Ends the live session of a room.
  func endSession(
    room name: String, sessionID: String?, context: ChangeContext
  ) throws(APIError) -> RoomSession {
    let room = try room(named: name, scope: context.scope)
    guard let index = state.liveSessionIndex(roomID: room.roomID),
      sessionID.map({ $0 == state.sessions[index].id }) ?? true
    else { throw .sessionNotFound }
    endSession(at: index, context: context)
    return state.sessions[index]
  }

  /// Stops what runs, sends everybody away and closes the session.
  func endSession(at index: Int, context: ChangeContext) {
    let roomID = state.sessions[index].roomID
    stopRecordings(context: context) { $0.roomID == roomID }
    for number in state.sessions[index].participants.indices
    where state.sessions[index].participants[number].isPresent {
      depart(number, from: index, context: context)
    }
    state.sessions[index].end = context.now
    if state.room(named: roomID)?.autoClose != nil {
      state.schedule.remove(.endSession(id: state.sessions[index].id))
    }
    announce(.sessionEnded(state.sessions[index]), context: context)
  }

  private func follow(_ id: String, on: Bool, context: ChangeContext) {
    if on {
      openSegment(of: id, context: context)
    } else {
      let ready = context.now.advanced(by: settings.processing)
      state.recordings.update(id) { $0.closeSegment(at: context.now, ready: ready) }
    }
  }

  private func depart(_ number: Int, from index: Int, context: ChangeContext) {
    let roomID = state.sessions[index].roomID
    let participantID = state.sessions[index].participants[number].participantID
    stopRecordings(context: context) { $0.roomID == roomID && $0.participantID == participantID }
    state.sessions[index].participants[number].exit(at: context.now)
    announce(
      .participantLeft(state.sessions[index].participants[number], state.sessions[index]),
      context: context)
  }

  /// Ends the running recordings of some targets in the order in which they were started.
  private func stopRecordings(context: ChangeContext, where isMeant: (Recording.Target) -> Bool) {
    let recordings = state.running.keys.filter(isMeant).flatMap(runningRecordings)
    for recording in recordings.sorted(by: { ($0.start, $0.id) < ($1.start, $1.id) }) {
      end(recording.id, context: context)
    }
  }

  private func liveSession(of room: Room, context: ChangeContext) -> Int {
    if let index = state.liveSessionIndex(roomID: room.roomID) { return index }
    let session = RoomSession(
      id: state.ids.next(at: context.now), roomID: room.roomID, customRoomID: room.customRoomID,
      userID: room.userID, start: context.now, participants: [])
    state.add(session)
    if let time = room.autoClose?.time(from: session.start) {
      state.schedule.add(.endSession(id: session.id), at: time)
    }
    announce(.sessionStarted(session), context: context)
    return state.sessions.count - 1
  }

  private func place(
    _ participantID: String, room name: String, sessionID: String? = nil, context: ChangeContext
  ) throws(APIError) -> (session: Int, participant: Int) {
    let room = try room(named: name, scope: context.scope)
    guard context.scope.allows(participantID: participantID) else { throw .outOfScope }
    guard let index = state.liveSessionIndex(roomID: room.roomID),
      sessionID.map({ $0 == state.sessions[index].id }) ?? true
    else { throw .sessionNotFound }
    guard let number = state.sessions[index].presentNumber(of: participantID) else {
      throw .participantNotFound
    }
    return (index, number)
  }
}
