import Crypto
import FoundationEssentials

/// A JSON Web Token taken apart (RFC 7519): claims that somebody has signed.
struct SignedToken: Sendable {
  private struct Header: Decodable {
    private enum Key: CodingKey {
      case alg
      case kid
    }

    let names: (algorithm: String?, key: String?)?

    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: Key.self)
      names = try? (
        fields.decodeIfPresent(String.self, forKey: .alg),
        fields.decodeIfPresent(String.self, forKey: .kid)
      )
    }
  }

  /// Not to be believed before `isSigned(with:)` has said so.
  let claims: TokenClaims
  /// Whether the header names HMAC with SHA-256, the only algorithm there is here.
  let isHS256: Bool
  private let signed: Data
  private let signature: Data

  /// Nil for a text that is not a token.
  init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 3, let header = SignedToken.decoded(parts[0], as: Header.self),
      let claims = SignedToken.decoded(parts[1], as: TokenClaims.self)
    else { return nil }
    self.claims = claims
    isHS256 = header.names?.algorithm == "HS256"
    signed = Data(text.utf8.prefix(parts[0].count + 1 + parts[1].count))
    signature = SignedToken.bytes(parts[2]) ?? Data()
  }

  /// Whether the signature belongs to the token; how long that takes does not depend on the answer.
  func isSigned(with key: SymmetricKey) -> Bool {
    HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: signed, using: key)
  }

  private static func decoded<Part: Decodable>(
    _ text: Substring.UTF8View, as type: Part.Type
  ) -> Part? {
    guard let bytes = bytes(text), let json = String(validating: bytes, as: UTF8.self) else {
      return nil
    }
    return try? JSONDecoder().decode(type, from: Data(json.utf8))
  }

  /// What base64url without padding stands for; nil if it is not that.
  private static func bytes(_ text: Substring.UTF8View) -> Data? {
    var base64 = Data(text)
    for index in base64.indices {
      switch base64[index] {
      case UInt8(ascii: "-"): base64[index] = UInt8(ascii: "+")
      case UInt8(ascii: "_"): base64[index] = UInt8(ascii: "/")
      default: break
      }
    }
    base64.append(contentsOf: repeatElement(UInt8(ascii: "="), count: (4 - base64.count % 4) % 4))
    return Data(base64Encoded: base64)
  }
}
