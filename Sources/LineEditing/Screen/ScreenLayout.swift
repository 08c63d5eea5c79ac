import CommandLanguage

/// Lays prompt, line and what stands around it out in rows of cells.
///
/// Pure: the same content gives the same rows on a window of the same size. A row that is full goes on in the next one
/// as the terminal itself would wrap it, so that a copied line is one line and a terminal that breaks its rows anew on a
/// resize comes to the same rows. Nothing reaches the terminal that it obeys: what is unseen is drawn as signs.
struct ScreenLayout {
  private let columns: Int
  private var rows: [ScreenFrame.Row] = [ScreenFrame.Row(cells: [], goesOn: false)]

  /// Where each character of the line begins, and where the line ends; the offsets are UTF-8 offsets in the line.
  private var places: [(offset: Int, place: ScreenFrame.Place)] = []

  private init(columns: Int) { self.columns = columns }

  /// Where each character of the line begins, and where the line ends: rows and columns from the prompt's first.
  static func places(
    of content: ScreenContent, columns: Int
  ) -> [(offset: Int, place: ScreenFrame.Place)] {
    var layout = ScreenLayout(columns: max(2, columns))
    for run in content.prompt { layout.put(run) }
    _ = layout.put(content)
    return layout.places
  }

  /// - Parameters:
  ///   - rows: the window's height; at least 1.
  ///   - hiddenRows: how many rows of the line the last frame left out above; kept while the cursor allows it.
  static func frame(
    of content: ScreenContent, columns: Int, rows: Int, hiddenRows: Int = 0
  ) -> ScreenFrame {
    let columns = max(2, columns)
    var layout = ScreenLayout(columns: columns)
    for run in content.prompt { layout.put(run) }
    let cursor = layout.put(content)
    let lineRows = layout.trimmedRows(keeping: cursor)
    let shown = max(1, rows)
    let below = content.below.map { runs in
      ScreenFrame.Row(cells: cut(runs, to: columns - 1, content.ellipsis), goesOn: false)
    }
    let first = firstRow(of: lineRows.count, height: shown, cursor: cursor.row, before: hiddenRows)
    var visible = Array(lineRows[first...].prefix(shown))
    // Over the window's end nothing is written.
    visible[visible.count - 1].goesOn = false
    // Rows under the line may not push the line out of the window.
    let room = shown - visible.count
    let start = max(0, min(content.focus - room + 1, below.count - room))
    visible += below.dropFirst(start).prefix(room)
    return ScreenFrame(
      rows: visible, cursor: .init(row: cursor.row - first, column: cursor.column),
      columns: columns, hiddenRows: first)
  }

  /// The first row that is shown of a line with more rows than the window.
  private static func firstRow(of count: Int, height: Int, cursor: Int, before: Int) -> Int {
    guard count > height else { return 0 }
    return max(0, min(before, cursor, count - height), cursor - height + 1)
  }

  /// The rows without blanks at their ends, but for those before the cursor.
  private func trimmedRows(keeping cursor: ScreenFrame.Place) -> [ScreenFrame.Row] {
    rows.enumerated().map { index, row in
      guard !row.goesOn else { return row }
      let end = row.cells.lastIndex { !$0.isBlank }.map { $0 + 1 } ?? 0
      let kept = index == cursor.row ? min(cursor.column, row.cells.count) : 0
      return ScreenFrame.Row(cells: Array(row.cells.prefix(max(end, kept))), goesOn: false)
    }
  }

  private var place: ScreenFrame.Place {
    ScreenFrame.Place(row: rows.count - 1, column: rows[rows.count - 1].cells.count)
  }

  private mutating func put(_ run: StyledRun) {
    for character in run.text { put(character, run.style) }
  }

  /// Puts the line and its suggestion and answers where the cursor stands.
  private mutating func put(_ content: ScreenContent) -> ScreenFrame.Place {
    var cursor: ScreenFrame.Place?
    var offset = 0
    var spans = content.spans[...]
    for character in content.line {
      let end = offset + character.utf8.count
      while let span = spans.first, span.range.upperBound <= offset { spans.removeFirst() }
      let style = spans.first.map { $0.range.lowerBound <= offset ? $0.style : "" } ?? ""
      let first = put(character, style, continuation: content.continuation)
      places.append((offset, first))
      if cursor == nil, content.cursor < end { cursor = first }
      offset = end
    }
    if let cursor {
      places.append((offset, place))
      return cursor
    }
    if place.column == columns { startRow(goesOn: true) }
    let end = place
    places.append((offset, end))
    suggest(content.suggestion, content.ellipsis)
    return end
  }

