import Synchronization
import VideoSDKClient

/// Keeps the client of the last command, so that its minted token and settings serve the next one too.
final class ClientCache: Sendable {
  private let services: Services
  private let cached = Mutex<(key: Key, client: Client)?>(nil)

  /// Asked for with every command: the settings are compared as they were written.
  private struct Key: Equatable {
    let origin: Origin
    let credentials: Int
    let timeout: String?
    let retries: String?
  }

  init(services: Services) { self.services = services }

  /// The client that this session's settings ask for.
  func client(for session: Session) -> Client {
    let key = Key(
      origin: session.target.origin, credentials: session.credentials.revision,
      timeout: session.settings.text(.timeout), retries: session.settings.text(.retries))
    return cached.withLock { cached in
      // Looked at in its place: a client is large.
      if let client = cached?.client, cached?.key == key { return client }
      let client = make(key, session)
      cached = (key, client)
      return client
    }
  }

  private func make(_ key: Key, _ session: Session) -> Client {
    Client(
      origin: key.origin, credentials: session.credentials.resolve(for: key.origin)?.credentials,
      transport: services.transport, retry: RetryPolicy(retries: session.settings.retries),
      timeout: session.settings.timeout, clock: services.clock, now: services.now,
      observe: services.observe, observeWait: services.waiting)
  }
}
