import FoundationEssentials
import TestSupport
import Testing

@testable import SQLite

@Suite(.timeLimit(.minutes(1))) struct DatabaseTests {
  private let folder: TemporaryFolder
  private let path: String
  private let database: Database

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/data.sqlite"
    database = try Database(path: path, waitingFor: 0)
    try database.execute("CREATE TABLE item (value)")
  }

  private func values() throws -> [Value] {
    try database.rows("SELECT value FROM item ORDER BY rowid") { $0[0] }
  }

  // Values.

  @Test(
    arguments: [
      .null, .integer(.min), .integer(.max), .real(-1e300), .real(.infinity), .text(""),
      .text("sixteen bytes or more: ünïcödé"), .text("a\0b"), .blob([]), .blob([0, 255]),
    ] as [Value])
  func `a value of every kind comes back as it was`(_ value: Value) throws {
    try database.run("INSERT INTO item VALUES (?)", [value])

    #expect(try values() == [value])
  }

  @Test func `several values go to their places, and none stays for the next time`() throws {
    let query = "SELECT ?, ?, ?"
    let all: [Value] = [.text("one"), .integer(2), .text("three")]

    #expect(try database.rows(query, all) { [$0[0], $0[1], $0[2]] } == [all])
    #expect(
      try database.rows(query, [.text("1")]) { [$0[0], $0[1], $0[2]] }
        == [[.text("1"), .null, .null]])
  }

  @Test func `what cannot have been written is read all the same`() throws {
    try database.execute("INSERT INTO item VALUES (CAST(x'ff41' AS TEXT)), (9e999)")

    #expect(try values() == [.text("\u{FFFD}A"), .real(.infinity)])
  }

  @Test func `what is not a number is kept as null, and a column that is none is null`() throws {
    #expect(try database.rows("SELECT ?", [.real(.nan)]) { $0[0] } == [.null])
    #expect(try database.rows("SELECT 1") { [$0[1], $0[-1]] } == [[.null, .null]])
  }

  @Test func `a number that is asked once`() throws {
    #expect(try database.number("SELECT 7 UNION SELECT 8") == 7)
    #expect(try database.number("SELECT 7 WHERE 0") == nil)
    #expect(try database.number("SELECT 'seven'") == nil)
  }

  @Test func `keys and changes are counted`() throws {
    let before = database.totalChanges

    try database.run("INSERT INTO item VALUES (1), (2), (3)")
    #expect(database.lastInsertedRowID == 3)
    try database.run("DELETE FROM item WHERE value > ?", [.integer(1)])

    #expect(database.totalChanges - before == 5)
  }

  // Errors.

  @Test func `an error has its code and SQLite's words`() {
    #expect(throws: DatabaseError(code: 1, message: "no such table: nowhere")) {
      try database.run("SELECT * FROM nowhere")
    }
    #expect(throws: DatabaseError(code: 25, message: "column index out of range")) {
      try database.run("SELECT 1", [.integer(1)])
    }
    #expect(throws: DatabaseError(code: 1, message: "no such column: broken")) {
      try database.execute("INSERT INTO item VALUES (1); SELECT broken")
    }
  }

  @Test func `a statement is ready again after an error`() throws {
    try database.execute("CREATE TABLE one (value UNIQUE)")
    let insert = "INSERT INTO one VALUES (?)"
    try database.run(insert, [.text("a")])

    // The primary code, not the one that says which constraint.
    #expect(throws: DatabaseError(code: 19, message: "UNIQUE constraint failed: one.value")) {
      try database.run(insert, [.text("a")])
    }
    try database.run(insert, [.text("b")])

    #expect(try database.number("SELECT count(*) FROM one") == 2)
  }

  @Test func `a query whose reader fails is ready again`() throws {
    struct Enough: Error {}
    try database.execute("INSERT INTO item VALUES (1), (2)")
    let query = "SELECT value FROM item"

    #expect(throws: Enough.self) { try database.rows(query) { _ in throw Enough() } }

    #expect(try database.rows(query) { $0[0] } == [.integer(1), .integer(2)])
    // A query that had not ended would hold the table.
    try database.execute("DROP TABLE item")
  }

  @Test func `a statement goes on behind a change of its table`() throws {
    let query = "SELECT * FROM item"
    try database.run("INSERT INTO item VALUES (?)", [.text("a")])
    #expect(try database.rows(query) { $0[1] } == [.null])

    let other = try Database(path: path, waitingFor: 0)
    try other.execute("ALTER TABLE item ADD COLUMN more DEFAULT 'b'")

    #expect(try database.rows(query) { $0[1] } == [.text("b")])
  }

  @Test func `what cannot be opened is an error`() {
    #expect(throws: DatabaseError(code: 14, message: "unable to open database file")) {
      try SharedDatabase(path: folder.path + "/none/data.sqlite")
    }
  }

  @Test func `a file of another kind is told as such`() throws {
    let other = folder.path + "/letter"
    try Data(String(repeating: "a letter ", count: 200).utf8).write(to: URL(filePath: other))
    let database = try Database(path: other, waitingFor: 0)

    #expect(
      throws: DatabaseError(code: DatabaseError.notADatabase, message: "file is not a database")
    ) {
      try database.number("PRAGMA user_version")
    }
  }

  @Test func `a damaged file is told as such`() throws {
    try database.run("INSERT INTO item VALUES (?)", [.blob([UInt8](repeating: 1, count: 100_000))])
    database.close()
    var bytes = try Data(contentsOf: URL(filePath: path))
    for place in 4096..<8192 { bytes[place] = 0xFF }
    try bytes.write(to: URL(filePath: path))
    let damaged = try Database(path: path, waitingFor: 0)

    #expect(
      throws: DatabaseError(
        code: DatabaseError.corrupt, message: "database disk image is malformed")
    ) {
      try damaged.rows("SELECT value FROM item") { $0[0] }
    }
  }

  @Test func `no room for more is told as such`() throws {
    try database.execute("PRAGMA max_page_count = 2")

    #expect(throws: DatabaseError(code: DatabaseError.full, message: "database or disk is full")) {
      try database.run(
        "INSERT INTO item VALUES (?)", [.blob([UInt8](repeating: 1, count: 100_000))])
    }
  }

  @Test func `after it is closed every use is an error, and the file is free`() throws {
    try database.execute("PRAGMA locking_mode = EXCLUSIVE; INSERT INTO item VALUES (1)")
    _ = try values()

    database.close()
    database.close()

    let closed = DatabaseError(
      code: DatabaseError.misuse, message: "the connection is closed")
    #expect(throws: closed) { try database.run("INSERT INTO item VALUES (1)") }
    #expect(throws: closed) { try database.transaction {} }
    #expect(throws: closed) { try database.execute("SELECT 1") }
    #expect(throws: closed) { try database.number("SELECT 1") }
    #expect(database.totalChanges == 0)
    #expect(database.lastInsertedRowID == 0)
    try Database(path: path, waitingFor: 0).execute("INSERT INTO item VALUES (2)")
  }
}
