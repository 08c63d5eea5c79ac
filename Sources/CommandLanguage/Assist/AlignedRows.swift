/// Two-column text: terms, and beside them what they mean.
enum AlignedRows {
  static let pageWidth = 80
  private static let widestTerm = 26

  /// Lines of at most 80 columns, indented; a term that is too wide has a line of its own.
  static func render(_ rows: [(term: String, text: String)], indent: Int = 2) -> [String] {
    let widths = rows.map { DisplayWidth.columns(of: $0.term) }
    let column = indent + 2 + (widths.filter { $0 <= widestTerm }.max() ?? 0)
    return rows.flatMap { row in
      let term = blanks(indent) + row.term
      let texts = TextWrap.lines(row.text, width: pageWidth - column)
      guard let first = texts.first, !first.isEmpty else { return [term] }
      let gap = column - DisplayWidth.columns(of: term)
      let rest = texts.dropFirst().map { blanks(column) + $0 }
      return gap >= 2
        ? [term + blanks(gap) + first] + rest : [term, blanks(column) + first] + rest
    }
  }

  static func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
