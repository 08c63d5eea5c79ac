/// A port of this machine on which webhooks are taken.
public protocol WebhookPort: Sendable {
  /// Its number.
  var number: Int { get }

  /// Takes no more connections; those that are there are answered.
  func close() async
}

/// Is given each posted request and answers what becomes of it.
public typealias WebhookIntake = @Sendable (PostedWebhook) async -> WebhookReception

/// A request that says it is a webhook; anybody may have sent it.
public struct PostedWebhook: Sendable, Equatable {
  /// The bytes as they came.
  let body: [UInt8]
  /// The value of the signature's header field; nil when there was none.
  let signature: String?

  /// Puts one together from its parts.
  public init(body: [UInt8], signature: String?) {
    self.body = body
    self.signature = signature
  }
}

/// What became of a posted request.
public enum WebhookReception: Sendable, Equatable {
  /// The service sent it, and it is kept.
  case accepted
  /// The service did not sign it.
  case forged
  /// The service signed it, and it is no event.
  case noEvent
  /// There is no key to judge it with.
  case undecided
}

/// Why a port could not be opened.
public struct ReceiverProblem: Error, Sendable, Equatable {
  /// The port that was asked for; 0 for any.
  let port: Int
  /// Lower case, such as `address already in use`.
  public let reason: String

  /// Puts one together from its parts.
  public init(port: Int, reason: String) {
    self.port = port
    self.reason = reason
  }
}
