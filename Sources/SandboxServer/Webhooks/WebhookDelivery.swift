import NIOCore

/// One event on its way to one receiver.
struct WebhookDelivery: Sendable {
  /// Tells deliveries from before a reset from those after it.
  let generation: Int
  let event: WebhookEvent
  let url: String
  /// What a fault does to it.
  let flaw: EventFlaw?

  /// What became of it.
  enum Outcome: Equatable, Sendable {
    /// The receiver answered with this status.
    case answered(status: Int)
    /// A fault kept it from being sent.
    case lost
    case failed(reason: String)

    /// A receiver says with any 2xx that it has the event.
    var isSuccess: Bool {
      switch self {
      case .answered(let status): (200..<300).contains(status)
      case .lost, .failed: false
      }
    }
  }
}

/// A delivery with its outcome and the time of it.
struct WebhookLogEntry: Sendable {
  let time: Timestamp
  let delivery: WebhookDelivery
  let outcome: WebhookDelivery.Outcome
}
