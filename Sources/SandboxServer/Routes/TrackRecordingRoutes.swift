/// Starting and stopping the recording of a track.
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

  @Sendable static func start(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    let body = try request.body(as: StartBody.self)
    let order = RecordingOrder(
      room: try BodyField.text(body.roomId, "roomId"),
      subject: .track(
        participantID: try BodyField.text(body.participantId, "participantId"),
        kind: try BodyField.choice(body.kind, "kind")),
      webhookURL: try BodyField.url(body.webhookUrl, "webhookUrl"),
      bucketFolder: try BodyField.folder(body.bucketDirPath, "bucketDirPath"))
    try BodyField.webm(body.fileFormat, "fileFormat", others: ["mp4", "m3u8", "mp3"])
    try await request.store.start(order, context: request.context)
    return .message("track recording started successfully.")
  }

  @Sendable static func stop(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    let body = try request.body(as: StopBody.self)
    let room = try BodyField.text(body.roomId, "roomId")
    let subject = Recording.Subject.track(
      participantID: try BodyField.text(body.participantId, "participantId"),
      kind: try BodyField.choice(body.kind, "kind"))
    try await request.store.stop(subject, room: room, context: request.context)
    return .message("track recording ended successfully.")
  }
}
