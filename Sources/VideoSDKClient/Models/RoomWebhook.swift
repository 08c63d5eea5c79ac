/// Where a room's events are posted, and which of them.
public struct RoomWebhook: Sendable, Hashable {
  /// The receiver: HTTPS, 512 characters at most.
  public let endPoint: String
  /// The events' names; wildcards such as `session*` are accepted.
  public let events: [String]

  /// Subscribes a receiver to events.
  public init(endPoint: String, events: [String]) {
    self.endPoint = endPoint
    self.events = events
  }

  /// A record without a receiver subscribes to nothing.
  init?(_ fields: JSONFields) throws(ClientError) {
    guard let endPoint = try fields.string("endPoint") else { return nil }
    self.endPoint = endPoint
    events = try fields.strings("events")
  }

  var json: JSONValue {
    .object([
      "endPoint": .string(endPoint),
      "events": .array(events.map { .string($0) }),
    ])
  }
}
