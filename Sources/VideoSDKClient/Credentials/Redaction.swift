/// Strikes a token out of whatever a server sends back.
///
/// A server that echoes its request would otherwise carry the token into errors and logs.
struct Redaction: Sendable {
  private let token: AccessToken?

  init(_ token: AccessToken?) { self.token = token }

  func apply(to text: String) -> String {
    guard let secret = token?.reveal(), !secret.isEmpty else { return text }
    return text.replacing(secret, with: Secret.placeholder)
  }

  func apply(to bytes: [UInt8]) -> [UInt8] {
    guard let secret = token?.reveal().utf8, !secret.isEmpty else { return bytes }
    return bytes.replacing(Array(secret), with: Array(Secret.placeholder.utf8))
  }
}
