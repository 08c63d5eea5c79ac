/// Merges of the sound of recordings.
enum MergeRoutes {
  private struct StartBody: Decodable {
    struct Entry: Decodable {
      var participantId: String?
      var recordingId: String?
      /// Sent by the vendor's own agents, and nowhere documented.
      var type: String?
    }

    var sessionId: String?
    var roomId: String?
    var channel1: [Entry]?
    var channel2: [Entry]?
    /// The type of all entries that have none of their own.
    var type: String?
    var webhookUrl: String?
    var dirPath: String?
  }

  private enum EntryType: String, CaseIterable {
    case track
    case participant

    var family: Recording.Family {
      switch self {
      case .track: .track
      case .participant: .participant
      }
    }
  }

  private static let entries = 1...50

  @Sendable static func start(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    let body = try request.body(as: StartBody.self)
    let family = try family(body.type)
    let order = MergeOrder(
      sessionID: try BodyField.text(body.sessionId, "sessionId"), room: body.roomId,
      channel1: try parts(body.channel1, "channel1", family),
      channel2: try parts(body.channel2, "channel2", family),
      webhookURL: try BodyField.url(body.webhookUrl, "webhookUrl"),
      bucketFolder: try BodyField.folder(body.dirPath, "dirPath"))
    let merge = try await request.store.startMerge(order, context: request.context)
    return .json([
      "message": "Merge recording job started successfully.",
      "recording": merge.json(origin: request.origin),
    ])
  }

  @Sendable static func list(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    var filter = MergeFilter(
      id: request.query["id"], room: request.query["roomId"], sessionID: request.query["sessionId"])
    if let text = request.query["status"] {
      guard let state = Merge.State(rawValue: text) else {
        throw .wrongParameter("status", expected: oneOf(Merge.State.allCases.map(\.rawValue)))
      }
      filter.state = state
    }
    let page = await request.store.merges(filter, try request.page(), scope: request.scope)
    return .json(Envelope.list(page, under: "recordings") { $0.json(origin: request.origin) })
  }

  @Sendable static func get(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    let merge = try await request.store.merge(request.parameter, scope: request.scope)
    return .json(merge.json(origin: request.origin))
  }

  private static func parts(
    _ channel: [StartBody.Entry]?, _ field: String, _ family: Recording.Family?
  ) throws(APIError) -> [MergeOrder.Part] {
    let channel = try BodyField.required(channel, field)
    guard entries.contains(channel.count) else {
      throw .wrongField(
        field, expected: "an array of \(entries.lowerBound) to \(entries.upperBound) entries")
    }
    var parts: [MergeOrder.Part] = []
    for entry in channel {
      var part = MergeOrder.Part(
        participantID: try BodyField.text(entry.participantId, "participantId"))
      if let id = entry.recordingId { part.recordingID = try BodyField.text(id, "recordingId") }
      part.family = try self.family(entry.type) ?? family
      parts.append(part)
    }
    return parts
  }

  private static func family(_ text: String?) throws(APIError) -> Recording.Family? {
    guard let text else { return nil }
    let type: EntryType = try BodyField.choice(text, "type")
    return type.family
  }
}
