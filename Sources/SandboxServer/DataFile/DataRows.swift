import FoundationEssentials
import GRDB

/// The rows of a data file, which may be damaged: each is taken as what it should be, or told.
struct DataRows {
  /// There is no header, or it cannot be read.
  struct NoHeader: Error {}

  private struct Row {
    let kind: Int?
    let id: String?
    /// Nil for what is no text.
    let body: String?
  }

  private var rows: [Row]
  private var damaged: [String] = []

  init(in database: Database) throws {
    rows = try GRDB.Row.fetchAll(
      database, sql: "SELECT kind, id, body FROM item ORDER BY position"
    ).map { row in
      Row(
        kind: Int.fromDatabaseValue(row["kind"]), id: String.fromDatabaseValue(row["id"]),
        body: String.fromDatabaseValue(row["body"]))
    }
  }

  var isEmpty: Bool { rows.isEmpty }

  /// Takes all of a kind, in the order in which they were made.
  ///
  /// - Parameter name: the id that a thing has, which is that of its row.
  mutating func things<Thing: Decodable>(
    _ kind: DataItem.Kind, as type: Thing.Type, named name: (Thing) -> String
  ) -> [Thing] {
    let decoder = JSONDecoder()
    var things: [Thing] = []
    for row in rows where row.kind == kind.rawValue {
      let thing = row.body.flatMap { try? decoder.decode(type, from: Data($0.utf8)) }
      if let thing, name(thing) == row.id {
        things.append(thing)
      } else {
        damaged.append("\(kind) `\(row.id ?? "?")`")
      }
    }
    rows.removeAll { $0.kind == kind.rawValue }
    return things
  }

  /// What was damaged, such as ``recording `66976600a8faa5fa9694945c` ``, with the rows that are of no kind.
  func leftOver() -> [String] {
    damaged + rows.map { "row `\($0.id ?? "?")` of no known kind" }
  }
}
