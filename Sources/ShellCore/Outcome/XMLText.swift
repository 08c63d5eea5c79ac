import CommandLanguage

/// Text as XML 1.0 takes it.
///
/// What is not seen is shown as everywhere: any text gives a well-formed document, for what XML forbids even as a reference
/// is among it. See <https://www.w3.org/TR/xml/#charsets>.
enum XMLText {
  /// Lines of our own between tags; `>` is always escaped, so `]]>` cannot occur.
  static func content(_ text: String) -> String { escape(VisibleText.maskedLines(text)) }

  /// Text of others between tags, on one line.
  static func shown(_ text: String) -> String { escape(VisibleText.masked(text)) }

  /// Text for an attribute in double quotes.
  static func attribute(_ text: String) -> String {
    escape(VisibleText.masked(text)) { $0 == "\"" ? "&quot;" : nil }
  }

  private static func escape(
    _ text: String, _ special: (Unicode.Scalar) -> String? = { _ in nil }
  ) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      default:
        if let reference = special(scalar) {
          escaped += reference
        } else {
          escaped.unicodeScalars.append(scalar)
        }
      }
    }
    return escaped
  }
}
