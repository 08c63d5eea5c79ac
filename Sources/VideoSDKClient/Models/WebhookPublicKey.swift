import CryptoExtras
import FoundationEssentials

/// The service's RSA key, with which webhooks are verified.
public struct WebhookPublicKey: Sendable {
  let key: _RSA.Signing.PublicKey

  /// Reads a key in PEM, `RSA PUBLIC KEY` (PKCS#1) or `PUBLIC KEY` (SPKI).
  ///
  /// The service sends newlines around the text, and configuration files turn newlines into `\n`
  /// or take them out: white space counts for nothing here.
  ///
  /// - Throws: ``WebhookError/malformedKey`` for anything else, and for less than 2048 bits.
  public init(pem: String) throws(WebhookError) {
    for label in ["RSA PUBLIC KEY", "PUBLIC KEY"] {
      guard let content = Self.content(of: pem, label: label) else { continue }
      guard let data = Data(base64Encoded: content) else { throw .malformedKey }
      do {
        key = try _RSA.Signing.PublicKey(derRepresentation: data)
        return
      } catch {
        throw .malformedKey
      }
    }
    throw .malformedKey
  }

  private static func content(of pem: String, label: String) -> String? {
    guard let begin = pem.firstRange(of: "-----BEGIN \(label)-----"),
      let end = pem[begin.upperBound...].firstRange(of: "-----END \(label)-----")
    else { return nil }
    let text = String(pem[begin.upperBound..<end.lowerBound])
    return text.replacing("\\r", with: "").replacing("\\n", with: "")
      .filter { !$0.isWhitespace }
  }
}

extension WebhookPublicKey: Equatable {
  /// Two keys are the same when their numbers are, however they were written.
  public static func == (left: WebhookPublicKey, right: WebhookPublicKey) -> Bool {
    left.key.derRepresentation == right.key.derRepresentation
  }
}
