/// The sentence by which the service confirms a start, a stop or a deletion.
///
/// It is documented as a bare JSON string; the same text without quotes, and an object with a
/// `message`, are read alike.
public struct ConfirmationMessage: Sendable, Hashable, CustomStringConvertible {
  /// The sentence; empty when the service confirmed without a word.
  public let text: String

  /// Wraps a sentence.
  public init(text: String) { self.text = text }

  /// The sentence.
  public var description: String { text }

  /// Stands in for the service's sentence when only the listing of recordings told the outcome.
  static let confirmedByListing = ConfirmationMessage(text: "confirmed by listing")

  init(_ answer: HTTPAnswer) throws(ClientError) {
    switch BodyContent(answer) {
    case .empty: text = ""
    case .string(let string): text = string
    case .text(let plain): text = plain
    case .object(let object):
      guard case .string(let message)? = object["message"] else {
        throw .malformed(path: "message", reason: "expected a string")
      }
      text = message
    case .otherJSON(let value):
      throw .malformed(path: "", reason: "expected a string, found \(value.kindName)")
    case .html: throw .malformed(path: "", reason: "expected a string, found HTML")
    case .binary: throw .malformed(path: "", reason: "the body is not valid UTF-8")
    }
  }
}
