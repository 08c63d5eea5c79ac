/// Text as XML 1.0 takes it.
///
/// A character that XML forbids even as a reference becomes U+FFFD, so that any text gives a
/// well-formed document. See <https://www.w3.org/TR/xml/#charsets>.
enum XMLText {
  /// Text between tags; `>` is always escaped, so `]]>` cannot occur.
  static func content(_ text: String) -> String {
    escape(text) { scalar in
      // A parser would read a bare carriage return as a line feed.
      scalar == "\r" ? "&#13;" : nil
    }
  }

  /// Text for an attribute in double quotes; its line ends and tabs survive a parser's normalisation.
  static func attribute(_ text: String) -> String {
    escape(text) { scalar in
      switch scalar {
      case "\"": "&quot;"
      case "\t": "&#9;"
      case "\n": "&#10;"
      case "\r": "&#13;"
      default: nil
      }
    }
  }

  private static func escape(
    _ text: String, _ special: (Unicode.Scalar) -> String?
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
          escaped.unicodeScalars.append(isAllowed(scalar) ? scalar : "\u{FFFD}")
        }
      }
    }
    return escaped
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD: true
    case ..<0x20, 0xFFFE, 0xFFFF: false
    default: true
    }
  }
}
