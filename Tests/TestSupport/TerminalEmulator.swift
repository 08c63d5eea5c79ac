/// A terminal as its window shows it: a grid of cells with a cursor, what scrolled out above it, and no more sequences
/// than a line editor writes.
///
/// Terminals differ in two things, and so does this one: how wide a picture is that is joined of several, and whether
/// rows are broken anew when the width changes. Anything that is not known here is a fault of whoever wrote it, and is
/// kept in `complaints`.
public struct TerminalEmulator: Sendable {
  /// How a terminal counts columns.
  public enum Widths: Sendable, CaseIterable {
    /// A character as a person sees it is one.
    case graphemes
    /// Each scalar is by itself.
    case scalars
  }

  /// One place of the grid; the right half of a wide character is empty.
  public struct Cell: Sendable, Equatable {
    /// A character, a blank where nothing was written.
    public var text = " "
    /// The parameters of the last SGR sequence; empty for none.
    public var style = ""

    /// Where nothing was written.
    public static let blank = Cell()
  }

  private struct Row {
    var cells: [Cell]
    /// Whether the next row is the rest of it.
    var wraps = false
  }

  /// The window's width.
  public private(set) var columns: Int
  /// How many rows the window has.
  public private(set) var height: Int
  /// The row that the cursor is in, from 0.
  public private(set) var row = 0
  /// The column that the cursor is in, from 0; never right of the window.
  public private(set) var column = 0
  /// What came that is not known.
  public private(set) var complaints: [String] = []
  private var isWrapPending = false
  private var rows: [Row]
  private var history: [Row] = []
  private var style = ""
  private var waiting: [UInt8] = []
  private let widths: Widths
  private let reflows: Bool
  private let width: @Sendable (Character) -> Int

  /// An empty window.
  ///
  /// - Parameter width: columns of a character, 0 to 2.
  public init(
    columns: Int, rows height: Int, widths: Widths, reflows: Bool,
    width: @escaping @Sendable (Character) -> Int
  ) {
    self.columns = columns
    self.height = height
    self.widths = widths
    self.reflows = reflows
    self.width = width
    rows = (0..<height).map { _ in Row(cells: Self.blanks(columns)) }
  }

  /// The window's rows, cell by cell.
  public var grid: [[Cell]] { rows.map(\.cells) }

  /// The window's rows as text, without blanks at their ends.
  public var lines: [String] { rows.map { Self.text($0.cells) } }

  /// For each of the window's rows whether the next one is the rest of it.
  public var wraps: [Bool] { rows.map(\.wraps) }

  private static func text(_ cells: [Cell]) -> String {
    let text = cells.map(\.text).joined()
    return String(text.reversed().drop { $0 == " " }.reversed())
  }

  private static func blanks(_ count: Int) -> [Cell] { [Cell](repeating: .blank, count: count) }

  // MARK: Output

  /// Draws output.
  public mutating func write(_ text: String) { write(Array(text.utf8)) }

  /// Draws output, in parts of any size.
  public mutating func write(_ bytes: [UInt8]) {
    let all = waiting + bytes
    var index = 0
    while index < all.count {
      let first = all[index]
      if first == 0x1B {
        guard let end = sequence(all, from: index) else { break }
        index = end
      } else if first < 0x20 {
        control(first)
        index += 1
      } else {
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard index + length <= all.count else { break }
        let text = String(decoding: all[index..<(index + length)], as: UTF8.self)
        for scalar in text.unicodeScalars { put(scalar) }
        index += length
      }
    }
    waiting = Array(all[index...])
  }

  private mutating func control(_ byte: UInt8) {
    switch byte {
    case 0x0D: (column, isWrapPending) = (0, false)
    case 0x0A:
      rows[row].wraps = false
      lineFeed()
    case 0x08: (column, isWrapPending) = (max(0, column - 1), false)
    case 0x07: break
    default: complaints.append("control character \(byte)")
    }
  }

