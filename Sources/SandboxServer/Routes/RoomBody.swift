/// The body of a request to make a room, and its translation into an order.
struct RoomBody: Decodable {
  struct Webhook: Decodable {
    var endPoint: String?
    var events: [String]?
  }

  struct AutoClose: Decodable {
    var type: String?
    var duration: Int?
  }

  struct AutoStart: Decodable {
    struct Recording: Decodable {
      var templateUrl: String?
      var config: MeetingRecordingRoutes.Config?
      var awsDirPath: String?
    }

    var recording: Recording?
    var hls: [String: JSONValue]?
  }

  private enum AutoCloseType: String, CaseIterable {
    case sessionEnds = "session-ends"
    case sessionEndAndDeactivate = "session-end-and-deactivate"
  }

  private enum Key: String, CodingKey {
    case customRoomId, webhook, autoCloseConfig, autoStartConfig, geoFence, allowedParticipantIds
    case multiComposition
  }

  /// More than a thousand years, and few enough to reckon with.
  private static let longestSessionMinutes = 1_000_000_000

  var customRoomId: String?
  var webhook: Webhook?
  var autoCloseConfig: AutoClose?
  var autoStartConfig: AutoStart?
  /// The same as it was written, with what is not looked at.
  private var autoStartText: JSONValue?
  var geoFence: String?
  var allowedParticipantIds: [String]?
  var multiComposition: MultiComposition?

  init(from decoder: any Decoder) throws {
    let body = try decoder.container(keyedBy: Key.self)
    customRoomId = try body.decodeIfPresent(String.self, forKey: .customRoomId)
    webhook = try body.decodeIfPresent(Webhook.self, forKey: .webhook)
    autoCloseConfig = try body.decodeIfPresent(AutoClose.self, forKey: .autoCloseConfig)
    autoStartConfig = try body.decodeIfPresent(AutoStart.self, forKey: .autoStartConfig)
    autoStartText = try body.decodeIfPresent(JSONValue.self, forKey: .autoStartConfig)
    geoFence = try body.decodeIfPresent(String.self, forKey: .geoFence)
    allowedParticipantIds = try body.decodeIfPresent(
      [String].self, forKey: .allowedParticipantIds)
    multiComposition = try body.decodeIfPresent(MultiComposition.self, forKey: .multiComposition)
  }

  /// - Throws: what is wrong with the first field that is.
  func order() throws(APIError) -> RoomOrder {
    if let customRoomId, !RoomBody.isID(customRoomId) {
      throw .wrongField("customRoomId", expected: "1 to 128 characters without spaces")
    }
    return RoomOrder(
      customRoomID: customRoomId, webhook: try checkedWebhook(), autoClose: try autoClose(),
      autoStart: try autoStart(), geoFence: try checkedGeoFence(),
      allowedParticipantIDs: try allowedParticipants(), multiComposition: multiComposition)
  }

  /// Whether a text can be an id of a room or a participant.
  static func isID(_ name: String) -> Bool {
    (1...128).contains(name.utf8.count) && !name.contains(where: \.isWhitespace)
  }

  private func autoClose() throws(APIError) -> SandboxServer.AutoClose? {
    guard let body = autoCloseConfig else { return nil }
    let type: AutoCloseType = try BodyField.choice(body.type, "type")
    let minutes = body.duration ?? SandboxServer.AutoClose.defaultMinutes
    guard minutes >= 1 else {
      throw .wrongField("duration", expected: "a number of minutes from 1")
    }
    return SandboxServer.AutoClose(
      minutes: min(minutes, RoomBody.longestSessionMinutes),
      deactivates: type == .sessionEndAndDeactivate)
  }

  private func autoStart() throws(APIError) -> SandboxServer.AutoStart? {
    guard let body = autoStartConfig, let text = autoStartText else { return nil }
    _ = try BodyField.url(body.recording?.templateUrl, "templateUrl")
    if let config = body.recording?.config { try MeetingRecordingRoutes.check(config) }
    return SandboxServer.AutoStart(
      text: text, records: body.recording != nil,
      bucketFolder: try BodyField.folder(body.recording?.awsDirPath, "awsDirPath"))
  }

  private func checkedGeoFence() throws(APIError) -> String? {
    guard let geoFence else { return nil }
    let isRegion =
      (1...16).contains(geoFence.utf8.count)
      && geoFence.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
    guard isRegion else {
      throw .wrongField("geoFence", expected: "a region such as us002 or eu001")
    }
    return geoFence
  }

  private func allowedParticipants() throws(APIError) -> [String]? {
    guard let ids = allowedParticipantIds else { return nil }
    guard ids.count <= 1000, ids.allSatisfy(RoomBody.isID) else {
      throw .wrongField(
        "allowedParticipantIds", expected: "an array of 1000 ids or less, each without spaces")
    }
    return ids
  }

  private func checkedWebhook() throws(APIError) -> RoomWebhook? {
    guard let webhook else { return nil }
    let endPoint = try BodyField.url(
      try BodyField.text(webhook.endPoint, "endPoint"), "endPoint", limit: 512)
    let events = try BodyField.required(webhook.events, "events")
    guard events.count <= 100 else {
      throw .wrongField("events", expected: "an array of 100 names or less")
    }
    return endPoint.map { RoomWebhook(endPoint: $0, events: events) }
  }
}
