import CSQLite

/// One compiled statement.
final class Statement {
  let text: String
  private let pointer: OpaquePointer?

  /// - Parameter isKept: whether it will be used often.
  init(_ text: String, of handle: OpaquePointer, isKept: Bool) throws(DatabaseError) {
    self.text = text
    var pointer: OpaquePointer?
    let flags = isKept ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
    let code = sqlite3_prepare_v3(handle, text, -1, flags, &pointer, nil)
    self.pointer = pointer
    try DatabaseError.check(code, of: handle)
  }

  deinit { sqlite3_finalize(pointer) }

  /// Runs it to its end, and leaves it ready for the next time, whatever comes of it.
  func run(_ values: [Value], _ body: (borrowing Row) throws -> Void) throws {
    defer {
      // What a failed run has answered is answered here once more.
      sqlite3_reset(pointer)
      sqlite3_clear_bindings(pointer)
    }
    try bind(values[...]) {
      while true {
        switch sqlite3_step(pointer) {
        case SQLITE_ROW: try body(Row(pointer))
        case SQLITE_DONE: return
        case let code: throw DatabaseError(code, of: sqlite3_db_handle(pointer))
        }
      }
    }
  }

  /// Binds one value after the other and calls the body inside of all of them: texts are lent to SQLite, not copied.
  private func bind(_ values: ArraySlice<Value>, _ body: () throws -> Void) throws {
    guard let value = values.first else { return try body() }
    let place = Int32(values.startIndex + 1)
    let rest = values.dropFirst()
    func finish(_ code: Int32) throws {
      try DatabaseError.check(code, of: sqlite3_db_handle(pointer))
      try bind(rest, body)
    }
    switch value {
    case .null: try finish(sqlite3_bind_null(pointer, place))
    case .integer(let number): try finish(sqlite3_bind_int64(pointer, place, number))
    case .real(let number): try finish(sqlite3_bind_double(pointer, place, number))
    case .text(var text):
      try text.withUTF8 {
        try finish(
          sqlite3_bind_text64(
            pointer, place, $0.baseAddress, UInt64($0.count), nil, UInt8(SQLITE_UTF8)))
      }
    case .blob(let bytes):
      try bytes.withUnsafeBytes {
        try finish(
          sqlite3_bind_blob64(pointer, place, $0.baseAddress, UInt64($0.count), nil))
      }
    }
  }
}

/// What a query has found, as long as it is looked at.
package struct Row: ~Copyable {
  private let statement: OpaquePointer?

  fileprivate init(_ statement: OpaquePointer?) {
    self.statement = statement
  }

  /// The value of a column, counted from 0, as it is stored; null for a column that is none.
  package subscript(column: Int32) -> Value {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, column))
    case SQLITE_TEXT:
      let start = sqlite3_column_text(statement, column)
      let bytes = UnsafeBufferPointer(start: start, count: byteCount(of: column))
      return .text(String(decoding: bytes, as: UTF8.self))
    case SQLITE_BLOB:
      let start = sqlite3_column_blob(statement, column)
      return .blob(Array(UnsafeRawBufferPointer(start: start, count: byteCount(of: column))))
    default: return .null
    }
  }

  private func byteCount(of column: Int32) -> Int { Int(sqlite3_column_bytes(statement, column)) }
}
