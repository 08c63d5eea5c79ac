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

/// Rooms and sessions, which are read only.
extension SandboxStore {
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
