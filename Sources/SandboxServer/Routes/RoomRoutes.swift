/// The rooms, to read.
enum RoomRoutes {
  @Sendable static func list(_ call: Call) async throws(Refusal) -> Answer {
    let page = await call.store.rooms(try call.page(), scope: call.scope)
    return .json(Envelope.list(page) { $0.fetched(origin: call.origin) })
  }

  @Sendable static func get(_ call: Call) async throws(Refusal) -> Answer {
    let room = try await call.store.room(named: call.parameter, scope: call.scope)
    return .json(room.fetched(origin: call.origin))
  }

  @Sendable static func validate(_ call: Call) async throws(Refusal) -> Answer {
    let name = call.parameter
    guard (1...128).contains(name.utf8.count), !name.contains(where: \.isWhitespace) else {
      throw .malformedRoomID
    }
    let room = try await call.store.room(named: name, scope: call.scope)
    return .json(room.validated(origin: call.origin))
  }
}
