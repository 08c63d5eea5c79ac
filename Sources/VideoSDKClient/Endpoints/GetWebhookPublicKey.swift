/// Fetches the public key that verifies webhooks.
///
/// The path is documented, the shape of the answer was seen in clients. It needs no token and is
/// sent none.
/// See <https://docs.videosdk.live/api-reference/realtime-communication/webhook-verification>.
public struct GetWebhookPublicKey: Endpoint {
  /// Asks for the key.
  public init() {}

  /// The documented path.
  public var path: String { "/v2/public/rsa-public-key" }
  /// Anybody may have the key.
  public var needsCredentials: Bool { false }

  /// Reads the key.
  public func decode(_ answer: HTTPAnswer) throws(ClientError) -> WebhookPublicKey {
    let fields = try JSONFields(answer.json())
    let pem = try fields.required(try fields.string("publicKey"), "publicKey")
    do {
      return try WebhookPublicKey(pem: pem)
    } catch {
      throw .malformed(path: "publicKey", reason: "not an RSA public key in PEM")
    }
  }
}
