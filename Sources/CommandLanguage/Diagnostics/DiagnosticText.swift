/// Draws a diagnostic as lines of plain text, with a caret under the place it speaks of.
public enum DiagnosticText {
  /// The name of the text a person types; it is not repeated in front of a message.
  static let promptName = "<prompt>"

  private static let defaultWidth = 120
  private static let narrowest = 20

  /// The lines of a diagnostic, without line ends.
  ///
  /// - Parameter maxWidth: Columns that a source line may take, gutter included; nil when nothing
  ///   limits it but good sense. At the prompt what is said below the place is broken into lines
  ///   of so many columns, too.
  public static func render(_ diagnostic: Diagnostic, maxWidth: Int? = nil) -> [String] {
    let width = max(maxWidth ?? defaultWidth, narrowest)
    let lines =
      if let location = diagnostic.location {
        location.source.name == promptName
          ? renderAtPrompt(diagnostic, location, maxWidth.map { _ in width })
          : renderInFile(diagnostic, location, width)
      } else {
        [plainHead(diagnostic)] + remarks(diagnostic, prefix: "  ", notePrefix: "  ")
      }
    return lines.map(VisibleText.masked)
  }

  private static func plainHead(_ diagnostic: Diagnostic) -> String {
    "\(diagnostic.severity.rawValue): \(diagnostic.message)"
  }

  private static func remarks(
    _ diagnostic: Diagnostic, prefix: String, notePrefix: String
  ) -> [String] {
    diagnostic.notes.map { notePrefix + $0 } + diagnostic.hints.map { prefix + "hint: " + $0 }
  }

  // MARK: Prompt

  private static func renderAtPrompt(
    _ diagnostic: Diagnostic, _ location: Diagnostic.Location, _ maxWidth: Int?
  ) -> [String] {
    let excerpt = Excerpt(
      location.source, marking: location.span, width: (maxWidth ?? defaultWidth) - 2)
    let head = [
      plainHead(diagnostic), "  " + excerpt.text,
      "  " + excerpt.carets + labelSuffix(diagnostic),
    ]
    let remarks = remarks(diagnostic, prefix: "", notePrefix: "")
    guard let maxWidth else { return head + remarks.map { "  " + $0 } }
    return head
      + remarks.flatMap { remark in
        TextWrap.lines(remark, width: maxWidth - 2, hanging: 2).enumerated().map {
          ($0 == 0 ? "  " : "    ") + $1
        }
      }
  }

  private static func labelSuffix(_ diagnostic: Diagnostic) -> String {
    diagnostic.label.map { " " + $0 } ?? ""
  }

  // MARK: File

  private static func renderInFile(
    _ diagnostic: Diagnostic, _ location: Diagnostic.Location, _ width: Int
  ) -> [String] {
    let position = location.position
    let gutterWidth = max(5, String(position.line).count)
    let gutter = String(repeating: " ", count: gutterWidth + 1)
    let room = width - gutterWidth - 3

    var lines = [head(diagnostic, location, position)]
    if let context = location.contextLine, (1..<position.line).contains(context) {
      let start = location.source.lineStart(context)
      let excerpt = Excerpt(location.source, marking: SourceSpan(start, start), width: room)
      lines.append(numbered(context, gutterWidth, excerpt.text))
    }
    let excerpt = Excerpt(location.source, marking: location.span, width: room)
    lines.append(numbered(position.line, gutterWidth, excerpt.text))
    lines.append(gutter + "| " + excerpt.carets + labelSuffix(diagnostic))
    return lines + remarks(diagnostic, prefix: gutter + "= ", notePrefix: gutter + "= ")
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
