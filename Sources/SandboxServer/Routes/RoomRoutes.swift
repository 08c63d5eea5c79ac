/// The rooms.
enum RoomRoutes {
  private struct DeactivateBody: Decodable {
    var roomId: String?
  }

  /// The vendor's own samples create a room without a body.
  @Sendable static func create(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    let body = try request.optionalBody(as: RoomBody.self)
    let room = try await request.store.createRoom(
      try body?.order() ?? RoomOrder(), context: request.context)
    return .json(room.validated(origin: request.origin))
  }

  @Sendable static func list(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    let page = await request.store.rooms(try request.page(), scope: request.scope)
    return .json(Envelope.list(page) { $0.fetched(origin: request.origin) })
  }

  @Sendable static func get(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    let room = try await request.store.room(named: request.parameter, scope: request.scope)
    return .json(room.fetched(origin: request.origin))
  }

  @Sendable static func validate(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    guard RoomBody.isID(request.parameter) else { throw .malformedRoomID }
    let room = try await request.store.room(named: request.parameter, scope: request.scope)
    return .json(room.validated(origin: request.origin))
  }

  @Sendable static func deactivate(_ request: RouteRequest) async throws(APIError) -> RouteResponse
  {
    let body = try request.body(as: DeactivateBody.self)
    let roomID = try BodyField.text(body.roomId, "roomId")
    return .json(
      try await request.store.deactivateRoom(roomID, context: request.context).deactivated)
  }
}
