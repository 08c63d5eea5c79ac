/// What stands on the terminal from the prompt downwards: rows of cells, and where the cursor is.
struct ScreenFrame: Equatable {
  struct Row: Equatable {
    /// Without the blanks at its end, except where it goes on.
    var cells: [ScreenCell]
    /// Whether the next row is the rest of it: what a terminal wraps by itself.
    var goesOn: Bool
  }

  struct Place: Equatable {
    var row: Int
    var column: Int
  }

  /// At least one, and no more than the window has.
  let rows: [Row]
  /// Inside `rows`, and left of the window's right edge.
  let cursor: Place
  /// The window's width when it was laid out.
  let columns: Int
  /// How many rows of the line stand above the first that is shown, because the window is too low.
  let hiddenRows: Int

  /// An empty screen with the cursor at its start.
  static func empty(columns: Int) -> ScreenFrame {
    ScreenFrame(
      rows: [Row(cells: [], goesOn: false)], cursor: Place(row: 0, column: 0), columns: columns,
      hiddenRows: 0)
  }

  /// How far above the cursor the first row stands after the window has become this wide.
  ///
  /// - Parameter reflows: whether the terminal then breaks its rows anew, as most do.
  func rowsAboveCursor(columns newColumns: Int, reflows: Bool) -> Int {
    let newColumns = max(2, newColumns)
    guard reflows, newColumns != columns else { return cursor.row }
    var place = Place(row: 0, column: 0)
    for row in rows[..<cursor.row] {
      for cell in row.cells { Self.advance(&place, over: cell.columns, newColumns) }
      if !row.goesOn { place = Place(row: place.row + 1, column: 0) }
    }
    let row = rows[cursor.row].cells
    for cell in row.prefix(cursor.column) { Self.advance(&place, over: cell.columns, newColumns) }
    place.column += max(0, cursor.column - row.count)
    // The cursor goes where the character goes that it stands on.
    let next = cursor.column < row.count ? row[cursor.column].columns : 1
    if place.column + next > newColumns { place.row += max(1, place.column / newColumns) }
    return place.row
  }

  private static func advance(_ place: inout Place, over width: Int, _ columns: Int) {
    if place.column + width > columns { place = Place(row: place.row + 1, column: 0) }
    place.column += width
  }
}
