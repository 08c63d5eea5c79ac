/// Which sessions a list shows; nil means any.
struct SessionFilter: Equatable, Sendable {
  var room: String?
  var customRoom: String?
  var status: String?
  var userID: String?
  var text: String?
  var startedFrom: Timestamp?
  var startedUntil: Timestamp?

  func matches(_ session: Session) -> Bool {
    room.map { $0 == session.roomID || $0 == session.customRoomID } ?? true
      && customRoom.map { $0 == session.customRoomID } ?? true
      && status.map { $0 == session.status } ?? true
      && userID.map { $0 == session.userID } ?? true
      && text.map { session.id.contains($0) || session.roomID.contains($0) } ?? true
      && startedFrom.map { $0 <= session.start } ?? true
      && startedUntil.map { session.start <= $0 } ?? true
  }
}

/// Rooms and sessions.
extension SandboxStore {
  /// Makes a room; the same name of the customer's gives the same room again.
  func createRoom(
    customRoomID: String?, webhook: RoomWebhook?, autoClose: AutoClose?, by cause: Cause
  ) throws(Refusal) -> Room {
    guard cause.scope == TokenScope() else { throw .outOfScope }
    if let room = customRoomID.flatMap(world.room(named:)) {
      guard room.customRoomID == customRoomID else {
        throw .wrongField("customRoomId", expected: "other than the id of a room")
      }
      return room
    }
    guard world.rooms.count < World.roomCapacity else { throw .tooManyRooms }
    let room = Room(
      roomID: world.makeRoomID(), customRoomID: customRoomID, id: world.ids.next(at: cause.now),
      userID: world.userID, createdAt: cause.now, updatedAt: cause.now, webhook: webhook,
      autoClose: autoClose)
    world.add(room)
    return room
  }

  /// Closes a room for ever, with the session that is live in it.
  func deactivateRoom(_ name: String, by cause: Cause) throws(Refusal) -> Room {
    let found = try room(named: name, scope: cause.scope)
    guard name != found.customRoomID else { throw .customRoomIDRefused }
    if let index = world.liveSessionIndex(roomID: found.roomID) {
      endSession(at: index, by: cause)
    }
    disableRoom(found.roomID, at: cause.now)
    return try room(named: name, scope: cause.scope)
  }

  func disableRoom(_ roomID: String, at time: Timestamp) {
    world.updateRoom(roomID) { room in
      room.isDisabled = true
      room.updatedAt = time
    }
  }

  func rooms(_ page: PageRequest, scope: TokenScope) -> Page<Room> {
    Page(page, of: world.rooms.reversed().lazy.filter(scope.allows))
  }

  func room(named name: String, scope: TokenScope) throws(Refusal) -> Room {
    guard let room = world.room(named: name) else { throw .roomNotFound }
    guard scope.allows(room) else { throw .outOfScope }
    return room
  }

  /// Newest first.
  func sessions(
    _ filter: SessionFilter, _ page: PageRequest, scope: TokenScope
  ) -> Page<Session> {
    Page(
      page,
      of: world.sessions.reversed().lazy.filter { [world] session in
        filter.matches(session) && (world.room(named: session.roomID).map(scope.allows) ?? true)
      })
  }

  func session(_ id: String, scope: TokenScope) throws(Refusal) -> Session {
    guard let session = world.sessions.first(where: { $0.id == id }) else {
      throw .sessionNotFound
    }
    _ = try room(named: session.roomID, scope: scope)
    return session
  }
}