  /// Puts as much of a suggestion as the row holds.
  private mutating func suggest(_ run: StyledRun, _ ellipsis: Character) {
    let line = run.text.prefix { !$0.isNewline }
    let text = line.count < run.text.count ? "\(line) \(ellipsis)" : String(line)
    let room = columns - place.column
    let cells = Self.cut([StyledRun(text, run.style)], to: room - 1, ellipsis)
    guard !cells.isEmpty else { return }
    rows[rows.count - 1].cells += cells
  }

  /// Puts a character of the line and answers where it begins.
  private mutating func put(
    _ character: Character, _ style: String, continuation: [StyledRun]
  ) -> ScreenFrame.Place {
    switch character {
    case "\n", "\r\n":
      if place.column == columns { startRow(goesOn: true) }
      let end = place
      startRow(goesOn: false)
      for run in continuation { put(run) }
      return end
    case "\t":
      let first = put(" ", style)
      while place.column % 8 != 0, place.column < columns { put(" ", style) }
      return first
    default: break
    }
    let shown = Self.shown(character)
    guard shown.count > 1 else { return put(shown.first ?? character, style) }
    let first = shown.map { put($0, Self.signStyle) }
    return first[0]
  }

  /// Puts a character that is drawn as it is, on the next row where this one has no room for it.
  @discardableResult
  private mutating func put(_ character: Character, _ style: String) -> ScreenFrame.Place {
    let cells = ScreenCell.cells(of: character, style)
    if place.column + max(cells.count, min(cells[0].doubtfulColumns, columns)) > columns {
      startRow(goesOn: true)
    }
    let first = place
    rows[rows.count - 1].cells += cells
    return first
  }

  private mutating func startRow(goesOn: Bool) {
    if goesOn {
      let room = columns - place.column
      rows[rows.count - 1].cells += [ScreenCell](repeating: .blank, count: room)
      // Over the edge behind a character of doubtful width no terminal wraps for sure.
      let last = rows[rows.count - 1].cells.last { !$0.isRightHalf }
      rows[rows.count - 1].goesOn = room > 0 || last?.doubtfulColumns == 0
    }
    rows.append(ScreenFrame.Row(cells: [], goesOn: false))
  }

  /// For signs that stand for what is unseen: never colour alone.
  private static let signStyle = "4"

  /// What is drawn for a character: itself, or signs for what would not be seen or would be obeyed.
  static func shown(_ character: Character) -> String {
    if let ascii = character.asciiValue {
      guard ascii < 0x20 || ascii == 0x7F else { return String(character) }
      return "^" + String(Unicode.Scalar(ascii ^ 0x40))
    }
    let text = VisibleText.masked(String(character))
    // A mark without a letter would join what stands before it, be it the prompt.
    let joins = "a\(character)".count == 1
    guard joins || DisplayWidth.columns(of: text) == 0 else { return text }
    return text.unicodeScalars.map { "\\u{\(String($0.value, radix: 16))}" }.joined()
  }

  /// The cells of runs, with an ellipsis where they are cut.
  private static func cut(
    _ runs: [StyledRun], to columns: Int, _ ellipsis: Character
  ) -> [ScreenCell] {
    var cells: [ScreenCell] = []
    for run in runs {
      for character in run.text {
        for shown in Self.shown(character) {
          let more = ScreenCell.cells(of: shown, run.style)
          guard cells.count + max(more.count, more[0].doubtfulColumns) <= columns else {
            if cells.count == columns, columns > 0 { cells.removeLast() }
            // Never half of a wide one.
            if cells.last?.columns == 2 { cells.removeLast() }
            return columns > 1 ? cells + ScreenCell.cells(of: ellipsis, run.style) : []
          }
          cells += more
        }
      }
    }
    return cells
  }
}
