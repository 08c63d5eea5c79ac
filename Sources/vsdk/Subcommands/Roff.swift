import CommandLanguage

/// Lines of a manual page, in the `man` macros of roff.
///
/// See <https://man7.org/linux/man-pages/man7/man.7.html>.
enum Roff {
  /// A section with a paragraph an entry, whose term stands in front.
  static func section(_ title: String, _ entries: [Choice]) -> [String] {
    [".SH \(title)"] + entries.flatMap { item($0.name, $0.summary) }
  }

  /// A term, and below it what it means.
  static func item(_ term: String, _ text: String) -> [String] {
    [".TP", "\\fB\(escaped(term.replacing("`", with: "")))\\fR"] + lines(text)
  }

  /// A text as it stands, line by line, in the letters of a terminal.
  static func block(_ lines: [String]) -> [String] {
    [".PP", ".RS 4", ".EX"] + lines.map(escaped) + [".EE", ".RE"]
  }

  /// Paragraphs, one a line of the text.
  static func lines(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map { inline(String($0)) }
  }

  /// What stands between backticks is bold.
  private static func inline(_ text: String) -> String {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
      .map { escaped(String($0)) }
    guard parts.count % 2 == 1 else { return escaped(text) }
    return parts.indices.map { $0 % 2 == 1 ? "\\fB\(parts[$0])\\fR" : parts[$0] }.joined()
  }

  /// What roff would take for an order or draw as another sign: backslashes, hyphens, quotes, a dot that begins a line.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "…": result += "..."
      case "`": result += "\\`"
      case "\"": result += "\\(dq"
      case "'": result += "\\(aq"
      case "~": result += "\\(ti"
      case "^": result += "\\(ha"
      case "·": result += "\\(pc"
      default: result.append(character)
      }
    }
    return result.hasPrefix(".") ? "\\&" + result : result
  }
}
