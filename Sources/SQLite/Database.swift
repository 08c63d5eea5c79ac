import CSQLite

/// A connection to a database; whoever has it is the only one who uses it.
package final class Database {
  private var handle: OpaquePointer?
  /// Few, so a list is searched faster than a table whose key is the text; most texts are constants, and equal by address.
  private var statements: [Statement] = []

  init(path: String, waitingFor milliseconds: Int32) throws(DatabaseError) {
    // SQLite's own lock is not needed: threads take turns already.
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
    let code = sqlite3_open_v2(path, &handle, flags, nil)
    guard code == SQLITE_OK else {
      let error = DatabaseError(code, of: handle)
      // A connection that could not be opened has to be closed all the same.
      sqlite3_close_v2(handle)
      throw error
    }
    sqlite3_busy_timeout(handle, milliseconds)
  }

  deinit { close() }

  /// Statements that are in use keep the connection until they are done.
  func close() {
    statements = []
    sqlite3_close_v2(handle)
    handle = nil
  }

  /// The key of the row that was inserted last.
  package var lastInsertedRowID: Int64 { handle.map(sqlite3_last_insert_rowid) ?? 0 }

  /// How many rows have been inserted, changed and deleted since the connection was opened.
  package var totalChanges: Int { handle.map { Int(sqlite3_total_changes($0)) } ?? 0 }

  /// Runs statements that take no values, one after the other; what they answer is dropped.
  package func execute(_ script: String) throws(DatabaseError) {
    let handle = try opened()
    try DatabaseError.check(sqlite3_exec(handle, script, nil, nil, nil), of: handle)
  }

  /// Runs a statement, which is compiled once.
  ///
  /// - Parameter values: one for each `?`, in their order; those that are missing are null.
  package func run(_ text: String, _ values: [Value] = []) throws {
    try statement(text).run(values) { _ in }
  }

  /// Runs a query, which is compiled once.
  ///
  /// - Parameters:
  ///   - values: one for each `?`, in their order; those that are missing are null.
  ///   - read: makes something of each row.
  package func rows<Item>(
    _ text: String, _ values: [Value] = [], _ read: (borrowing Row) throws -> Item
  ) throws -> [Item] {
    var items: [Item] = []
    try statement(text).run(values) { items.append(try read($0)) }
    return items
  }

  /// The number that a query answers which is asked once; nil where it answers none.
  package func number(_ text: String) throws -> Int? {
    var number: Int64?
    try Statement(text, of: opened(), isKept: false).run([]) { number = number ?? $0[0].integer }
    return number.flatMap(Int.init(exactly:))
  }

  /// Makes all changes of a body or none of them; from its beginning on nobody else writes.
  package func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    try run("BEGIN IMMEDIATE")
    do {
      let result = try body()
      try run("COMMIT")
      return result
    } catch {
      // Some errors have rolled it back already.
      if sqlite3_get_autocommit(handle) == 0 { try? execute("ROLLBACK") }
      throw error
    }
  }

  private func opened() throws(DatabaseError) -> OpaquePointer {
    guard let handle else {
      throw DatabaseError(code: DatabaseError.misuse, message: "the connection is closed")
    }
    return handle
  }

  private func statement(_ text: String) throws(DatabaseError) -> Statement {
    for statement in statements where statement.text == text { return statement }
    let statement = try Statement(text, of: opened(), isKept: true)
    statements.append(statement)
    return statement
  }
}
