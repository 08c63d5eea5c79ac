import Synchronization
import VideoSDKClient

/// The shell's end of the webhooks: the port, whom it trusts, and what came.
///
/// A class because the receiver and the interpreter share it.
final class WebhookListener: Sendable {
  let mailbox = Mailbox()
  let log = WebhookLog()
  private let services: Services
  private let state = Mutex(State())

  private struct State: Sendable {
    var port: (any WebhookPort)?
    var origin: Origin?
    var verifier: WebhookVerifier?
  }

  init(services: Services) { self.services = services }

  /// Believes what the client's origin signed, from now on.
  func trust(_ client: Client) {
    state.withLock { state in
      guard state.origin != client.origin else { return }
      state.origin = client.origin
      state.verifier = WebhookVerifier(client: client)
    }
  }

  /// Opens a port, or moves to another one; with 0 one that is open stays.
  ///
  /// - Returns: the number of the open port.
  func open(_ number: Int) async throws(ReceiverProblem) -> Int {
    let current = state.withLock { $0.port }
    if let current, number == 0 || number == current.number { return current.number }
    let port = try await services.openReceiver(number) { [self] posted in await take(posted) }
    state.withLock { $0.port = port }
    await current?.close()
    return port.number
  }

  private func take(_ posted: PostedWebhook) async -> WebhookReception {
    let (trusted, signer) = state.withLock { ($0.verifier, $0.origin) }
    guard let verifier = trusted else {
      return refuse(posted, .undecided, .unjudged, because: "no service is trusted yet")
    }
    do throws(WebhookError) {
      let event = try await verifier.event(rawBody: posted.body, signature: posted.signature)
      _ = log.add(posted.body, at: services.now(), .verified, .accepted, reason: nil)
      mailbox.add(event.json, word: signer.flatMap { TrackEvent(event, from: $0) })
      services.tellWebhook?(WebhookSentence.describe(event))
      return .accepted
    } catch {
      let (reception, signature, reason) = error.verdict
      return refuse(posted, reception, signature, because: reason)
    }
  }

  /// Keeps what is not taken, and tells of the first, the tenth, the hundredth: anybody on this machine can send thousands.
  private func refuse(
    _ posted: PostedWebhook, _ reception: WebhookReception,
    _ signature: ReceivedWebhook.Signature, because reason: String
  ) -> WebhookReception {
    let (webhook, doubtful) = log.add(
      posted.body, at: services.now(), signature, reception, reason: reason)
    guard signature == .verified || Self.isRound(doubtful) else { return reception }
    let count = doubtful > 1 && signature != .verified ? ", the \(doubtful)th of its kind" : ""
    services.tellWebhook?(
      "webhook \(webhook.delivery.rawValue), \(signature.rawValue)\(count) (\(reason)): "
        + "it says \(webhook.sentence); `hooks \(webhook.number)` shows it")
    return reception
  }

  /// Whether a count is 1, 10, 100 and so on.
  private static func isRound(_ count: Int) -> Bool {
    var rest = count
    while rest > 1, rest % 10 == 0 { rest /= 10 }
    return rest == 1
  }
}

extension WebhookError {
  /// What is answered, what the signature is worth, and why.
  fileprivate var verdict:
    (reception: WebhookReception, signature: ReceivedWebhook.Signature, reason: String)
  {
    switch self {
    case .missingSignature: (.forged, .unsigned, "it has no signature")
    case .malformedSignature: (.forged, .forged, "its signature is not Base64")
    case .emptyBody: (.forged, .forged, "it is empty, so there is nothing to believe")
    case .wrongSignature:
      (.forged, .forged, "its signature is of another body, or by another key")
    case .malformedEvent(let path, let reason):
      (.noEvent, .verified, "it is no event: \(path.isEmpty ? "" : "`\(path)`: ")\(reason)")
    case .malformedKey: (.undecided, .unjudged, "the service's key cannot be read")
    case .keyUnavailable: (.undecided, .unjudged, "the service's key could not be fetched")
    }
  }
}

/// A webhook in one line for people.
enum WebhookSentence {
  /// Such as `webhook participant-track-recording-started: audio · abcd · abcd-efgh-ijkl`.
  static func describe(_ event: WebhookEvent) -> String {
    let subject = (about(event.content) + [event.room?.rawValue]).compactMap { $0 }
    let end = subject.isEmpty ? "" : ": " + subject.joined(separator: " · ")
    // A participant chose some of it.
    return "webhook \(event.name)\(end)".onOneLine
  }

  private static func about(_ content: WebhookEvent.Content) -> [String?] {
    switch content {
    case .trackRecording(_, let participant, let kind, _):
      [kind.wireName, participant.rawValue]
    case .participantRecording(_, let participant, _, _): [participant.rawValue]
    case .participantJoined(let participant, _), .participantLeft(let participant, _, _):
      [participant.rawValue]
    case .recording(_, let id, _, _), .compositeRecording(_, let id, _, _): [id]
    case .mergeRecording(let id, _, _): [id.rawValue]
    case .compositeMerge(let id, _, _): [id?.rawValue]
    case .sessionStarted, .sessionEnded, .resourceAcquired, .resourceReleased, .other: []
    }
  }
}
