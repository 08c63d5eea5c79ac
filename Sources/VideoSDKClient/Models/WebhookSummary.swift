/// How the webhooks of one recording were delivered.
public struct WebhookSummary: WireRecord, JSONReadable {
  /// The delivery of one event.
  public struct EventDelivery: WireRecord, JSONReadable {
    /// The event's name, such as `participant-track-recording-started`.
    public let type: String?
    /// Whether the receiver took it.
    public let success: Bool?
    /// As it came, with the fields that this type does not know.
    public let json: JSONValue

    init(_ fields: JSONFields) throws(ClientError) {
      type = try fields.string("type")
      success = try fields.bool("success")
      json = fields.value
    }
  }

  /// How many events were sent.
  public let totalCount: Int?
  /// How many of them were taken.
  public let successCount: Int?
  /// The deliveries, in the service's order.
  public let deliveries: [EventDelivery]
  /// As it came, with the fields that this type does not know.
  public let json: JSONValue

  init(_ fields: JSONFields) throws(ClientError) {
    totalCount = try fields.integer("totalCount")
    successCount = try fields.integer("successCount")
    deliveries = try fields.array("data")
    json = fields.value
  }
}
