import CryptoExtras
import FoundationEssentials

/// Tells whether a request to your server comes from the service.
///
/// The service signs the body's bytes with RSA, PKCS#1 v1.5 and SHA-256, and sends the signature in
/// Base64. Nothing in it is a time, so an old webhook that is sent again has a good signature.
/// See <https://docs.videosdk.live/api-reference/realtime-communication/webhook-verification>.
public enum Webhook {
  /// The header field that holds the signature.
  public static let signatureHeader = "videosdk-signature"

  /// Checks a body against its signature.
  ///
  /// - Parameters:
  ///   - rawBody: The bytes as they came; a body that was parsed and written again differs.
  ///   - signature: The header field's value; nil when there was none.
  ///   - key: The service's public key.
  /// - Throws: Any case of ``WebhookError`` that is not about fetching a key or reading an event.
  public static func verify(
    rawBody: [UInt8], signature: String?, key: WebhookPublicKey
  ) throws(WebhookError) {
    let text = signature?.filter { !$0.isWhitespace } ?? ""
    guard !text.isEmpty else { throw .missingSignature }
    guard let bytes = Data(base64Encoded: text) else { throw .malformedSignature }
    guard !rawBody.isEmpty else { throw .emptyBody }
    let isValid = key.key.isValidSignature(
      _RSA.Signing.RSASignature(rawRepresentation: bytes), for: rawBody,
      padding: .insecurePKCS1v1_5)
    guard isValid else { throw .wrongSignature }
  }
}
