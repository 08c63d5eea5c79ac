/// The five operations on track recordings.
enum TrackRecordingRoutes {
  private struct StartBody: Decodable {
    var roomId: String?
    var participantId: String?
    var kind: String?
    var fileFormat: String?
    var webhookUrl: String?
    var bucketDirPath: String?
  }

  private struct StopBody: Decodable {
    var roomId: String?
    var participantId: String?
    var kind: String?
  }

  @Sendable static func start(_ call: Call) async throws(Refusal) -> Answer {
    let body = try call.body(as: StartBody.self)
    let order = TrackStart(
      room: try required(body.roomId, "roomId"),
      participantID: try required(body.participantId, "participantId"),
      kind: try kind(body.kind),
      webhookURL: try webhook(body.webhookUrl),
      bucketFolder: try bucketFolder(body.bucketDirPath))
    guard body.fileFormat ?? "webm" == "webm" else {
      throw .wrongField("fileFormat", expected: "webm")
    }
    try await call.store.start(order, scope: call.scope, now: call.now)
    return .message("track recording started successfully.")
  }

  @Sendable static func stop(_ call: Call) async throws(Refusal) -> Answer {
    let body = try call.body(as: StopBody.self)
    let room = try required(body.roomId, "roomId")
    let participant = try required(body.participantId, "participantId")
    let kind = try kind(body.kind)
    try await call.store.stop(
      room: room, participantID: participant, kind: kind, scope: call.scope, now: call.now)
    return .message("track recording ended successfully.")
  }

  @Sendable static func list(_ call: Call) async throws(Refusal) -> Answer {
    let filter = RecordingFilter(
      room: call.query["roomId"], sessionID: call.query["sessionId"],
      participantID: call.query["participantId"])
    let page = await call.store.recordings(filter, try call.page(), scope: call.scope)
    return .json(Envelope.list(page) { $0.json })
  }

  @Sendable static func get(_ call: Call) async throws(Refusal) -> Answer {
    .json(try await call.store.recording(call.parameter, scope: call.scope).json)
  }

  @Sendable static func delete(_ call: Call) async throws(Refusal) -> Answer {
    try await call.store.deleteRecording(call.parameter, scope: call.scope)
    return .message("Track Recording deleted successfully.")
  }

  private static func required(_ value: String?, _ field: String) throws(Refusal) -> String {
    guard let value, !value.isEmpty else { throw .missingField(field) }
    return value
  }

  private static func kind(_ text: String?) throws(Refusal) -> TrackKind {
    guard let kind = TrackKind(rawValue: try required(text, "kind")) else {
      throw .wrongField("kind", expected: oneOf(TrackKind.names))
    }
    return kind
  }

  private static func webhook(_ text: String?) throws(Refusal) -> String? {
    guard let text else { return nil }
    let scheme = ["https://", "http://"].first { text.lowercased().hasPrefix($0) }
    let host = scheme.map { text.dropFirst($0.count).prefix { !"/?#".contains($0) } } ?? ""
    guard !host.isEmpty, text.utf8.count <= 2048, !text.contains(where: \.isWhitespace) else {
      throw .wrongField("webhookUrl", expected: "an http or https URL")
    }
    return text
  }

  private static func bucketFolder(_ text: String?) throws(Refusal) -> String? {
    guard let text else { return nil }
    guard text.utf8.count <= 1024 else {
      throw .wrongField("bucketDirPath", expected: "1024 bytes or less")
    }
    let folder = text.trimming("/")
    return folder.isEmpty ? nil : folder
  }
}
