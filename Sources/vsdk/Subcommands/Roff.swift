import ShellCore

/// Lines of a manual page, in the `man` macros of roff.
///
/// See <https://man7.org/linux/man-pages/man7/man.7.html>.
enum Roff {
  /// A section with a paragraph an entry, whose term stands in front.
  static func section(_ title: String, _ entries: [(String, String)]) -> [String] {
    [".SH \(title)"] + entries.flatMap { item($0, $1) }
  }

  /// A term, and below it what it means.
  static func item(_ term: String, _ text: String) -> [String] {
    [".TP", "\\fB\(escaped(term))\\fR"] + lines(text)
  }

  /// A text as it stands, line by line, in the letters of a terminal.
  static func block(_ lines: [String]) -> [String] {
    [".PP", ".RS 4", ".EX"] + lines.map(escaped) + [".EE", ".RE"]
  }

  /// Paragraphs, one a line of the text.
  static func lines(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map { escaped(String($0)) }
  }

  /// What roff would take for an order: backslashes, hyphens that must stay hyphens, a dot or quote that begins a line.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "…": result += "..."
      case "`": result += "\\`"
      case "\"": result += "\\(dq"
      case "·": result += "\\(pc"
      default: result.append(character)
      }
    }
    return result.hasPrefix(".") || result.hasPrefix("'") ? "\\&" + result : result
  }

  /// The numbers that vsdk ends with, as entries of a section.
  static let statuses = ExitStatus.meanings.map { code, meaning in
    (code, meaning.prefix(1).uppercased() + meaning.dropFirst() + ".")
  }
}
