import CommandLanguage

/// Lays a table out for a screen: in columns, without those that matter least where there is no room for all, or else as
/// one block a row.
///
/// Cells are never cut: ids are there to be copied. Pure.
struct TableLayout {
  private let table: Table
  /// Columns of the screen; nil for none, where nothing is left out or shortened.
  private let width: Int?
  private let cells: [[StyledText]]
  private let widths: [Int]

  /// - Parameter width: columns of the screen; nil for no screen.
  init(_ table: Table, width: Int?) {
    self.table = table
    self.width = width
    let cells = table.rows.map { row in
      row.map { width == nil ? $0.text : $0.short ?? $0.text }
    }
    self.cells = cells
    widths = table.columns.enumerated().map { place, column in
      cells.reduce(DisplayWidth.columns(of: column.name)) { widest, row in
        max(widest, DisplayWidth.columns(of: row[place].plain))
      }
    }
  }

  var lines: [StyledText] {
    if table.rows.isEmpty, let none = table.none { return width.map { none.wrapped($0) } ?? [none] }
    switch table.form {
    case .table?: return rows(Array(widths.indices))
    case .blocks?: return blocks
    case nil: return kept.map { rows($0) + missing($0) } ?? blocks
    }
  }

  // MARK: Columns

  /// The columns that there is room for; nil where there is none for those that stay.
  private var kept: [Int]? {
    var kept = Array(widths.indices)
    guard let width else { return kept }
    let turns = kept.filter { table.columns[$0].turn != nil }
      .sorted { (table.columns[$0].turn ?? 0, -$0) < (table.columns[$1].turn ?? 0, -$1) }
    for next in turns where total(kept) > width { kept.removeAll { $0 == next } }
    return total(kept) > width ? nil : kept
  }

  private func total(_ places: [Int]) -> Int {
    places.reduce(0) { $0 + widths[$1] } + 2 * max(0, places.count - 1)
  }

  private func rows(_ places: [Int]) -> [StyledText] {
    let head = table.columns.map { StyledText($0.name, .muted) }
    return ([head] + cells).map { row in joined(places.map { row[$0] }, places) }
  }

  private func joined(_ row: [StyledText], _ places: [Int]) -> StyledText {
    let padded = zip(row, places).map { cell, place in
      let isNumber = table.columns[place].unit != nil
      // Behind the last there is nothing to make room for.
      return isNumber || place != places.last
        ? cell.padded(to: widths[place], isRight: isNumber) : cell
    }
    return StyledText(
      padded.enumerated().flatMap { place, cell in
        place == 0 ? cell.parts : [StyledText.Part("  ")] + cell.parts
      })
  }

  /// Says what there was no room for.
  private func missing(_ kept: [Int]) -> [StyledText] {
    let names = widths.indices.filter { !kept.contains($0) }.map { table.columns[$0].name }
    guard let width, !names.isEmpty else { return [] }
    let way = table.hasForms ? "; try layout=blocks" : ""
    return StyledText("left out: \(names.joined(separator: ", "))\(way)", .muted).wrapped(width)
  }

  // MARK: Blocks

  private var blocks: [StyledText] {
    let widest = table.columns.map { DisplayWidth.columns(of: $0.name) }.max() ?? 0
    return cells.enumerated().flatMap { number, row in
      (number == 0 ? [] : [StyledText([])])
        + zip(table.columns, row).map { column, cell in
          StyledText(column.name, .muted).padded(to: widest) + "  " + cell
        }
    }
  }
}

extension StyledText {
  fileprivate func padded(to width: Int, isRight: Bool = false) -> StyledText {
    let missing = width - DisplayWidth.columns(of: plain)
    guard missing > 0 else { return self }
    let blank = Part(String(repeating: " ", count: missing))
    return StyledText(isRight ? [blank] + parts : parts + [blank])
  }
}
