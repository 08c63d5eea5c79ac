/// The canonical layout of a whole script.
///
/// One statement is written one way (`Printer`); comments stay; a line that was continued becomes one line, a quoted text
/// that spans lines stays as it is; blank lines stay as paragraphs, one between two, none at the ends. Formatting twice changes nothing more.
public enum ScriptFormatter {
  /// The text in its canonical layout, with a line feed at its end; empty for a text without content.
  ///
  /// - Throws: every mistake, when the text does not parse; nothing of it could be written without loss.
  public static func format(_ source: SourceText) throws(FormattingError) -> String {
    var errors: [ParseError] = []
    var lines: [String] = []
    for line in Parser(source, dialect: .file) {
      errors += line.errors
      let text = Printer.print(line)
      let isRepeatedBlank = text.isEmpty && (lines.last?.isEmpty ?? true)
      if !isRepeatedBlank { lines.append(text) }
    }
    guard errors.isEmpty else { throw FormattingError(errors: errors) }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }
}

/// Why a text cannot be laid out.
public struct FormattingError: Error, Sendable, Equatable {
  /// All of them, in the order of the text.
  public let errors: [ParseError]
}
