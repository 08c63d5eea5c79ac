import VideoSDKClient

extension Report {
  /// A list: records for programs, a table for people.
  init(_ records: [JSONValue], _ table: Table) {
    json = .array(records)
    body = [.table(table)]
  }

  /// The same with the moments in its tables as a person's clock shows them.
  func told(by clock: PersonsClock) -> Report {
    mapTables { $0.told(by: clock) }
  }

  /// Its tables, in order.
  var tables: [Table] {
    body.compactMap { if case .table(let table) = $0 { table } else { nil } }
  }

  /// How many records its tables show.
  var rowCount: Int { tables.reduce(0) { $0 + $1.rows.count } }

  /// The same with its tables changed.
  func mapTables(_ change: (Table) -> Table) -> Report {
    var report = self
    report.body = body.map { block in
      if case .table(let table) = block { .table(change(table)) } else { block }
    }
    return report
  }
}

extension Report.Block {
  /// A table of texts, those of some columns only where there is room.
  static func table(
    header: [String], rows: [[StyledText]], turns: [String: Int] = [:]
  ) -> Report.Block {
    .table(Table(header: header, rows: rows, turns: turns))
  }
}
