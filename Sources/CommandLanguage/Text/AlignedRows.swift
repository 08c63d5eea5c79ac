/// Two-column text: terms, and beside them what they mean.
enum AlignedRows {
  private static let indent = 2

  /// Indented lines of at most so many columns; a term that is wider than a third has a line of its own.
  static func render(_ rows: [(term: String, text: String)], width: Int) -> [String] {
    let widths = rows.map { DisplayWidth.columns(of: $0.term) }
    let column = indent + 2 + (widths.filter { $0 <= width / 3 }.max() ?? 0)
    return rows.flatMap { row in
      let term = blanks(indent) + row.term
      let texts = TextWrap.lines(row.text, width: width - column)
      guard let first = texts.first, !first.isEmpty else { return [term] }
      let gap = column - DisplayWidth.columns(of: term)
      let rest = texts.dropFirst().map { blanks(column) + $0 }
      return gap >= 2
        ? [term + blanks(gap) + first] + rest : [term, blanks(column) + first] + rest
    }
  }

  static func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
