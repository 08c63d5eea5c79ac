import Crypto
import Synchronization

/// Decides whether an `Authorization` header may use the API, in the order of the documented refusals.
///
/// A signature is checked once: a client sends the same token with every request, and verifying it again
/// would cost more than all the rest of an answer. The times are compared each time.
final class TokenVerifier: Sendable {
  private static let cacheCapacity = 256

  private let key = SymmetricKey(data: Array(Sandbox.secret.utf8))
  private let isStrict: Bool
  private let verified = Mutex<[String: TokenClaims]>([:])

  init(isStrict: Bool) {
    self.isStrict = isStrict
  }

  /// The scope of a valid token.
  ///
  /// - Parameter now: the time to hold `exp` and `nbf` against. It is the time of the wall also in a
  ///   sandbox whose own clock is fixed, because tokens are minted elsewhere.
  func scope(ofHeader header: String?, now: Timestamp) throws(APIError) -> TokenScope {
    guard let header, !header.isEmpty else { throw .noToken }
    let claims = try claims(of: header)
    if let mistake = claims.mistake { throw mistake }
    try checkTimes(claims, now: now)
    try checkPermission(claims)
    return claims.scope
  }

  private func claims(of text: String) throws(APIError) -> TokenClaims {
    if let claims = verified.withLock({ $0[text] }) { return claims }
    guard !text.lowercased().hasPrefix("bearer ") else { throw .bearerPrefix }
    guard let token = SignedToken(text), let key = token.claims.apikey else { throw .invalidToken }
    guard key == Sandbox.apiKey else { throw .foreignToken }
    guard token.isHS256, token.isSigned(with: self.key) else { throw .invalidToken }
    remember(token.claims, of: text)
    return token.claims
  }

  private func remember(_ claims: TokenClaims, of token: String) {
    verified.withLock { verified in
      if verified.count >= TokenVerifier.cacheCapacity { verified.removeAll() }
      verified[token] = claims
    }
  }

  private func checkTimes(_ claims: TokenClaims, now: Timestamp) throws(APIError) {
    let seconds = Double(now.milliseconds) / 1000
    guard claims.exp.map({ $0 > seconds }) ?? true, claims.nbf.map({ $0 <= seconds }) ?? true else {
      throw .invalidToken
    }
  }

  private func checkPermission(_ claims: TokenClaims) throws(APIError) {
    if let roles = claims.roles, !roles.contains("crawler") { throw .roleIsNotCrawler }
    if let version = claims.version, version != 2 { throw .wrongTokenVersion }
    let needsVersion = claims.roles != nil || claims.roomId != nil || claims.participantId != nil
    if isStrict, needsVersion, claims.version == nil { throw .wrongTokenVersion }
  }
}
