/// Starting and stopping the recording of a whole room.
enum MeetingRecordingRoutes {
  private struct StartBody: Decodable {
    struct FailureAction: Decodable {
      var action: String?
      var waitTime: Int?
    }

    var roomId: String?
    var templateUrl: String?
    var config: Config?
    var fileFormat: String?
    var onFailure: FailureAction?
    var webhookUrl: String?
    var awsDirPath: String?
    var preSignedUrl: String?
    var resourceId: String?
  }

  struct Config: Decodable {
    struct Layout: Decodable {
      var type: String?
      var priority: String?
      var gridSize: Int?
    }

    var layout: Layout?
    var theme: String?
    var mode: String?
    var quality: String?
    var orientation: String?
  }

  private struct StopBody: Decodable {
    var roomId: String?
  }

  @Sendable static func start(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    let body = try request.body(as: StartBody.self)
    let room = try BodyField.text(body.roomId, "roomId")
    _ = try BodyField.url(body.templateUrl, "templateUrl")
    _ = try BodyField.url(body.preSignedUrl, "preSignedUrl")
    if let config = body.config { try check(config) }
    guard ["mp4", "webm", nil].contains(body.fileFormat) else {
      throw .wrongField("fileFormat", expected: oneOf(["mp4", "webm"]))
    }
    if let action = body.onFailure { try check(action) }
    guard body.resourceId == nil else { throw .notServed("resource pools") }
    let order = RecordingOrder(
      room: room, subject: .room,
      webhookURL: try BodyField.url(body.webhookUrl, "webhookUrl"),
      bucketFolder: try BodyField.folder(body.awsDirPath, "awsDirPath"))
    try await request.store.start(order, context: request.context)
    return .message("Recording started successfully")
  }

  @Sendable static func stop(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    let body = try request.body(as: StopBody.self)
    let room = try BodyField.text(body.roomId, "roomId")
    try await request.store.stop(.room, room: room, context: request.context)
    return .message("Recording ended successfully")
  }

  private static func check(_ failure: StartBody.FailureAction) throws(APIError) {
    guard failure.action == "close-room" else {
      throw .wrongObject("onFailure.action", expected: "close-room")
    }
    guard (0...150).contains(failure.waitTime ?? 0) else {
      throw .wrongObject("onFailure.waitTime", expected: "a number of seconds from 0 to 150")
    }
  }

  static func check(_ config: Config) throws(APIError) {
    let choices: [(path: String, value: String?, allowed: [String])] = [
      ("layout.type", config.layout?.type, ["SPOTLIGHT", "SIDEBAR", "GRID"]),
      ("layout.priority", config.layout?.priority, ["SPEAKER", "PIN"]),
      ("theme", config.theme, ["DARK", "LIGHT", "DEFAULT"]),
      ("mode", config.mode, ["video-and-audio", "audio"]),
      ("quality", config.quality, ["low", "med", "high"]),
      ("orientation", config.orientation, ["portrait", "landscape"]),
    ]
    for choice in choices {
      if let value = choice.value, !choice.allowed.contains(value) {
        throw .wrongObject(choice.path, expected: alternatives(choice.allowed))
      }
    }
    if let size = config.layout?.gridSize, !(1...4).contains(size) {
      throw .wrongObject("layout.gridSize", expected: "a number from 1 to 4")
    }
  }

  private static func alternatives(_ words: [String]) -> String {
    words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
  }
}
