/// Draws a diagnostic as lines of plain text, with a caret under the place it speaks of.
public enum DiagnosticText {
  /// The name of the text a person types; it is not repeated in front of a message.
  static let promptName = "<prompt>"

  private static let defaultWidth = 120
  private static let narrowest = 20

  /// The lines of a diagnostic, without line ends.
  ///
  /// - Parameter maxWidth: Columns that a source line may take, gutter included; nil when nothing
  ///   limits it but good sense. What is said of the place is broken into lines of so many
  ///   columns, too.
  public static func render(_ diagnostic: Diagnostic, maxWidth: Int? = nil) -> [String] {
    let width = max(maxWidth ?? defaultWidth, narrowest)
    let lines =
      if let location = diagnostic.location {
        location.source.name == promptName
          ? renderAtPrompt(diagnostic, location, maxWidth.map { _ in width })
          : renderInFile(diagnostic, location, maxWidth.map { _ in width })
      } else {
        broken(plainHead(diagnostic), maxWidth)
          + broken(remarks(diagnostic), margin: "  ", maxWidth)
      }
    return lines.map(VisibleText.masked)
  }

  private static func plainHead(_ diagnostic: Diagnostic) -> String {
    "\(diagnostic.severity.rawValue): \(diagnostic.message)"
  }

  private static func remarks(_ diagnostic: Diagnostic) -> [String] {
    diagnostic.notes + diagnostic.hints.map { "hint: " + $0 }
  }

  /// What goes on in a second line stands two columns further.
  private static func broken(_ line: String, _ maxWidth: Int?) -> [String] {
    guard let maxWidth else { return [line] }
    return TextWrap.lines(line, width: max(maxWidth, narrowest), hanging: 2).enumerated().map {
      ($0 == 0 ? "" : "  ") + $1
    }
  }

  private static func broken(
    _ remarks: [String], margin: String, _ maxWidth: Int?
  ) -> [String] {
    let room = maxWidth.map { $0 - DisplayWidth.columns(of: margin) }
    return remarks.flatMap { broken($0, room).map { margin + $0 } }
  }

  // MARK: Prompt

  private static func renderAtPrompt(
    _ diagnostic: Diagnostic, _ location: Diagnostic.Location, _ maxWidth: Int?
  ) -> [String] {
    let excerpt = Excerpt(
      location.source, marking: location.span, width: (maxWidth ?? defaultWidth) - 2)
    return broken(plainHead(diagnostic), maxWidth)
      + ["  " + excerpt.text, "  " + excerpt.carets + labelSuffix(diagnostic)]
      + broken(remarks(diagnostic), margin: "  ", maxWidth)
  }

  private static func labelSuffix(_ diagnostic: Diagnostic) -> String {
    diagnostic.label.map { " " + $0 } ?? ""
  }

  // MARK: File

  private static func renderInFile(
    _ diagnostic: Diagnostic, _ location: Diagnostic.Location, _ maxWidth: Int?
  ) -> [String] {
    let position = location.position
    let gutterWidth = max(5, String(position.line).count)
    let gutter = String(repeating: " ", count: gutterWidth + 1)
    let room = (maxWidth ?? defaultWidth) - gutterWidth - 3

    var lines = broken(head(diagnostic, location, position), maxWidth)
    if let context = location.contextLine, (1..<position.line).contains(context) {
      let start = location.source.lineStart(context)
      let excerpt = Excerpt(location.source, marking: SourceSpan(start, start), width: room)
      lines.append(numbered(context, gutterWidth, excerpt.text))
    }
    let excerpt = Excerpt(location.source, marking: location.span, width: room)
    lines.append(numbered(position.line, gutterWidth, excerpt.text))
    lines.append(gutter + "| " + excerpt.carets + labelSuffix(diagnostic))
    return lines + broken(remarks(diagnostic), margin: gutter + "= ", maxWidth)
  }

  private static func head(
    _ diagnostic: Diagnostic, _ location: Diagnostic.Location, _ position: Position
  ) -> String {
    let way = location.includedFrom.filter { $0.name != promptName }
      .map { "\($0.name):\($0.line) → " }.joined()
    let severity = diagnostic.severity == .warning ? "warning: " : ""
    return "\(way)\(location.source.name):\(position.line):\(position.column): "
      + severity + diagnostic.message
  }

  private static func numbered(_ line: Int, _ width: Int, _ text: String) -> String {
    let number = String(line)
    return String(repeating: " ", count: width - number.count) + number
      + (text.isEmpty ? " |" : " | " + text)
  }
}
