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

  /// A line that the shell leaves alone; what could end it is shown.
  static func comment(_ text: String) -> String { "# " + VisibleText.masked(text) }
}
