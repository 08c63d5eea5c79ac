import FoundationEssentials
import SQLite

/// The rows of a data file, which may be damaged: each is taken as what it should be, or told.
struct DataRows {
  /// There is no header, or it cannot be read.
  struct NoHeader: Error {}

  private struct Item {
    let kind: Int64?
    let id: String?
    /// Nil for what is no text.
    let body: String?
  }

  private var rows: [Item]
  private var damaged: [String] = []

  init(in database: Database) throws {
    rows = try database.rows("SELECT kind, id, body FROM item ORDER BY position") { row in
      Item(kind: row[0].integer, id: DataRows.text(row[1]), body: DataRows.text(row[2]))
    }
  }

  /// Whoever writes a file's bytes into a row by another program has written a blob.
  private static func text(_ value: Value) -> String? {
    if case .blob(let bytes) = value {
      String(validating: bytes, as: UTF8.self)
    } else {
      value.text
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
