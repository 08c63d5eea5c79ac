import CommandLanguage

extension Report.Block {
  /// The lines on a screen of so many columns; nil for no limit.
  func lines(width: Int?) -> [StyledText] {
    switch self {
    case .line(let text): width.map { text.wrapped($0) } ?? [text]
    case .verbatim(let text): [text]
    case .commandLine(let text):
      (width.map { ShellText.broken(text, width: $0) } ?? [text]).map { StyledText($0) }
    case .table(let table): TableLayout(table, width: width).lines
    case .help(let page):
      page.lines(width: width ?? HelpPage.usualWidth).map { StyledText($0) }
    case .timeline(let timeline):
      TimelineLines(timeline, width: width ?? HelpPage.usualWidth).lines
    }
  }
}

extension Report {
  /// What a person reads, without colour.
  public var text: String {
    body.flatMap { $0.lines(width: nil) }.map { $0.plain + "\n" }.joined()
  }
}
