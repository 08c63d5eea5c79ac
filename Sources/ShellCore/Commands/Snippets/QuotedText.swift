import CommandLanguage

/// Texts as the string literals of other languages.
///
/// What a terminal or an editor would not show as it is becomes an escape.
enum QuotedText {
  /// For JavaScript.
  static func script(_ text: String) -> String {
    literal(text, quote(for: text)) { scalar in
      String(scalar).utf16.map { "\\u" + hex(UInt32($0), digits: 4) }.joined()
    }
  }

  /// For Python, which takes halves of a pair for two characters.
  static func python(_ text: String) -> String {
    literal(text, quote(for: text)) { scalar in
      scalar.value > 0xFFFF
        ? "\\U" + hex(scalar.value, digits: 8) : "\\u" + hex(scalar.value, digits: 4)
    }
  }

  private static func quote(for text: String) -> Unicode.Scalar {
    text.contains("\"") && !text.contains("'") ? "'" : "\""
  }

  /// For PHP; nothing is replaced in single quotes.
  static func php(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: VisibleText.hides) else {
      return literal(text, "'") { _ in "" }
    }
    return literal(text, "\"", also: ["$"]) { "\\u{" + hex($0.value, digits: 1) + "}" }
  }

  /// For Swift.
  static func swift(_ text: String) -> String {
    literal(text, "\"") { "\\u{" + hex($0.value, digits: 1) + "}" }
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
      case _ where VisibleText.hides(scalar): result += escape(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + String(Character(quote))
  }

  private static func hex(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
