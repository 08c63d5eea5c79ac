import CSQLite

/// Why SQLite did not do what it was asked for.
package struct DatabaseError: Error, Equatable, Sendable {
  /// The primary result code; extended ones are not asked for.
  package let code: Int32
  /// In SQLite's own words.
  package let message: String

  /// Another connection has the lock, and kept it for longer than was waited.
  package static let busy = SQLITE_BUSY
  /// What is read as a database is damaged.
  package static let corrupt = SQLITE_CORRUPT
  /// No room is left for what is to be written.
  package static let full = SQLITE_FULL
  /// The system could not read or write.
  package static let inputOutput = SQLITE_IOERR
  /// It is used after it was closed.
  package static let misuse = SQLITE_MISUSE
  /// The file is of another kind.
  package static let notADatabase = SQLITE_NOTADB
}

extension DatabaseError {
  /// The words are those of the last call that failed, so they are taken before there is another.
  init(_ code: Int32, of handle: OpaquePointer?) {
    self.init(code: code, message: String(cString: sqlite3_errmsg(handle)))
  }

  static func check(_ code: Int32, of handle: OpaquePointer?) throws(DatabaseError) {
    guard code == SQLITE_OK else { throw DatabaseError(code, of: handle) }
  }
}
