/// The sentence by which the service confirms a start, a stop or a deletion.
///
/// It is documented as a bare JSON string; the same text without quotes, and an object with a
/// `message`, are read alike. What cannot be a sentence confirms nothing: broken JSON, control
/// characters, pages of text.
public struct ConfirmationMessage: Sendable, Hashable, CustomStringConvertible {
  /// The sentence; empty when the service confirmed without a word.
  public let text: String
  /// Whether it is the service's own sentence, or stands in for one.
  ///
  /// False when the service accepted a start in an answer whose body cannot be read: the recording is
  /// then assumed to run.
  public private(set) var isReadable = true

  /// Wraps a sentence.
  public init(text: String) { self.text = text }

  /// The sentence.
  public var description: String { text }

  /// Stands in for the service's sentence when only the listing of recordings told the outcome.
  static let confirmedByListing = ConfirmationMessage(text: "confirmed by listing")
  /// Stands in for the sentence when a repeat found that an earlier attempt had worked.
  static let confirmedByRepeat = ConfirmationMessage(text: "confirmed by a repeat")
  /// Stands in for the sentence of a success whose body cannot be read.
  static let unreadable = {
    var message = ConfirmationMessage(text: "(no readable message)")
    message.isReadable = false
    return message
  }()

  private static let byteLimit = 4_096

  init(_ answer: HTTPAnswer) throws(ClientError) {
    self.init(text: try Self.sentence(in: BodyContent(answer)))
    guard text.utf8.count <= Self.byteLimit else {
      throw .malformed(path: "", reason: "expected a sentence, found \(text.utf8.count) bytes")
    }
    guard Self.isPlain(text) else {
      throw .malformed(path: "", reason: "expected a sentence, found control characters")
    }
  }

  private static func isPlain(_ text: String) -> Bool {
    // Nearly always; the tables of Unicode cost more than all the rest of an answer.
    let isASCII = text.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.allSatisfy { (0x20..<0x7F).contains($0) }
    }
    if isASCII == true { return true }
    return text.unicodeScalars.allSatisfy {
      $0.properties.generalCategory != .control || $0.properties.isWhitespace
    }
  }

  private static func sentence(in content: BodyContent) throws(ClientError) -> String {
    switch content {
    case .empty: return ""
    case .string(let string): return string
    case .text(let plain):
      guard let first = plain.first, !"[{\"".contains(first) else {
        throw .malformed(path: "", reason: "expected a sentence, found broken JSON")
      }
      return plain
    case .object(let object):
      guard case .string(let message)? = object["message"] else {
        throw .malformed(path: "message", reason: "expected a string")
      }
      return message
    case .otherJSON(let value):
      throw .malformed(path: "", reason: "expected a string, found \(value.kindName)")
    case .html: throw .malformed(path: "", reason: "expected a string, found HTML")
    case .binary: throw .malformed(path: "", reason: "the body is not valid UTF-8")
    }
  }
}
