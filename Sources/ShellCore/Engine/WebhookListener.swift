import Synchronization
import VideoSDKClient

/// The shell's end of the webhooks: the port, whom it trusts, and what came.
///
/// A class because the receiver and the interpreter share it.
final class WebhookListener: Sendable {
  let mailbox = Mailbox()
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
    guard let verifier = trusted else { return .undecided }
    do throws(WebhookError) {
      let event = try await verifier.event(rawBody: posted.body, signature: posted.signature)
      mailbox.add(event.json, word: signer.flatMap { TrackEvent(event, from: $0) })
      services.tellWebhook?(WebhookSentence.describe(event))
      return .accepted
    } catch {
      switch error {
      case .missingSignature, .malformedSignature, .emptyBody, .wrongSignature: return .forged
      case .malformedEvent: return .noEvent
      case .malformedKey, .keyUnavailable: return .undecided
      }
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
