import FoundationEssentials
import VideoSDKClient

/// Records in rows: what a list shows of them, on a screen and in a file.
///
/// Values; `TableLayout` draws one, `TableFile` writes one.
struct Table: Sendable, Equatable {
  let columns: [Column]
  /// As long as there are columns, each.
  private(set) var rows: [[Cell]]
  /// What is said where there is no row; nil leaves the names of the columns.
  var none: StyledText?
  /// Nil for the first that there is room for.
  var form: Form?
  /// Whether `layout=` can ask for a form.
  var hasForms = false

  /// A way to draw the rows.
  enum Form: String, Sendable, CaseIterable {
    /// A line each, however wide it becomes.
    case table
    /// A line for each value.
    case blocks
  }

  /// What one column is.
  struct Column: Sendable, Equatable {
    let name: String
    /// Its turn to give way where there is no room, 1 first; nil where it stays.
    var turn: Int?
    /// What its numbers count, which stand below each other to the right; nil for a column of texts.
    var unit: Unit?

    /// What numbers count.
    enum Unit: Equatable {
      case things, bytes, seconds, dollars
    }
  }

  /// One value.
  struct Cell: Sendable, Equatable {
    /// What is drawn.
    let text: StyledText
    /// What a program reads; nil where there is no value.
    let value: String?
    /// The moment that it is, where a person's clock can tell it.
    private let moment: Date?
    /// What a screen with little room shows instead of the text.
    private(set) var short: StyledText?
  }
}

extension Table {
  /// A table of texts.
  ///
  /// - Parameter turns: when a column gives way where there is no room, 1 first; those without a turn stay.
  init(header: [String], rows: [[StyledText]], turns: [String: Int] = [:]) {
    self.init(
      columns: header.map { Column(name: $0, turn: turns[$0]) },
      rows: rows.map { $0.map { Cell($0) } })
  }

  /// A row for each record.
  init<Record>(of records: [Record], _ columns: [ListColumn<Record>], none: StyledText? = nil) {
    self.init(
      columns: columns.map(\.column),
      rows: records.map { record in columns.map { $0.cell(record) } }, none: none)
  }

  /// The same with its moments as a person's clock shows them.
  func told(by clock: PersonsClock) -> Table {
    var table = self
    table.rows = rows.map { $0.map { $0.told(by: clock) } }
    return table
  }
}

extension Table.Cell {
  /// Text that somebody wrote or we did; nil is drawn as `-`.
  ///
  /// - Parameter value: what a program reads instead.
  init(_ text: String?, _ role: StyledText.Role = .plain, value: String? = nil) {
    self.init(
      text: text.map { StyledText($0, role) } ?? StyledText("-", .muted), value: value ?? text,
      moment: nil)
  }

  /// Text with several meanings.
  init(_ text: StyledText) { self.init(text: text, value: text.plain, moment: nil) }

  /// A moment, exact but on a screen.
  init(_ time: WireDate?) {
    self.init(
      text: time.map { StyledText($0.text) } ?? StyledText("-", .muted), value: time?.text,
      moment: time?.date)
  }

  private init(text: StyledText, value: String?, moment: Date?) {
    self.text = text
    self.value = value
    self.moment = moment
  }

  fileprivate func told(by clock: PersonsClock) -> Table.Cell {
    guard let moment else { return self }
    var cell = self
    cell.short = StyledText(clock.short(moment))
    return cell
  }
}

/// A column of a list, and what it shows of a record.
struct ListColumn<Record>: Sendable {
  let column: Table.Column
  let cell: @Sendable (Record) -> Table.Cell

  /// - Parameter turn: when it gives way where there is no room, 1 first; nil where it stays.
  init(
    _ name: String, turn: Int? = nil, unit: Table.Column.Unit? = nil,
    _ cell: @escaping @Sendable (Record) -> Table.Cell
  ) {
    column = Table.Column(name: name, turn: turn, unit: unit)
    self.cell = cell
  }
}
