/// Texts as the string literals of other languages.
///
/// What a terminal or an editor would not show as it is becomes an escape.
enum QuotedText {
  /// For JavaScript and Python, whose escapes are the same here.
  static func script(_ text: String) -> String {
    let quote: Unicode.Scalar = text.contains("\"") && !text.contains("'") ? "'" : "\""
    return literal(text, quote) { "\\u" + hex($0, digits: 4) }
  }

  /// For PHP; nothing is replaced in single quotes.
  static func php(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnseen) else {
      return literal(text, "'") { _ in "" }
    }
    return literal(text, "\"", also: ["$"]) { "\\u{" + hex($0, digits: 1) + "}" }
  }

  /// For Swift.
  static func swift(_ text: String) -> String {
    literal(text, "\"") { "\\u{" + hex($0, digits: 1) + "}" }
  }

  private static func literal(
    _ text: String, _ quote: Unicode.Scalar, also special: [Unicode.Scalar] = [],
    _ escape: (Unicode.Scalar) -> String
  ) -> String {
    var result = String(Character(quote))
    for scalar in text.unicodeScalars {
      switch scalar {
      case quote, "\\": result += "\\" + String(Character(scalar))
      case _ where special.contains(scalar): result += "\\" + String(Character(scalar))
      case _ where isUnseen(scalar): result += escape(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + String(Character(quote))
  }

  /// All of them lie below U+10000, so that four digits are enough for any language.
  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
    default: false
    }
  }

  private static func hex(_ scalar: Unicode.Scalar, digits: Int) -> String {
    let text = String(scalar.value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
