/// How the webhooks of one recording were delivered.
public struct WebhookSummary: Sendable, Equatable, JSONReadable {
  /// The delivery of one event.
  public struct EventDelivery: Sendable, Equatable {
    /// The event's name, such as `participant-track-recording-started`.
    public let type: String?
    /// Whether the receiver took it.
    public let success: Bool?
  }

  /// How many events were sent.
  public let totalCount: Int?
  /// How many of them were taken.
  public let successCount: Int?
  /// The deliveries, in the service's order.
  public let deliveries: [EventDelivery]

  init(_ fields: JSONFields) throws(ClientError) {
    totalCount = try fields.integer("totalCount")
    successCount = try fields.integer("successCount")
    deliveries = try fields.array("data")
  }
}

extension WebhookSummary.EventDelivery: JSONReadable {
  init(_ fields: JSONFields) throws(ClientError) {
    type = try fields.string("type")
    success = try fields.bool("success")
  }
}
