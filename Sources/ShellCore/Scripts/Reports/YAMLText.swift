/// Text as the blocks of a TAP report take it: YAML, of the little that Perl's TAP reader knows.
///
/// That reader takes a list item with `: ` in it for a mapping, even in quotes, so several lines
/// are a literal block or one quoted string, never a list.
enum YAMLText {
  /// A string in double quotes, on one line.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(Character(scalar))
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default:
        if isPrintable(scalar) {
          quoted.unicodeScalars.append(scalar)
        } else {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          let (letter, width) = scalar.value < 0x100 ? ("x", 2) : ("u", 4)
          quoted += "\\\(letter)" + String(repeating: "0", count: width - digits.count) + digits
        }
      }
    }
    return quoted + "\""
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
    return lines.allSatisfy { $0.unicodeScalars.allSatisfy(isPrintable) }
  }

  /// Whether YAML takes it as it is, and as no line end; see <https://yaml.org/spec/1.2.2/#51-character-set>.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: false
    default: true
    }
  }
}
