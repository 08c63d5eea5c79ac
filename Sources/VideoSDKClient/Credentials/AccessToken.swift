/// A JSON Web Token for the API, hidden from every description.
public struct AccessToken: Sendable, Hashable {
  private let text: String

  /// Whether a `Bearer` prefix was taken off; the API wants the bare token.
  public let hadBearerPrefix: Bool

  /// Wraps a token as it is.
  public init(_ text: String) {
    self.text = text
    self.hadBearerPrefix = false
  }

  /// Takes a token as people paste it: with white space around it, or after `Bearer`.
  ///
  /// What surrounds it is what ``CredentialText/trim(_:)`` takes off.
  public init(pasted: String) {
    let words = CredentialText.trim(pasted).split { $0.isWhitespace }
    if words.count > 1, words[0].lowercased() == "bearer" {
      self.text = words.dropFirst().joined(separator: " ")
      self.hadBearerPrefix = true
    } else {
      self.text = words.joined(separator: " ")
      self.hadBearerPrefix = false
    }
  }

  /// The token itself, for the header field that carries it.
  public func reveal() -> String { text }

  /// Reads the claims without checking the signature, which only the service can.
  ///
  /// - Throws: ``CredentialProblem/malformedToken`` when this is no token of the API.
  public func inspect() throws(CredentialProblem) -> TokenClaims { try TokenClaims(self) }

  /// Two tokens are the same when their texts are.
  public static func == (left: AccessToken, right: AccessToken) -> Bool { left.text == right.text }

  /// Hashes the text.
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension AccessToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// A placeholder.
  public var description: String { Secret.placeholder }
  /// A placeholder.
  public var debugDescription: String { Secret.placeholder }
  /// Nothing, so that `dump` cannot show the text.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
