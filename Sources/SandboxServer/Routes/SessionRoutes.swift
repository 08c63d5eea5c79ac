/// The sessions and those who take part in them.
enum SessionRoutes {
  private struct EndBody: Decodable {
    var roomId: String?
    var sessionId: String?
  }

  private struct RemoveBody: Decodable {
    var participantId: String?
    var roomId: String?
    var sessionId: String?
  }

  @Sendable static func list(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    var filter = SessionFilter(
      room: request.query["roomId"], customRoom: request.query["customRoomId"],
      status: request.query["status"], userID: request.query["userId"], text: request.query["query"]
    )
    if let status = filter.status, !["ongoing", "ended"].contains(status) {
      throw .wrongParameter("status", expected: oneOf(["ongoing", "ended"]))
    }
    filter.startedFrom = try time("startDate", of: request)
    filter.startedUntil = try time("endDate", of: request)
    let page = await request.store.sessions(filter, try request.page(), scope: request.scope)
    return .json(Envelope.list(page) { $0.listed(origin: request.origin) })
  }

  @Sendable static func get(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    let session = try await request.store.session(request.parameter, scope: request.scope)
    return .json(session.fetched(origin: request.origin))
  }

  @Sendable static func participants(_ request: RouteRequest) async throws(APIError)
    -> RouteResponse
  {
    let session = try await request.store.session(request.parameter, scope: request.scope)
    let page = Page(try request.page(), of: session.participants)
    return .json(session.enclosing(page, origin: request.origin))
  }

  @Sendable static func activeParticipants(_ request: RouteRequest) async throws(APIError)
    -> RouteResponse
  {
    let session = try await request.store.session(request.parameter, scope: request.scope)
    let active = session.activeParticipants
    guard !active.isEmpty else { throw .noActiveParticipants }
    let page = Page(try request.page(), of: active)
    return .json(session.enclosing(active: page, origin: request.origin))
  }

  @Sendable static func end(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    let body = try request.body(as: EndBody.self)
    let session = try await request.store.endSession(
      room: try BodyField.text(body.roomId, "roomId"), sessionID: body.sessionId,
      context: request.context)
    return .json(session.listed(origin: request.origin))
  }

  @Sendable static func remove(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    let body = try request.body(as: RemoveBody.self)
    let participant = try BodyField.text(body.participantId, "participantId")
    let room = try BodyField.text(body.roomId, "roomId")
    let session = try await request.store.leave(
      participant, room: room, sessionID: body.sessionId, context: request.context)
    return .json(session.listed(origin: request.origin))
  }

  /// How well a session went: over a perfect line, because a sandbox carries no media.
  @Sendable static func stats(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    let session = try await request.store.session(request.parameter, scope: request.scope)
    return .json(session.stats(now: request.context.now))
  }

  @Sendable static func participantStats(
    _ request: RouteRequest
  ) async throws(APIError) -> RouteResponse {
    let session = try await request.store.session(request.parameter, scope: request.scope)
    let id = request.parameters[1]
    guard request.scope.allows(participantID: id) else { throw .outOfScope }
    guard let participant = session.participants.first(where: { $0.participantID == id }) else {
      throw .participantNotFound
    }
    return .json(session.stats(of: participant, now: request.context.now))
  }

  private static func time(_ name: String, of request: RouteRequest) throws(APIError) -> Timestamp?
  {
    try request.number(name, in: 0...253_402_300_799_999).map {
      Timestamp(milliseconds: Int64($0))
    }
  }
}
