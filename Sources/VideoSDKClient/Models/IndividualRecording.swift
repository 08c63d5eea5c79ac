/// A recording of what one participant sent, be it a track or everything; the vendor's word for both.
public protocol IndividualRecording: WireRecord {
  /// When it ended; nil while it runs.
  var end: WireDate? { get }
  /// How its webhooks were delivered.
  var webhook: WebhookSummary? { get }
}

extension IndividualRecording {
  /// Whether the recording has no end yet.
  public var isRunning: Bool { end == nil }

  /// Whether it was stopped and has no end yet, as far as the record tells: by the webhook of the stop.
  public var isStopping: Bool { isRunning && tells("stopping") }

  /// Whether it failed, as far as the record tells: by the webhook of the failure, for which no field stands.
  public var hasFailed: Bool { tells("failed") }

  private func tells(_ step: String) -> Bool {
    webhook?.deliveries.contains { $0.type?.hasSuffix("-recording-\(step)") ?? false }
      ?? false
  }
}
