/// Writes what changes one frame into another: the least that a terminal needs.
///
/// Pure. Moves are relative, for nobody knows where on the terminal the prompt stands; rows are made by line feeds, or by
/// writing over the right edge where a row goes on. Behind a character about whose width terminals disagree the column is
/// set anew, and what stands behind it in its row is written again.
struct ScreenPen {
  private var text = ""
  private var row: Int
  /// The window's width where the next character wraps.
  private var column: Int
  private var style = ""
  /// How many rows there are on the terminal, from the first of the frame on.
  private var rowCount: Int
  private let columns: Int
  /// Whether the row before goes on and the terminal does not know it yet: the next one is written from its start.
  private var mustWrap = false

  private init(from old: ScreenFrame, columns: Int) {
    (row, column) = (old.cursor.row, old.cursor.column)
    rowCount = old.rows.count
    self.columns = columns
  }

  /// - Parameter old: as wide as the new one.
  static func text(from old: ScreenFrame, to new: ScreenFrame) -> String {
    var pen = ScreenPen(from: old, columns: new.columns)
    for (index, now) in new.rows.enumerated() {
      pen.draw(index, index < old.rows.count ? old.rows[index] : nil, now)
      pen.mustWrap = now.goesOn && (index >= old.rows.count || !old.rows[index].goesOn)
    }
    if pen.rowCount > new.rows.count {
      pen.move(to: new.rows.count, 0)
      pen.erase("\u{1b}[J")
    } else if pen.rowCount < new.rows.count {
      pen.move(to: new.rows.count - 1, 0)
    }
    pen.setStyle("")
    pen.move(to: new.cursor.row, new.cursor.column)
    return pen.text
  }

  private mutating func draw(_ index: Int, _ was: ScreenFrame.Row?, _ now: ScreenFrame.Row) {
    let old = was?.cells ?? []
    let new = now.cells
    // A terminal knows that a row goes on by its being written over the edge, and that it does not by its end being
    // erased.
    let wraps = now.goesOn && was?.goesOn != true
    let ends = was?.goesOn == true && !now.goesOn && new.count == columns
    guard old != new || wraps || ends || mustWrap else { return }
    var start = 0
    if !mustWrap {
      while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
    }
    if wraps || ends, start == new.count { start -= 1 }
    while start > 0, Self.splits(old, start) || Self.splits(new, start) { start -= 1 }
    let isDoubtful = (old.dropFirst(start) + new.dropFirst(start)).contains {
      $0.doubtfulColumns > 0
    }
    var end = new.count
    if !isDoubtful, !wraps, !ends, old.count == new.count {
      while end > start, old[end - 1] == new[end - 1] { end -= 1 }
      while end < new.count, Self.splits(old, end) || Self.splits(new, end) { end += 1 }
    }
    if mustWrap, column == columns, row == index - 1, new.isEmpty || ends {
      setStyle("")
      makeRow()
    }
    move(to: index, start, writes: end > start && !ends)
    if ends { erase("\u{1b}[K") }
    for cell in new[start..<max(start, end)] where !cell.isRightHalf { write(cell) }
    if old.count > new.count || isDoubtful, new.count < columns, row == index {
      erase("\u{1b}[K")
    }
  }

  /// Whether a place is the right half of a wide character.
  private static func splits(_ cells: [ScreenCell], _ place: Int) -> Bool {
    place < cells.count && cells[place].isRightHalf
  }

  private mutating func write(_ cell: ScreenCell) {
    setStyle(cell.style)
    guard cell.doubtfulColumns > 0 else {
      text += cell.text
      if column == columns { (row, column) = (row + 1, 0) }
      column += cell.columns
      rowCount = max(rowCount, row + 1)
      return
    }
    if column == columns { makeRow() }
    let start = column
    text += String(repeating: " ", count: cell.columns)
    setColumn(start)
    text += cell.text
    column = start + cell.columns
    if column == columns { column = 0 }
    setColumn(column)
  }

  /// Goes on to the next row behind one that is full.
  private mutating func makeRow() {
    text += " \r"
    (row, column) = (row + 1, 0)
    rowCount = max(rowCount, row + 1)
  }

  private mutating func setStyle(_ new: String) {
    guard style != new else { return }
    text += new.isEmpty ? "\u{1b}[m" : "\u{1b}[0;\(new)m"
    style = new
  }

  /// Erases in no style: some terminals fill with the one that is set.
  private mutating func erase(_ sequence: String) {
    setStyle("")
    text += sequence
  }

  /// - Parameter writes: whether a character is written there next; over the right edge it then comes by itself.
  private mutating func move(to newRow: Int, _ newColumn: Int, writes: Bool = false) {
    if column == columns {
      if newRow == row + 1, newColumn == 0, writes { return }
      setStyle("")
      if newRow == row + 1, newRow >= rowCount { makeRow() } else { setColumn(0) }
    }
    if newRow < row {
      text += "\u{1b}[\(row - newRow)A"
    } else if newRow > row {
      let known = min(newRow, rowCount - 1) - row
      if known > 0 { text += "\u{1b}[\(known)B" }
      for _ in 0..<(newRow - row - max(0, known)) {
        text += "\r\n"
        column = 0
      }
      rowCount = max(rowCount, newRow + 1)
    }
    row = newRow
    guard column != newColumn else { return }
    if newColumn < column, column - newColumn <= 4, newColumn > 0 {
      text += String(repeating: "\u{8}", count: column - newColumn)
    } else if newColumn > column {
      text += "\u{1b}[\(newColumn - column)C"
    } else {
      setColumn(newColumn)
    }
    column = newColumn
  }

  private mutating func setColumn(_ new: Int) {
    text += new == 0 ? "\r" : "\r\u{1b}[\(new)C"
    column = new
  }
}
