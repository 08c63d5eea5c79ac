import CommandLanguage

/// What the parts of a line look like: parameters of SGR sequences.
///
/// A mistake is underlined too, and a suggestion is faint: neither is told by colour alone.
enum LineTheme {
  static let suggestion = "2"
  static let selected = "7"
  static let description = "2"
  static let searched = "1"

  static func span(_ highlighted: HighlightedSpan) -> ScreenContent.Span {
    ScreenContent.Span(
      range: highlighted.span.start..<highlighted.span.end, style: style(of: highlighted.role))
  }

  private static func style(of role: HighlightedSpan.Role) -> String {
    switch role {
    case .verb: "1"
    case .keyword: "35"
    case .choice: "36"
    case .option: "34"
    case .variable: "33"
    case .quoted: "32"
    case .comment: "2"
    case .mistake: "4;31"
    }
  }
}
