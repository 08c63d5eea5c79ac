/// Starting and stopping the recording of all that a participant publishes.
enum ParticipantRecordingRoutes {
  private struct StartBody: Decodable {
    var roomId: String?
    var participantId: String?
    var fileFormat: String?
    var webhookUrl: String?
    var bucketDirPath: String?
  }

  private struct StopBody: Decodable {
    var roomId: String?
    var participantId: String?
  }

  @Sendable static func start(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    let body = try request.body(as: StartBody.self)
    let order = RecordingOrder(
      room: try BodyField.text(body.roomId, "roomId"),
      subject: .participant(
        participantID: try BodyField.text(body.participantId, "participantId")),
      webhookURL: try BodyField.url(body.webhookUrl, "webhookUrl"),
      bucketFolder: try BodyField.folder(body.bucketDirPath, "bucketDirPath"))
    try BodyField.webm(body.fileFormat, "fileFormat", others: ["mp4", "m3u8"])
    try await request.store.start(order, context: request.context)
    return .message("participant recording started successfully.")
  }

  @Sendable static func stop(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    let body = try request.body(as: StopBody.self)
    let room = try BodyField.text(body.roomId, "roomId")
    let participant = try BodyField.text(body.participantId, "participantId")
    try await request.store.stop(
      .participant(participantID: participant), room: room, context: request.context)
    return .message("participant recording ended successfully.")
  }
}
