import CommandLanguage

/// Text as the blocks of a TAP report take it: YAML, of the little that Perl's TAP reader knows.
///
/// That reader takes a list item with `: ` in it for a mapping, even in quotes, so several lines
/// are a literal block or one quoted string, never a list.
enum YAMLText {
  /// A string in double quotes, on one line.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for (scalar, isSeen) in VisibleText.scalars(of: text) {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(Character(scalar))
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where isSeen: quoted.unicodeScalars.append(scalar)
      default: quoted += escape(scalar)
      }
    }
    return quoted + "\""
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let (letter, width) =
      switch scalar.value {
      case ..<0x100: ("x", 2)
      case ..<0x1_0000: ("u", 4)
      default: ("U", 8)
      }
    return "\\\(letter)" + String(repeating: "0", count: width - digits.count) + digits
  }

  /// A member whose value is several lines: a literal block where it can say the same.
  static func member(_ name: String, _ lines: [String]) -> [String] {
    guard canBeLiteral(lines) else {
      return ["\(name): \(quoted(lines.joined(separator: "\n")))"]
    }
    return ["\(name): |"] + lines.map { "  " + $0 }
  }

  /// The first line sets the indentation, so it must not begin with a blank.
  private static func canBeLiteral(_ lines: [String]) -> Bool {
    guard let first = lines.first?.unicodeScalars.first, first != " " else { return false }
    // What is seen is what YAML takes as it is; see <https://yaml.org/spec/1.2.2/#51-character-set>.
    return lines.allSatisfy(VisibleText.isPlain)
  }
}