  private mutating func lineFeed() {
    isWrapPending = false
    guard row == height - 1 else {
      row += 1
      return
    }
    history.append(rows.removeFirst())
    rows.append(Row(cells: Self.blanks(columns)))
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let text = String(scalar)
    if let place = placeBefore, joins(rows[row].cells[place].text, scalar) {
      rows[row].cells[place].text += text
      widen(place)
      return
    }
    let taken = width(Character(scalar))
    guard taken > 0 else { return }
    if isWrapPending || column + taken > columns {
      rows[row].wraps = true
      lineFeed()
      column = 0
    }
    clear(column, taken)
    rows[row].cells[column] = Cell(text: text, style: style)
    if taken == 2 { rows[row].cells[column + 1] = Cell(text: "", style: style) }
    advance(taken)
  }

  private mutating func advance(_ count: Int) {
    column += count
    if column >= columns { (column, isWrapPending) = (columns - 1, true) }
  }

  /// The character that was written last, where the cursor still stands behind it.
  private var placeBefore: Int? {
    var place = isWrapPending ? columns - 1 : column - 1
    while place > 0, rows[row].cells[place].text.isEmpty { place -= 1 }
    return place >= 0 ? place : nil
  }

  private func joins(_ text: String, _ scalar: Unicode.Scalar) -> Bool {
    guard !text.isEmpty else { return false }
    guard widths == .graphemes else { return width(Character(scalar)) == 0 }
    return (text + String(scalar)).count == 1
  }

  /// A character may become wider by what joins it.
  private mutating func widen(_ place: Int) {
    guard widths == .graphemes, place + 1 < columns,
      let character = rows[row].cells[place].text.first,
      width(character) == 2, !rows[row].cells[place + 1].text.isEmpty, column == place + 1,
      !isWrapPending
    else { return }
    clear(place + 1, 1)
    rows[row].cells[place + 1] = Cell(text: "", style: rows[row].cells[place].style)
    advance(1)
  }

  /// Blanks cells, and the other halves of characters that are cut.
  private mutating func clear(_ start: Int, _ count: Int) {
    let end = min(columns, start + count)
    guard start < end else { return }
    if rows[row].cells[start].text.isEmpty, start > 0 { rows[row].cells[start - 1] = .blank }
    if end < columns, rows[row].cells[end].text.isEmpty { rows[row].cells[end] = .blank }
    for place in start..<end { rows[row].cells[place] = .blank }
  }

  // MARK: Sequences

  /// Where a sequence ends; nil when it is unfinished.
  private mutating func sequence(_ bytes: [UInt8], from start: Int) -> Int? {
    guard start + 1 < bytes.count else { return nil }
    guard bytes[start + 1] == UInt8(ascii: "[") else {
      complaints.append("ESC \(bytes[start + 1])")
      return start + 2
    }
    guard let end = bytes[(start + 2)...].firstIndex(where: { 0x40...0x7E ~= $0 }) else {
      return nil
    }
    let parameters = String(decoding: bytes[(start + 2)..<end], as: UTF8.self)
    obey(Character(Unicode.Scalar(bytes[end])), parameters)
    return end + 1
  }

  private mutating func obey(_ final: Character, _ parameters: String) {
    if parameters.hasPrefix("?"), final == "h" || final == "l" { return }
    let count = max(1, Int(parameters) ?? 1)
    switch final {
    case "m": style = ["", "0"].contains(parameters) ? "" : parameters
    case "A": (row, isWrapPending) = (max(0, row - count), false)
    case "B": (row, isWrapPending) = (min(height - 1, row + count), false)
    case "C": (column, isWrapPending) = (min(columns - 1, column + count), false)
    case "D": (column, isWrapPending) = (max(0, column - count), false)
    case "H" where parameters.isEmpty: (row, column, isWrapPending) = (0, 0, false)
    case "K" where parameters.isEmpty:
      clear(column, columns - column)
      (isWrapPending, rows[row].wraps) = (false, false)
    case "J" where parameters.isEmpty:
      clear(column, columns - column)
      for index in (row + 1)..<max(row + 1, height) {
        rows[index] = Row(cells: Self.blanks(columns))
      }
      rows[row].wraps = false
      isWrapPending = false
    case "J" where parameters == "2":
      rows = (0..<height).map { _ in Row(cells: Self.blanks(columns)) }
      isWrapPending = false
    default: complaints.append("CSI \(parameters) \(final)")
    }
  }

