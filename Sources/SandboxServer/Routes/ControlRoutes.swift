import HTTPTypes
import NIOCore

/// The control plane: looks into the sandbox, plays the people in its rooms and makes it fail.
///
/// It is not part of the vendor's API.
enum ControlRoutes {
  private struct JoinBody: Decodable {
    var participantId: String?
    var name: String?
  }

  private struct TrackBody: Decodable {
    var kind: String?
    var on: Bool?
  }

  private struct ClockBody: Decodable {
    var advance: String?
  }

  private struct SettingsBody: Decodable {
    var processing: String?
    var storage: String?
  }

  @Sendable static func state(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    .json(await request.store.snapshot.json(origin: request.origin))
  }

  @Sendable static func events(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    RouteResponse(
      status: 200, contentType: "text/event-stream; charset=utf-8",
      headers: [HTTPField(name: .cacheControl, value: "no-store")], body: ByteBuffer(),
      hasEvents: true)
  }

  @Sendable static func requests(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    .json(["requests": .array(await request.store.requests.map(\.json))])
  }

  @Sendable static func webhooks(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    .json(["webhooks": .array(await request.store.webhookLog.entries.map(\.json))])
  }

  @Sendable static func reset(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    await request.store.reset()
    return try await state(request)
  }

  @Sendable static func join(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    let body = try request.body(as: JoinBody.self)
    let id = try BodyField.text(body.participantId, "participantId")
    guard id.utf8.count <= 128, !id.contains(where: \.isWhitespace) else {
      throw .wrongField("participantId", expected: "1 to 128 characters without spaces")
    }
    let participant = try await request.store.join(
      id, name: body.name ?? id, room: request.parameter, context: request.context)
    return .json(participant.state)
  }

  @Sendable static func leave(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    let id = request.parameters[1]
    let session = try await request.store.leave(
      id, room: request.parameter, context: request.context)
    guard let participant = session.participants.first(where: { $0.participantID == id }) else {
      throw .participantNotFound
    }
    return .json(participant.state)
  }

  @Sendable static func switchTrack(_ request: RouteRequest) async throws(APIError) -> RouteResponse
  {
    let body = try request.body(as: TrackBody.self)
    let participant = try await request.store.switchTrack(
      try BodyField.choice(body.kind, "kind"), on: try BodyField.required(body.on, "on"),
      of: request.parameters[1], room: request.parameter, context: request.context)
    return .json(participant.state)
  }

  @Sendable static func advanceClock(_ request: RouteRequest) async throws(APIError)
    -> RouteResponse
  {
    let body = try request.body(as: ClockBody.self)
    guard let step = Duration(sandboxText: try BodyField.text(body.advance, "advance")) else {
      throw .wrongField("advance", expected: "a duration such as 30s or 10m")
    }
    try await request.store.advance(by: step, origin: request.origin)
    return .json(["now": Envelope.time(await request.store.now)])
  }

  @Sendable static func changeSettings(
    _ request: RouteRequest
  ) async throws(APIError) -> RouteResponse {
    let body = try request.body(as: SettingsBody.self)
    var processing: Duration?
    if let text = body.processing {
      guard let span = Duration(sandboxText: text),
        span <= SandboxConfiguration.longestProcessing
      else { throw .wrongField("processing", expected: "a duration up to 10m, such as 0s or 3s") }
      processing = span
    }
    var storage: SandboxConfiguration.Storage?
    if let text = body.storage { storage = try BodyField.choice(text, "storage") }
    guard processing != nil || storage != nil else { throw .missingField("processing or storage") }
    await request.store.change { [processing, storage] settings in
      if let processing { settings.processing = processing }
      if let storage { settings.storage = storage }
    }
    let settings = await request.store.settings
    return .json([
      "processing": .string(settings.processing.sandboxText),
      "storage": .string(settings.storage.rawValue),
    ])
  }

  @Sendable static func addFault(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    let fault = try request.body(as: FaultRequest.self).makeFault()
    try await request.store.add(fault)
    return await faults(request)
  }

  @Sendable static func clearFaults(_ request: RouteRequest) async throws(APIError) -> RouteResponse
  {
    await request.store.clearFaults()
    return await faults(request)
  }

  private static func faults(_ request: RouteRequest) async -> RouteResponse {
    .json(["faults": .array(await request.store.snapshot.faults.map(\.json))])
  }
}
