/// People who come, go, mute and share, and the sessions that live and end with them.
extension SandboxStore {
  /// Lets somebody in, with microphone and camera on; the first one in a room opens its session.
  func join(
    _ participantID: String, name: String, room roomName: String, by cause: Cause
  ) throws(Refusal) -> Participant {
    let room = try room(named: roomName, scope: cause.scope)
    guard !room.isDisabled else { throw .roomIsDisabled }
    let index = liveSession(of: room, by: cause)
    let number = world.sessions[index].participants.firstIndex {
      $0.participantID == participantID
    }
    let joined: Participant
    if let number {
      guard !world.sessions[index].participants[number].isPresent else { throw .alreadyJoined }
      world.sessions[index].participants[number].enter(at: cause.now)
      joined = world.sessions[index].participants[number]
    } else {
      joined = Participant(
        id: world.ids.next(at: cause.now), participantID: participantID, name: name,
        joinedAt: cause.now)
      world.sessions[index].participants.append(joined)
    }
    announce(.participantJoined(joined, world.sessions[index]), by: cause)
    return joined
  }

  /// Lets somebody go; what is recorded of them stops, and with the last one the session ends.
  func leave(
    _ participantID: String, room name: String, sessionID: String? = nil, by cause: Cause
  ) throws(Refusal) -> Session {
    let (index, number) = try place(participantID, room: name, sessionID: sessionID, by: cause)
    let id = world.sessions[index].id
    depart(number, from: index, by: cause)
    if world.sessions[index].activeParticipants.isEmpty { endSession(at: index, by: cause) }
    return try session(id, scope: cause.scope)
  }

  /// Publishes a track or takes it back.
  func switchTrack(
    _ kind: TrackKind, on: Bool, of participantID: String, room name: String, by cause: Cause
  ) throws(Refusal) -> Participant {
    let (index, number) = try place(participantID, room: name, by: cause)
    let wasOn = world.sessions[index].participants[number].published[kind] != nil
    if wasOn != on {
      world.sessions[index].participants[number].published[kind] = on ? cause.now : nil
      let target = Recording.Target(
        roomID: world.sessions[index].roomID,
        subject: .track(participantID: participantID, kind: kind))
      if let id = world.running[target] { follow(id, on: on, by: cause) }
    }
    return world.sessions[index].participants[number]
  }

  /// Ends the live session of a room.
  func endSession(
    room name: String, sessionID: String?, by cause: Cause
  ) throws(Refusal) -> Session {
    let room = try room(named: name, scope: cause.scope)
    guard let index = world.liveSessionIndex(roomID: room.roomID),
      sessionID.map({ $0 == world.sessions[index].id }) ?? true
    else { throw .sessionNotFound }
    endSession(at: index, by: cause)
    return world.sessions[index]
  }

  /// Stops what runs, sends everybody away and closes the session.
  func endSession(at index: Int, by cause: Cause) {
    let roomID = world.sessions[index].roomID
    stopRecordings(by: cause) { $0.roomID == roomID }
    for number in world.sessions[index].participants.indices
    where world.sessions[index].participants[number].isPresent {
      depart(number, from: index, by: cause)
    }
    world.sessions[index].end = cause.now
    world.agenda.remove(.endSession(id: world.sessions[index].id))
    announce(.sessionEnded(world.sessions[index]), by: cause)
  }

  private func follow(_ id: String, on: Bool, by cause: Cause) {
    if on {
      openSegment(of: id, by: cause)
    } else {
      world.recordings.update(id) { $0.closeSegment(at: cause.now) }
    }
  }

  private func depart(_ number: Int, from index: Int, by cause: Cause) {
    let roomID = world.sessions[index].roomID
    let participantID = world.sessions[index].participants[number].participantID
    stopRecordings(by: cause) { $0.roomID == roomID && $0.participantID == participantID }
    world.sessions[index].participants[number].exit(at: cause.now)
    announce(
      .participantLeft(world.sessions[index].participants[number], world.sessions[index]),
      by: cause)
  }

  /// Ends the running recordings of some targets in the order in which they were started.
  private func stopRecordings(by cause: Cause, where isMeant: (Recording.Target) -> Bool) {
    let recordings = world.running.filter { isMeant($0.key) }.values.compactMap {
      world.recordings[$0]
    }
    for recording in recordings.sorted(by: { ($0.start, $0.id) < ($1.start, $1.id) }) {
      end(recording.id, by: cause)
    }
  }

  private func liveSession(of room: Room, by cause: Cause) -> Int {
    if let index = world.liveSessionIndex(roomID: room.roomID) { return index }
    let session = Session(
      id: world.ids.next(at: cause.now), roomID: room.roomID, customRoomID: room.customRoomID,
      userID: room.userID, start: cause.now, participants: [])
    world.add(session)
    if let time = room.autoClose?.time(from: session.start) {
      world.agenda.add(.endSession(id: session.id), at: time)
    }
    announce(.sessionStarted(session), by: cause)
    return world.sessions.count - 1
  }

  private func place(
    _ participantID: String, room name: String, sessionID: String? = nil, by cause: Cause
  ) throws(Refusal) -> (session: Int, participant: Int) {
    let room = try room(named: name, scope: cause.scope)
    guard cause.scope.allows(participantID: participantID) else { throw .outOfScope }
    guard let index = world.liveSessionIndex(roomID: room.roomID),
      sessionID.map({ $0 == world.sessions[index].id }) ?? true
    else { throw .sessionNotFound }
    guard let number = world.sessions[index].presentNumber(of: participantID) else {
      throw .participantNotFound
    }
    return (index, number)
  }
}
