/// Strikes a token out of whatever a server sends back.
///
/// A server that echoes its request would otherwise carry the token into errors and logs. Bytes are compared: a mark behind
/// a token changes the character that it ends with, and not the token.
struct Redaction: Sendable {
  private let token: AccessToken?

  init(_ token: AccessToken?) { self.token = token }

  func apply(to text: String) -> String {
    String(decoding: apply(to: Array(text.utf8)), as: UTF8.self)
  }

  func apply(to bytes: [UInt8]) -> [UInt8] {
    guard let secret = token?.reveal().utf8, !secret.isEmpty else { return bytes }
    return bytes.replacing(Array(secret), with: Array(Secret.placeholder.utf8))
  }
}
