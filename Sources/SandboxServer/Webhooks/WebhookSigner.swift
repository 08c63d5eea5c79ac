import Crypto
import CryptoExtras
import FoundationEssentials
import NIOCore
import NIOPosix

/// Signs the bodies of webhooks with a key that every process makes for itself.
///
/// The key is made when it is first needed: that takes longer than all the rest of a start, and most sandboxes
/// never send a webhook. It is made and used on NIO's threads for blocking work.
struct WebhookSigner: Sendable {
  private static let key = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }

  /// The public key as PKCS#1 PEM, with the line breaks around it that the service sends.
  func publicKey() async throws -> String {
    try await NIOThreadPool.singleton.runIfActive {
      "\n" + (try WebhookSigner.key.get().publicKey.pkcs1PEMRepresentation) + "\n"
    }
  }

  /// The value of `videosdk-signature` for a body: RSA-SHA256 with PKCS#1 v1.5 padding, in base64.
  func signature(of body: ByteBuffer) async throws -> String {
    try await NIOThreadPool.singleton.runIfActive {
      let digest = SHA256.hash(data: Array(body.readableBytesView))
      return try WebhookSigner.key.get()
        .signature(for: digest, padding: .insecurePKCS1v1_5)
        .rawRepresentation.base64EncodedString()
    }
  }
}
