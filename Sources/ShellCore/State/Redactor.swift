import Synchronization
import VideoSDKClient

/// Strikes secrets out of text: those it was told of, and whatever has the shape of a JSON Web Token.
///
/// One stands in front of every sink. Shared, because a secret that is set in mid-session must be struck out at once.
public final class Redactor: Sendable {
  // Longest first: one that is a part of another must not leave the rest of it standing.
  private let secrets: Mutex<[String]>
  private static let mark = "[redacted]"
  // Shorter ones would strike out ordinary words.
  private static let shortest = 6
  // Where the sentences of `CommandLanguage` cut what they quote.
  private static let quoteLength = 59

  /// Knows these secrets from the start.
  public init(_ secrets: [String] = []) {
    self.secrets = Mutex([])
    add(secrets)
  }

  private init(known: [String]) { secrets = Mutex(known) }

  /// One that strikes out what this one does now, and learns nothing more.
  ///
  /// For text that is written later: a secret that is told of in between was none when the text was made.
  public func frozen() -> Redactor { Redactor(known: secrets.withLock { $0 }) }

  /// Strikes these out too from now on.
  public func add(_ more: [String]) {
    // Asked for every command of a script, and nearly always with nothing.
    guard !more.isEmpty else { return }
    let forms = more.filter { $0.utf8.count >= Self.shortest }.flatMap(Self.forms)
    secrets.withLock { known in
      for secret in forms where !known.contains(secret) { known.append(secret) }
      known.sort { $0.utf8.count > $1.utf8.count }
    }
  }

  /// A secret as it is, as JSON writes it, and as a message quotes it that is cut.
  private static func forms(_ secret: String) -> [String] {
    let written = JSONValue.string(secret).encoded().dropFirst().dropLast()
    let cut = String(secret.prefix(quoteLength))
    return Array(Set([secret, String(decoding: written, as: UTF8.self), cut]))
  }

  /// The text without secrets.
  public func redact(_ text: String) -> String { strike(text) { _ in Self.mark } }

  /// The text without secrets, byte for byte as long as before, so that places in it stay where they are.
  func masked(_ text: String) -> String {
    strike(text) { length in
      let missing = length - Self.mark.utf8.count
      guard missing >= 0 else { return String(repeating: "*", count: length) }
      return Self.mark.dropLast() + String(repeating: "-", count: missing) + "]"
    }
  }

  private func strike(_ text: String, _ mark: (_ length: Int) -> String) -> String {
    var result = Self.withoutTokens(text, mark)
    for secret in secrets.withLock({ $0 }) where Self.holds(result, secret) {
      result = result.replacing(secret, with: mark(secret.utf8.count))
    }
    return result
  }

  /// Whether a text holds a secret.
  func finds(in text: String) -> Bool { redact(text) != text }

  /// Looks at bytes in memory: searching a string for a string costs as much as all other work on a line.
  private static func holds(_ text: String, _ part: String) -> Bool {
    let found = text.utf8.withContiguousStorageIfAvailable { text in
      part.utf8.withContiguousStorageIfAvailable { part in holds(text, part) }
    }
    return (found ?? nil) ?? text.contains(part)
  }

  private static func holds(
    _ text: UnsafeBufferPointer<UInt8>, _ part: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let first = part.first else { return true }
    guard text.count >= part.count else { return false }
    for start in 0...(text.count - part.count) where text[start] == first {
      let candidate = UnsafeBufferPointer(rebasing: text[start..<(start + part.count)])
      if candidate.elementsEqual(part) { return true }
    }
    return false
  }

  /// Takes out what looks like a JSON Web Token (RFC 7519): it begins with `{"` in base64url and has parts.
  ///
  /// Two parts are enough, for a message may quote a token that is cut.
  private static func withoutTokens(_ text: String, _ mark: (_ length: Int) -> String) -> String {
    guard holds(text, "eyJ") else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "eyJ")?.lowerBound {
      result += rest[..<start]
      let token = rest[start...].prefix {
        $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0))
      }
      let isToken = token.contains(".") && token.count > 20
      result += isToken ? mark(token.utf8.count)[...] : token
      rest = rest[token.endIndex...]
    }
    return result + rest
  }
}
