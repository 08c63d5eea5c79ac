/// The rooms.
enum RoomRoutes {
  private struct CreateBody: Decodable {
    struct Webhook: Decodable {
      var endPoint: String?
      var events: [String]?
    }

    struct AutoClose: Decodable {
      var type: String?
      var duration: Int?
    }

    var customRoomId: String?
    var webhook: Webhook?
    var autoCloseConfig: AutoClose?
  }

  private struct DeactivateBody: Decodable {
    var roomId: String?
  }

  private enum AutoCloseType: String, CaseIterable {
    case sessionEnds = "session-ends"
    case sessionEndAndDeactivate = "session-end-and-deactivate"
  }

  /// More than a thousand years, and few enough to reckon with.
  private static let longestSessionMinutes = 1_000_000_000

  /// The vendor's own samples create a room without a body.
  @Sendable static func create(_ call: Call) async throws(Refusal) -> Answer {
    let body = try call.optionalBody(as: CreateBody.self)
    if let name = body?.customRoomId, !isID(name) {
      throw .wrongField("customRoomId", expected: "1 to 128 characters without spaces")
    }
    let room = try await call.store.createRoom(
      customRoomID: body?.customRoomId, webhook: try webhook(body?.webhook),
      autoClose: try autoClose(body?.autoCloseConfig), by: call.cause)
    return .json(room.validated(origin: call.origin))
  }

  @Sendable static func list(_ call: Call) async throws(Refusal) -> Answer {
    let page = await call.store.rooms(try call.page(), scope: call.scope)
    return .json(Envelope.list(page) { $0.fetched(origin: call.origin) })
  }

  @Sendable static func get(_ call: Call) async throws(Refusal) -> Answer {
    let room = try await call.store.room(named: call.parameter, scope: call.scope)
    return .json(room.fetched(origin: call.origin))
  }

  @Sendable static func validate(_ call: Call) async throws(Refusal) -> Answer {
    guard isID(call.parameter) else { throw .malformedRoomID }
    let room = try await call.store.room(named: call.parameter, scope: call.scope)
    return .json(room.validated(origin: call.origin))
  }

  @Sendable static func deactivate(_ call: Call) async throws(Refusal) -> Answer {
    let body = try call.body(as: DeactivateBody.self)
    let roomID = try BodyField.text(body.roomId, "roomId")
    return .json(try await call.store.deactivateRoom(roomID, by: call.cause).deactivated)
  }

  private static func isID(_ name: String) -> Bool {
    (1...128).contains(name.utf8.count) && !name.contains(where: \.isWhitespace)
  }

  private static func autoClose(_ body: CreateBody.AutoClose?) throws(Refusal) -> AutoClose? {
    guard let body else { return nil }
    let type: AutoCloseType = try BodyField.choice(body.type, "type")
    let minutes = body.duration ?? AutoClose.defaultMinutes
    guard minutes >= 1 else {
      throw .wrongField("duration", expected: "a number of minutes from 1")
    }
    return AutoClose(
      minutes: min(minutes, longestSessionMinutes), deactivates: type == .sessionEndAndDeactivate)
  }

  private static func webhook(_ body: CreateBody.Webhook?) throws(Refusal) -> RoomWebhook? {
    guard let body else { return nil }
    let endPoint = try BodyField.url(
      try BodyField.text(body.endPoint, "endPoint"), "endPoint", limit: 512)
    let events = try BodyField.required(body.events, "events")
    guard events.count <= 100 else {
      throw .wrongField("events", expected: "an array of 100 names or less")
    }
    return endPoint.map { RoomWebhook(endPoint: $0, events: events) }
  }
}
