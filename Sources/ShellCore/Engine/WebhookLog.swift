import FoundationEssentials
import Synchronization

/// The last requests that came to the port for webhooks, forged ones too, for a person to look back on.
///
/// Bounded, whoever sends however much: a hundred of them, 16 KiB of each. A class because the receiver and the
/// interpreter share it.
final class WebhookLog: Sendable {
  static let capacity = 100

  private struct State: Sendable {
    var kept: [ReceivedWebhook] = []
    var count = 0
    /// How many of them nobody trusts.
    var doubtful = 0
  }

  private let state = Mutex(State())

  /// How many ever came.
  var count: Int { state.withLock { $0.count } }

  /// Those that are kept, oldest first.
  var kept: [ReceivedWebhook] { state.withLock { $0.kept } }

  /// Those that are kept and have a higher number.
  func after(_ number: Int) -> [ReceivedWebhook] { kept.filter { $0.number > number } }

  /// Keeps one.
  ///
  /// - Returns: what is kept, and how many that nobody trusts there have been with it.
  func add(
    _ body: [UInt8], at time: Date, _ signature: ReceivedWebhook.Signature,
    _ reception: WebhookReception, reason: String?
  ) -> (webhook: ReceivedWebhook, doubtful: Int) {
    state.withLock { state in
      let start = body.prefix(ReceivedWebhook.longestBody)
      let isRepeated = state.kept.contains {
        $0.size == body.count && $0.delivery == .accepted && $0.body.elementsEqual(start)
      }
      let delivery: ReceivedWebhook.Delivery =
        switch reception {
        case .accepted: isRepeated ? .repeated : .accepted
        case .forged, .noEvent: .refused
        case .undecided: .postponed
        }
      state.count += 1
      if signature != .verified { state.doubtful += 1 }
      let webhook = ReceivedWebhook(
        number: state.count, time: time, body: body, signature: signature, delivery: delivery,
        reason: reason)
      state.kept.append(webhook)
      if state.kept.count > Self.capacity { state.kept.removeFirst() }
      return (webhook, state.doubtful)
    }
  }
}
