/// What a bare word means as a value; quoted words are always text.
public enum Literal: Sendable, Equatable {
  case text(String)
  /// The digits as written, of which none may be lost.
  case number(String)
  case duration(Duration)
  case boolean(Bool)
  case null

  /// Reads `200`, `-1.5`, `5s`, `true`, `false`, `null`; everything else is text.
  public init(bare text: String) {
    switch text {
    case "true": self = .boolean(true)
    case "false": self = .boolean(false)
    case "null": self = .null
    default:
      if Literal.isNumber(text) {
        self = .number(text)
      } else if let duration = DurationLiteral.parse(text) {
        self = .duration(duration)
      } else {
        self = .text(text)
      }
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    let digits = text.utf8.first == Byte.dash ? text.utf8.dropFirst() : text.utf8[...]
    guard let dot = digits.firstIndex(of: Byte.dot) else { return areDigits(digits) }
    return areDigits(digits[..<dot]) && areDigits(digits[digits.index(after: dot)...])
  }

  private static func areDigits(_ text: Substring.UTF8View) -> Bool {
    !text.isEmpty && text.allSatisfy(Byte.isDigit)
  }
}
