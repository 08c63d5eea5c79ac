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
    var webhookUrl: String?
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

  @Sendable static func start(_ call: Call) async throws(Refusal) -> Answer {
    let body = try call.body(as: StartBody.self)
    let order = MergeOrder(
      sessionID: try BodyField.text(body.sessionId, "sessionId"), room: body.roomId,
      channel1: try parts(body.channel1, "channel1"),
      channel2: try parts(body.channel2, "channel2"),
      webhookURL: try BodyField.url(body.webhookUrl, "webhookUrl"))
    let merge = try await call.store.startMerge(order, by: call.cause)
    return .json([
      "message": "Merge recording job started successfully.",
      "recording": merge.json(origin: call.origin),
    ])
  }

  @Sendable static func list(_ call: Call) async throws(Refusal) -> Answer {
    var filter = MergeFilter(
      id: call.query["id"], room: call.query["roomId"], sessionID: call.query["sessionId"])
    if let text = call.query["status"] {
      guard let state = Merge.State(rawValue: text) else {
        throw .wrongParameter("status", expected: oneOf(Merge.State.allCases.map(\.rawValue)))
      }
      filter.state = state
    }
    let page = await call.store.merges(filter, try call.page(), scope: call.scope)
    return .json(Envelope.list(page, under: "recordings") { $0.json(origin: call.origin) })
  }

  @Sendable static func get(_ call: Call) async throws(Refusal) -> Answer {
    let merge = try await call.store.merge(call.parameter, scope: call.scope)
    return .json(merge.json(origin: call.origin))
  }

  private static func parts(
    _ channel: [StartBody.Entry]?, _ field: String
  ) throws(Refusal) -> [MergeOrder.Part] {
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
      if let text = entry.type {
        let type: EntryType = try BodyField.choice(text, "type")
        part.family = type.family
      }
      parts.append(part)
    }
    return parts
  }
}
