import Synchronization

/// Strikes secrets out of text: those it was told of, and whatever has the shape of a JSON Web Token.
///
/// One stands in front of every sink. Shared, because a secret that is set in mid-session must be struck out at once.
public final class Redactor: Sendable {
  // Longest first: one that is a part of another must not leave the rest of it standing.
  private let secrets: Mutex<[String]>
  private static let mark = "[redacted]"
  // Shorter ones would strike out ordinary words.
  private static let shortest = 6

  /// Knows these secrets from the start.
  public init(_ secrets: [String] = []) {
    self.secrets = Mutex([])
    add(secrets)
  }

  /// Strikes these out too from now on.
  public func add(_ more: [String]) {
    // Asked for every command of a script, and nearly always with nothing.
    guard !more.isEmpty else { return }
    secrets.withLock { known in
      for secret in more where secret.utf8.count >= Self.shortest && !known.contains(secret) {
        known.append(secret)
      }
      known.sort { $0.utf8.count > $1.utf8.count }
    }
  }

  /// The text without secrets.
  public func redact(_ text: String) -> String {
    var result = Self.withoutTokens(text)
    for secret in secrets.withLock({ $0 }) where Self.holds(result, secret) {
      result = result.replacing(secret, with: Self.mark)
    }
    return result
  }

  /// Whether a text holds a secret.
  public func finds(in text: String) -> Bool { redact(text) != text }

  /// Looks at bytes: searching a string for a string costs as much as all other work on a line.
  private static func holds(_ text: String, _ part: String) -> Bool {
    guard let first = part.utf8.first else { return true }
    var rest = text.utf8[...]
    while let start = rest.firstIndex(of: first) {
      if rest[start...].starts(with: part.utf8) { return true }
      rest = rest[rest.index(after: start)...]
    }
    return false
  }

  /// Takes out what looks like a JSON Web Token (RFC 7519): it begins with `{"` in base64url and has three parts.
  private static func withoutTokens(_ text: String) -> String {
    guard holds(text, "eyJ") else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "eyJ")?.lowerBound {
      result += rest[..<start]
      let token = rest[start...].prefix {
        $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0))
      }
      let dots = token.filter { $0 == "." }.count
      result += dots >= 2 && token.count > 20 ? mark[...] : token
      rest = rest[token.endIndex...]
    }
    return result + rest
  }
}
