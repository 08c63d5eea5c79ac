import Synchronization

/// Verifies webhooks with the service's key, fetched once, or with a pinned one.
///
/// A class because its copies are to share the key that was fetched. Two webhooks that come before
/// any key is there both fetch it, which does no harm.
public final class WebhookVerifier: Sendable {
  private struct Fetched: Sendable {
    let key: WebhookPublicKey
    let age: Stopwatch
  }

  private enum Source {
    case pinned(WebhookPublicKey)
    case service(Client, refetchInterval: Duration)
  }

  private let source: Source
  private let fetched = Mutex<Fetched?>(nil)

  /// Trusts one key and never asks for another.
  public init(pinned key: WebhookPublicKey) { source = .pinned(key) }

  /// Trusts the key that the client's origin hands out.
  ///
  /// How the service changes its key is not documented: a webhook that does not fit makes the key
  /// be fetched again.
  ///
  /// - Parameters:
  ///   - client: Its credentials are not used.
  ///   - refetchInterval: How old a key must be before a webhook that does not fit makes it be
  ///     fetched again; so forged webhooks cannot make more requests than that.
  public init(client: Client, refetchInterval: Duration = .seconds(300)) {
    source = .service(client, refetchInterval: refetchInterval)
  }

  /// Checks a body against its signature.
  ///
  /// - Throws: ``WebhookError/keyUnavailable(_:)`` when there is no key; otherwise as
  ///   ``Webhook/verify(rawBody:signature:key:)``.
  public func verify(rawBody: [UInt8], signature: String?) async throws(WebhookError) {
    switch source {
    case .pinned(let key):
      try Webhook.verify(rawBody: rawBody, signature: signature, key: key)
    case .service(let client, let interval):
      // What no key can fit must not make a request.
      guard let signature, !signature.isEmpty else { throw .missingSignature }
      guard !rawBody.isEmpty else { throw .emptyBody }
      let known = fetched.withLock { $0 }
      let key = if let known { known.key } else { try await fetch(with: client) }
      do {
        try Webhook.verify(rawBody: rawBody, signature: signature, key: key)
      } catch {
        guard error == .wrongSignature, let known, known.age.elapsed >= interval else {
          throw error
        }
        let newer = try await fetch(with: client)
        try Webhook.verify(rawBody: rawBody, signature: signature, key: newer)
      }
    }
  }

  /// Checks a body against its signature and reads the event.
  ///
  /// - Throws: ``WebhookError/malformedEvent(path:reason:)`` when the body is signed and still no
  ///   event; otherwise as ``verify(rawBody:signature:)``.
  public func event(
    rawBody: [UInt8], signature: String?
  ) async throws(WebhookError) -> WebhookEvent {
    try await verify(rawBody: rawBody, signature: signature)
    return try WebhookEvent(verifiedBody: rawBody)
  }

  private func fetch(with client: Client) async throws(WebhookError) -> WebhookPublicKey {
    guard client.origin.isSecure || client.origin.isLoopback else {
      throw .keyUnavailable(.credentials(.insecureOrigin(client.origin)))
    }
    let key: WebhookPublicKey
    do {
      key = try await client.send(GetWebhookPublicKey()).value
    } catch {
      throw .keyUnavailable(error)
    }
    let made = Fetched(key: key, age: Stopwatch(client.clock))
    fetched.withLock { $0 = made }
    return key
  }
}
