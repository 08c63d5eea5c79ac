/// Where a room's events are posted, and which of them.
public struct RoomWebhook: WireRecord, Hashable {
  /// The receiver: HTTPS, 512 characters at most.
  public let endPoint: String
  /// The events' names; wildcards such as `session*` are accepted.
  public let events: [String]
  /// As it is sent, or as it came with the fields that this type does not know.
  public let json: JSONValue

  /// Subscribes a receiver to events.
  public init(endPoint: String, events: [String]) {
    self.endPoint = endPoint
    self.events = events
    json = .object([
      "endPoint": .string(endPoint),
      "events": .array(events.map { .string($0) }),
    ])
  }

  /// A record without a receiver subscribes to nothing.
  init?(_ fields: JSONFields) throws(ClientError) {
    guard let endPoint = try fields.string("endPoint") else { return nil }
    self.endPoint = endPoint
    events = try fields.strings("events")
    json = fields.value
  }
}
