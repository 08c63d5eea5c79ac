import CommandLanguage

/// Text for a POSIX shell (`sh`, dash, bash), which must not find anything in it but what it is.
///
/// Scalars are looked at, not characters: a quote with a mark behind it is another character, and still ends a word.
enum ShellText {
  /// A word that the shell takes literally, whatever it holds; NUL, which no word can hold, is shown.
  static func quoted(_ word: String) -> String {
    var quoted = "'"
    for scalar in word.unicodeScalars {
      switch scalar {
      case "'": quoted += "'\\''"
      case "\0": quoted += "\\u{0}"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "'"
  }

  /// A command line in several, each but the last with a `\\` at its end: to the shell they are the same.
  ///
  /// - Parameter width: columns of a line, where its words allow it.
  static func broken(_ command: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in words(of: command) {
      let columns = DisplayWidth.columns(of: word)
      if let last = lines.last, DisplayWidth.columns(of: last) + 1 + columns <= width - 2 {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(lines.isEmpty ? word : "  \(word)")
      }
    }
    return lines.enumerated().map { $0 == lines.count - 1 ? $1 : "\($1) \\" }
  }

  /// The words as they are written; a flag and what it is given stay together.
  private static func words(of command: String) -> [String] {
    var words: [String] = []
    var word = ""
    var quote: Unicode.Scalar?
    var isEscaped = false
    for scalar in command.unicodeScalars {
      if scalar == " ", quote == nil {
        words.append(word)
        word = ""
        continue
      }
      switch (scalar, quote) {
      case _ where isEscaped: isEscaped = false
      case ("\\", nil): isEscaped = true
      case ("'", nil), ("\"", nil): quote = scalar
      case (_, scalar?): quote = nil
      default: break
      }
      word.unicodeScalars.append(scalar)
    }
    words.append(word)
    return words.reduce(into: []) { joined, word in
      if let last = joined.last, last.hasPrefix("-"), !last.hasPrefix("--"), !last.contains(" ") {
        joined[joined.count - 1] = "\(last) \(word)"
      } else {
        joined.append(word)
      }
    }
  }

  /// A line that the shell leaves alone; what could end it is shown.
  static func comment(_ text: String) -> String { "# " + VisibleText.masked(text) }
}