  // MARK: The window

  /// Changes the window's size as terminals do that break rows anew, or as those that cut them.
  public mutating func resize(columns newColumns: Int, rows newHeight: Int) {
    if newColumns != columns {
      if reflows { reflow(newColumns) } else { cut(newColumns) }
    }
    isWrapPending = false
    // What is below the cursor gives way first, then what is above it goes to the history.
    while rows.count > newHeight {
      if rows.count - 1 > row {
        rows.removeLast()
      } else {
        history.append(rows.removeFirst()); row -= 1
      }
    }
    while rows.count < newHeight { rows.append(Row(cells: Self.blanks(columns))) }
    height = newHeight
  }

  private mutating func cut(_ newColumns: Int) {
    rows = rows.map { row in
      var cells = Array(row.cells.prefix(newColumns))
      cells += Self.blanks(newColumns - cells.count)
      return Row(cells: cells)
    }
    columns = newColumns
    column = min(column, newColumns - 1)
  }

  private mutating func reflow(_ newColumns: Int) {
    var new: [Row] = []
    var place: (row: Int, column: Int)?
    var line: [Cell] = []
    var mark: Int?
    for (index, old) in rows.enumerated() {
      let end = old.wraps ? columns : (old.cells.lastIndex { $0 != .blank }.map { $0 + 1 } ?? 0)
      if index == row { mark = line.count + column + (isWrapPending ? 1 : 0) }
      line += old.cells[..<end]
      guard !old.wraps || index == rows.count - 1 else { continue }
      let (broken, found) = Self.broken(line, newColumns, mark)
      if let found { place = (new.count + found.row, found.column) }
      new += broken
      (line, mark) = ([], nil)
    }
    columns = newColumns
    (row, column) = place.map { ($0.row, min($0.column, newColumns - 1)) } ?? (0, 0)
    // Empty rows at the bottom make room; what is too much at the top is history.
    while new.count > height, new.count - 1 > row, Self.text(new[new.count - 1].cells).isEmpty {
      new.removeLast()
    }
    while new.count > height {
      history.append(new.removeFirst())
      row = max(0, row - 1)
    }
    rows = new
    while rows.count < height { rows.append(Row(cells: Self.blanks(columns))) }
  }

  private static func broken(
    _ line: [Cell], _ columns: Int, _ mark: Int?
  ) -> (rows: [Row], mark: (row: Int, column: Int)?) {
    var rows: [Row] = []
    var cells: [Cell] = []
    var found: (row: Int, column: Int)?
    for (index, cell) in line.enumerated() {
      let isWide = index + 1 < line.count && line[index + 1].text.isEmpty
      if cells.count + (isWide ? 2 : 1) > columns, !cell.text.isEmpty {
        rows.append(Row(cells: cells + blanks(columns - cells.count), wraps: true))
        cells = []
      }
      if index == mark { found = (rows.count, cells.count) }
      cells.append(cell)
    }
    if let mark, found == nil {
      let behind = cells.count + mark - line.count
      let place = (row: rows.count + behind / columns, column: behind % columns)
      while rows.count < place.row {
        rows.append(Row(cells: cells + blanks(columns - cells.count), wraps: true))
        cells = []
      }
      found = place
    }
    rows.append(Row(cells: cells + blanks(max(0, columns - cells.count))))
    return (rows, found)
  }
}
