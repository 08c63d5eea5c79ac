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
  @Sendable static func create(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    let body = try request.optionalBody(as: CreateBody.self)
    if let name = body?.customRoomId, !isID(name) {
      throw .wrongField("customRoomId", expected: "1 to 128 characters without spaces")
    }
    let room = try await request.store.createRoom(
      customRoomID: body?.customRoomId, webhook: try webhook(body?.webhook),
      autoClose: try autoClose(body?.autoCloseConfig), context: request.context)
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
    guard isID(request.parameter) else { throw .malformedRoomID }
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

  private static func isID(_ name: String) -> Bool {
    (1...128).contains(name.utf8.count) && !name.contains(where: \.isWhitespace)
  }

  private static func autoClose(_ body: CreateBody.AutoClose?) throws(APIError) -> AutoClose? {
    guard let body else { return nil }
    let type: AutoCloseType = try BodyField.choice(body.type, "type")
    let minutes = body.duration ?? AutoClose.defaultMinutes
    guard minutes >= 1 else {
      throw .wrongField("duration", expected: "a number of minutes from 1")
    }
    return AutoClose(
      minutes: min(minutes, longestSessionMinutes), deactivates: type == .sessionEndAndDeactivate)
  }

  private static func webhook(_ body: CreateBody.Webhook?) throws(APIError) -> RoomWebhook? {
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
