import FoundationEssentials
import Synchronization

/// What proves to the service who is asking.
public enum Credentials: Sendable, Hashable {
  /// A token made elsewhere; it is never renewed.
  case token(AccessToken)
  /// A project's key and secret; tokens are made from them as needed.
  case keyPair(apiKey: String, secret: Secret)
}

/// Keeps the last token with its claims, so that neither is worked out for each request.
///
/// A class because the copies of a client are to share it; two requests that find it stale at
/// the same time both make a token, which does no harm.
final class TokenCache: Sendable {
  /// A token is renewed this long before it ends, so that it does not end on its way.
  static let renewalMargin: Duration = .seconds(60)

  struct Entry: Sendable {
    let credentials: Credentials
    let token: AccessToken
    let claims: TokenClaims
  }

  private let entry = Mutex<Entry?>(nil)

  func token(for credentials: Credentials, at now: Date) async throws(CredentialProblem) -> Entry {
    if let found = entry.withLock({ $0 }), found.credentials == credentials,
      Self.isFresh(found, at: now)
    {
      return found
    }
    let token: AccessToken
    switch credentials {
    case .token(let given): token = given
    case .keyPair(let apiKey, let secret):
      token = try await .mint(apiKey: apiKey, secret: secret, issuedAt: now)
    }
    let made = Entry(credentials: credentials, token: token, claims: try token.inspect())
    entry.withLock { $0 = made }
    return made
  }

  private static func isFresh(_ entry: Entry, at now: Date) -> Bool {
    guard case .keyPair = entry.credentials, let left = entry.claims.timeLeft(at: now) else {
      return true
    }
    // A clock that was set back shows a token from the future, which the service may not accept.
    let isFromFuture = entry.claims.issuedAt.map { $0 > now } ?? false
    return left > renewalMargin && !isFromFuture
  }
}
