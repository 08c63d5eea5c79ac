import Crypto
public import FoundationEssentials

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
    let issued = Int(rounding: issuedAt.timeIntervalSince1970, .down) ?? 0
    let seconds = Int(clamping: lifetime.components.seconds)
    let (end, isEndless) = issued.addingReportingOverflow(seconds)
    let header = JSONValue.object(["alg": .string("HS256"), "typ": .string("JWT")])
    let claims = JSONValue.object([
      "apikey": .string(apiKey),
      "permissions": .array(permissions.map { .string($0) }),
      "version": version.map { .number(Double($0)) },
      "roles": roles.map { .array($0.map { .string($0) }) },
      "roomId": room.map { .string($0.rawValue) },
      "participantId": participant.map { .string($0.rawValue) },
      "iat": .number(issued),
      "exp": .number(isEndless ? .max : end),
    ])
    let signed = base64URL(header.encoded()) + "." + base64URL(claims.encoded())
    let signature = HMAC<SHA256>.authenticationCode(
      for: Data(signed.utf8), using: SymmetricKey(data: Data(secret.reveal().utf8)))
    return AccessToken(signed + "." + base64URL(signature))
  }

  /// Base64 with the letters that stand in URLs, and without padding.
  private static func base64URL(_ bytes: some Sequence<UInt8>) -> String {
    Data(bytes).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}
