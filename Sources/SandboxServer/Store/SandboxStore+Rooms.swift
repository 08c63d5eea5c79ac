/// A valid request to make a room; nil where nothing was chosen.
struct RoomOrder: Equatable, Sendable {
  var customRoomID: String?
  var webhook: RoomWebhook?
  var autoClose: AutoClose?
  var autoStart: AutoStart?
  var geoFence: String?
  var allowedParticipantIDs: [String]?
  var multiComposition: MultiComposition?
}

/// Which sessions a list shows; nil means any.
struct SessionFilter: Equatable, Sendable {
  var room: String?
  var customRoom: String?
  var status: String?
  var userID: String?
  var text: String?
  var startedFrom: Timestamp?
  var startedUntil: Timestamp?

  func matches(_ session: RoomSession) -> Bool {
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
  func createRoom(_ order: RoomOrder, context: ChangeContext) throws(APIError) -> Room {
    guard context.scope == TokenScope() else { throw .outOfScope }
    if let room = order.customRoomID.flatMap(state.room(named:)) {
      guard room.customRoomID == order.customRoomID else {
        throw .wrongField("customRoomId", expected: "other than the id of a room")
      }
      return room
    }
    guard state.rooms.count < SandboxState.roomCapacity else { throw .tooManyRooms }
    let room = Room(
      roomID: state.makeRoomID(), customRoomID: order.customRoomID,
      id: state.ids.next(at: context.now), userID: state.userID, createdAt: context.now,
      updatedAt: context.now, webhook: order.webhook, autoClose: order.autoClose,
      autoStart: order.autoStart, geoFence: order.geoFence,
      allowedParticipantIDs: order.allowedParticipantIDs,
      multiComposition: order.multiComposition)
    state.add(room)
    return room
  }

  /// Closes a room for ever, with the session that is live in it.
  func deactivateRoom(_ name: String, context: ChangeContext) throws(APIError) -> Room {
    let found = try room(named: name, scope: context.scope)
    guard name != found.customRoomID else { throw .customRoomIDRefused }
    if let index = state.liveSessionIndex(roomID: found.roomID) {
      endSession(at: index, context: context)
    }
    disableRoom(found.roomID, at: context.now)
    return try room(named: name, scope: context.scope)
  }

  func disableRoom(_ roomID: String, at time: Timestamp) {
    state.updateRoom(roomID) { room in
      room.isDisabled = true
      room.updatedAt = time
    }
  }

  func rooms(_ page: PageRequest, scope: TokenScope) -> Page<Room> {
    Page(page, of: state.rooms.reversed().lazy.filter(scope.allows))
  }

  func room(named name: String, scope: TokenScope) throws(APIError) -> Room {
    guard let room = state.room(named: name) else { throw .roomNotFound }
    guard scope.allows(room) else { throw .outOfScope }
    return room
  }

  /// Newest first.
  func sessions(
    _ filter: SessionFilter, _ page: PageRequest, scope: TokenScope
  ) -> Page<RoomSession> {
    Page(
      page,
      of: state.sessions.reversed().lazy.filter { [state] session in
        filter.matches(session) && (state.room(named: session.roomID).map(scope.allows) ?? true)
      })
  }

  func session(_ id: String, scope: TokenScope) throws(APIError) -> RoomSession {
    guard let session = state.sessions.first(where: { $0.id == id }) else {
      throw .sessionNotFound
    }
    _ = try room(named: session.roomID, scope: scope)
    return session
  }
}
