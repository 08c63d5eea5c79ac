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

  @Sendable static func list(_ call: Call) async throws(Refusal) -> Answer {
    var filter = SessionFilter(
      room: call.query["roomId"], customRoom: call.query["customRoomId"],
      status: call.query["status"], userID: call.query["userId"], text: call.query["query"])
    if let status = filter.status, !["ongoing", "ended"].contains(status) {
      throw .wrongParameter("status", expected: oneOf(["ongoing", "ended"]))
    }
    filter.startedFrom = try time("startDate", of: call)
    filter.startedUntil = try time("endDate", of: call)
    let page = await call.store.sessions(filter, try call.page(), scope: call.scope)
    return .json(Envelope.list(page) { $0.listed(origin: call.origin) })
  }

  @Sendable static func get(_ call: Call) async throws(Refusal) -> Answer {
    let session = try await call.store.session(call.parameter, scope: call.scope)
    return .json(session.fetched(origin: call.origin))
  }

  @Sendable static func participants(_ call: Call) async throws(Refusal) -> Answer {
    let session = try await call.store.session(call.parameter, scope: call.scope)
    let page = Page(try call.page(), of: session.participants)
    return .json(session.enclosing(page, origin: call.origin))
  }

  @Sendable static func activeParticipants(_ call: Call) async throws(Refusal) -> Answer {
    let session = try await call.store.session(call.parameter, scope: call.scope)
    let active = session.activeParticipants
    guard !active.isEmpty else { throw .noActiveParticipants }
    let page = Page(try call.page(), of: active)
    return .json(session.enclosing(active: page, origin: call.origin))
  }

  @Sendable static func end(_ call: Call) async throws(Refusal) -> Answer {
    let body = try call.body(as: EndBody.self)
    let session = try await call.store.endSession(
      room: try BodyField.text(body.roomId, "roomId"), sessionID: body.sessionId, by: call.cause)
    return .json(session.listed(origin: call.origin))
  }

  @Sendable static func remove(_ call: Call) async throws(Refusal) -> Answer {
    let body = try call.body(as: RemoveBody.self)
    let participant = try BodyField.text(body.participantId, "participantId")
    let room = try BodyField.text(body.roomId, "roomId")
    let session = try await call.store.leave(
      participant, room: room, sessionID: body.sessionId, by: call.cause)
    return .json(session.listed(origin: call.origin))
  }

  private static func time(_ name: String, of call: Call) throws(Refusal) -> Timestamp? {
    try call.number(name, in: 0...253_402_300_799_999).map {
      Timestamp(milliseconds: Int64($0))
    }
  }
}
