import CommandLanguage
import Synchronization
import VideoSDKClient

/// Strikes secrets out of text: those it was told of, and whatever has the shape of a JSON Web Token.
///
/// One stands in front of every sink. Shared, because a secret that is set in mid-session must be struck out at once.
/// It looks at bytes, not at characters: a mark behind a secret changes the character and not the secret. Sequences that
/// colour are looked through.
public final class Redactor: Sendable {
  private let secrets: Mutex<SecretForms>
  private static let mark = "[redacted]"
  /// Bytes that a secret has at least; to strike out a shorter one would strike out ordinary words.
  public static let shortest = 6

  /// Knows these secrets from the start.
  public init(_ secrets: [String] = []) {
    self.secrets = Mutex(SecretForms())
    add(secrets)
  }

  private init(known: SecretForms) { secrets = Mutex(known) }

  /// One that strikes out what this one does now, and learns nothing more.
  ///
  /// For text that is written later: a secret that is told of in between was none when the text was made.
  public func frozen() -> Redactor { Redactor(known: secrets.withLock { $0 }) }

  /// Strikes these out too from now on; one that is shorter than `shortest` is refused where it is given.
  public func add(_ more: [String]) {
    // Asked for every command of a script, and nearly always with nothing.
    guard !more.isEmpty else { return }
    let long = more.filter { $0.utf8.count >= Self.shortest }
    secrets.withLock { $0.add(long) }
  }

  /// The text without secrets.
  public func redact(_ text: String) -> String { strike(text) { _ in Self.mark } ?? text }

  /// The text without secrets, byte for byte as long as before, so that places in it stay where they are.
  func masked(_ text: String) -> String {
    let masked = strike(text) { length in
      let missing = length - Self.mark.utf8.count
      guard missing >= 0 else { return String(repeating: "*", count: length) }
      return Self.mark.dropLast() + String(repeating: "-", count: missing) + "]"
    }
    return masked ?? text
  }

  /// The bytes of the longest secret, in whatever form.
  var longest: Int { secrets.withLock { $0.longest } }

  /// Whether a text holds a secret.
  public func finds(in text: String) -> Bool { strike(text) { _ in "" } != nil }

  /// Nil when there is nothing to strike out.
  private func strike(_ text: String, _ mark: (_ length: Int) -> String) -> String? {
    let known = secrets.withLock { $0 }
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.contains(0x1B) else {
        let found = known.ranges(in: bytes)
        guard !found.isEmpty else { return nil }
        return Self.replace(found, in: bytes, mark)
      }
      let parts = Self.parts(of: bytes)
      let found = parts.seen.withUnsafeBufferPointer { known.ranges(in: $0) }
      guard !found.isEmpty else { return nil }
      let ranges = found.map {
        parts.places[$0.lowerBound]..<(parts.places[$0.upperBound - 1] + 1)
      }
      return Self.replace(ranges, in: bytes, mark)
    }
  }

  private static func replace(
    _ ranges: [Range<Int>], in bytes: UnsafeBufferPointer<UInt8>, _ mark: (_ length: Int) -> String
  ) -> String {
    var result: [UInt8] = []
    var place = 0
    for range in ranges {
      result += bytes[place..<range.lowerBound]
      let secret = parts(of: UnsafeBufferPointer(rebasing: bytes[range]))
      // What colours a part of it still ends where it ended.
      result += mark(secret.seen.count).utf8 + secret.sequences
      place = range.upperBound
    }
    return String(decoding: result + bytes[place...], as: UTF8.self)
  }

  /// The bytes without `ESC [ … letter`, where each of them stood, and what was left out.
  private static func parts(
    of bytes: UnsafeBufferPointer<UInt8>
  ) -> (seen: [UInt8], places: [Int], sequences: [UInt8]) {
    var parts: (seen: [UInt8], places: [Int], sequences: [UInt8]) = ([], [], [])
    var place = 0
    while place < bytes.count {
      if let end = endOfSequence(at: place, in: bytes) {
        parts.sequences += bytes[place..<end]
        place = end
      } else {
        parts.seen.append(bytes[place])
        parts.places.append(place)
        place += 1
      }
    }
    return parts
  }

  /// ECMA-48, section 5.4; nil where none begins.
  private static func endOfSequence(at place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard bytes[place] == 0x1B, place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "[")
    else { return nil }
    var end = place + 2
    while end < bytes.count, (0x20..<0x40).contains(bytes[end]) { end += 1 }
    return end < bytes.count && (0x40..<0x7F).contains(bytes[end]) ? end + 1 : nil
  }
}
