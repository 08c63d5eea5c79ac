public import FoundationEssentials
import JWTKit

extension AccessToken {
  /// Makes a token with HS256 from a project's key and secret, without asking the service.
  ///
  /// The defaults make a token for this API: the role `crawler` may call it and may not join.
  /// See <https://docs.videosdk.live/api-reference/realtime-communication/intro>.
  ///
  /// - Parameters:
  ///   - apiKey: The project's key, which the token names.
  ///   - secret: The project's secret, which signs the token and is not in it.
  ///   - issuedAt: The `iat` claim, in whole seconds.
  ///   - lifetime: How long the token is valid from then, in whole seconds.
  ///   - permissions: What a participant with this token may do in a room.
  ///   - roles: What the token is for; nil leaves the claim out.
  ///   - version: The version of the claims; nil leaves it out.
  ///   - room: Narrows the token to one room.
  ///   - participant: Narrows the token to one participant.
  /// - Throws: ``CredentialProblem/missing`` when the key or the secret is empty.
  public static func mint(
    apiKey: String, secret: Secret, issuedAt: Date = Date(), lifetime: Duration = .seconds(3_600),
    permissions: [String] = ["allow_join", "allow_mod"], roles: [String]? = ["crawler"],
    version: Int? = 2, room: RoomID? = nil, participant: ParticipantID? = nil
  ) async throws(CredentialProblem) -> AccessToken {
    guard !apiKey.isEmpty, !secret.reveal().isEmpty else { throw .missing }
    let issued = Int(issuedAt.timeIntervalSince1970.rounded(.down))
    let payload = MintedPayload(
      apikey: apiKey, permissions: permissions, version: version, roles: roles,
      roomId: room?.rawValue, participantId: participant?.rawValue, iat: issued,
      exp: issued + Int(lifetime.components.seconds))
    let keys = JWTKeyCollection()
    await keys.add(hmac: HMACKey(from: paddedKey(secret)), digestAlgorithm: .sha256)
    do {
      return AccessToken(try await keys.sign(payload))
    } catch {
      throw .malformedToken
    }
  }

  // JWTKit traps on keys shorter than the hash. HMAC itself fills a short key with zeros, so
  // doing that here changes no signature.
  private static func paddedKey(_ secret: Secret) -> [UInt8] {
    let bytes = Array(secret.reveal().utf8)
    return bytes + Array(repeating: 0, count: max(0, 32 - bytes.count))
  }
}

/// The claims of a token for the API, under their names on the wire.
private struct MintedPayload: JWTPayload {
  let apikey: String
  let permissions: [String]
  let version: Int?
  let roles: [String]?
  let roomId: String?
  let participantId: String?
  let iat: Int
  let exp: Int

  /// Signing never calls this; only the service verifies tokens.
  func verify(using algorithm: some JWTAlgorithm) async throws {}
}
