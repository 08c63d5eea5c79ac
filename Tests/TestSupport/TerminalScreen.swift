/// What a person sees on a terminal of a fixed width: the program's output drawn cell by cell.
///
/// It knows what line editors send: motions, erasing, inserting and deleting cells, wide characters, and the wrap that
/// waits for the next character at the right edge. What scrolls off the top is kept; colours are dropped.
public struct TerminalScreen: Sendable {
  /// The window's width.
  public private(set) var columns: Int
  private var rows: [[String]] = [[]]
  private var row = 0
  private var column = 0
  private var waiting: [UInt8] = []

  /// An empty screen.
  public init(columns: Int) { self.columns = columns }

  /// The screen after all this output.
  public init(columns: Int, _ bytes: [UInt8]) {
    self.init(columns: columns)
    add(bytes)
  }

  /// The lines without the blanks at their ends, and without empty lines at the end.
  public var lines: [String] {
    var all = rows.map { cells in
      let text = cells.joined()
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
    while all.count > 1, all.last == "" { all.removeLast() }
    return all
  }

  /// The line that the cursor is on.
  public var cursorLine: String { row < lines.count ? lines[row] : "" }

  /// Where the cursor stands, from 0; `columns` when the next character goes to the next line.
  public var cursorColumn: Int { column }

  /// Draws output, in parts of any size.
  public mutating func add(_ bytes: [UInt8]) {
    let all = waiting + bytes
    var index = 0
    while index < all.count {
      guard let used = draw(all[index...]) else { break }
      index += used
    }
    waiting = Array(all[index...])
  }

  /// Draws the first character or sequence and answers its length; nil when it is unfinished.
  private mutating func draw(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = bytes.first else { return nil }
    switch first {
    case 0x1B: return sequence(bytes)
    case 0x0D: column = 0
    case 0x0A:
      row += 1
      extend()
    case 0x08: column = max(0, min(column, columns) - 1)
    case 0x09: column = min(columns - 1, (column / 8 + 1) * 8)
    case ..<0x20: break
    default:
      let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      guard bytes.count >= length else { return nil }
      put(String(decoding: bytes.prefix(length), as: UTF8.self))
      return length
    }
    return 1
  }

  private mutating func put(_ text: String) {
    let width = Self.width(text)
    guard width > 0 else {
      let place = min(column, columns) - 1
      if place >= 0 { edit { $0[$0[place].isEmpty ? place - 1 : place] += text } }
      return
    }
    if column + width > columns {
      row += 1
      column = 0
      extend()
    }
    let place = column
    edit { cells in
      cells[place] = text
      if width == 2 { cells[place + 1] = "" }
    }
    column += width
  }

  private mutating func sequence(_ bytes: ArraySlice<UInt8>) -> Int? {
    let start = bytes.startIndex
    guard bytes.count >= 2 else { return nil }
    guard bytes[start + 1] == UInt8(ascii: "[") else { return 2 }
    guard let end = bytes[(start + 2)...].firstIndex(where: { 0x40...0x7E ~= $0 }) else {
      return nil
    }
    let text = String(decoding: bytes[(start + 2)..<end], as: UTF8.self)
    control(bytes[end], Int(text) ?? nil, text)
    return end - start + 1
  }

  private mutating func control(_ final: UInt8, _ number: Int?, _ text: String) {
    let count = max(1, number ?? 1)
    column = min(
      column, columns - (final == UInt8(ascii: "m") || final == UInt8(ascii: "h") ? 0 : 1))
    let place = column
    switch Character(Unicode.Scalar(final)) {
    case "A": row = max(0, row - count)
    case "B":
      row += count
      extend()
    case "C": column = min(columns - 1, column + count)
    case "D": column = max(0, column - count)
    case "G": column = min(columns - 1, count - 1)
    case "H": (row, column) = (0, 0)
    case "K": edit { for cell in place..<$0.count { $0[cell] = " " } }
    case "J":
      if number == 2 { rows = rows.map { _ in [] } } else { rows.removeSubrange((row + 1)...) }
      if number != 2 { edit { for cell in place..<$0.count { $0[cell] = " " } } }
    case "P": edit { $0.removeSubrange(place..<min($0.count, place + count)) }
    case "@": edit { $0.insert(contentsOf: [String](repeating: " ", count: count), at: place) }
    default: break
    }
    extend()
  }

  private mutating func extend() {
    while rows.count <= row { rows.append([]) }
  }

  /// Changes the cursor's line, which is as wide as the screen meanwhile.
  private mutating func edit(_ change: (inout [String]) -> Void) {
    extend()
    var cells = rows[row] + [String](repeating: " ", count: max(0, columns - rows[row].count))
    change(&cells)
    rows[row] = Array(cells.prefix(columns))
  }

  /// Columns of a character: enough of Unicode for what the tests type.
  private static func width(_ text: String) -> Int {
    guard let scalar = text.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: return 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF00...0xFF60,
      0x1F300...0x1FAFF:
      return 2
    default: return 1
    }
  }
}
