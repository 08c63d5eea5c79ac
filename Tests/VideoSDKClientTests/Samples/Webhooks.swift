import VideoSDKClient

/// The samples of the article on webhooks.
enum Webhooks {
  // sample Webhooks
  /// What to answer to a request that claims to come from the service.
  static func status(
    rawBody: [UInt8], signature: String?, verifier: WebhookVerifier,
    stopped: (ParticipantID, TrackKind, [WebhookEvent.File]) -> Void
  ) async -> Int {
    do {
      let event = try await verifier.event(rawBody: rawBody, signature: signature)
      if case .trackRecording(.stopped, let participant, let kind, let files) = event.content {
        stopped(participant, kind, files)
      }
      return 200
    } catch .keyUnavailable {
      return 503
    } catch .malformedEvent {
      return 400
    } catch {
      return 401
    }
  }
  // end

  // sample Webhooks
  static func verifier(pinnedKey pem: String) throws -> WebhookVerifier {
    WebhookVerifier(pinned: try WebhookPublicKey(pem: pem))
  }
  // end

  // sample Webhooks
  static func verifier(client: Client) -> WebhookVerifier {
    WebhookVerifier(client: client, refetchInterval: .seconds(300))
  }
  // end
}
