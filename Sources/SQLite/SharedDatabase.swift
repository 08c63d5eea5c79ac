import Synchronization

/// A connection that threads use in turns.
package final class SharedDatabase: Sendable {
  private let database: Mutex<Database>

  /// Opens a file, and makes it where there is none.
  ///
  /// - Parameters:
  ///   - path: `:memory:` for one that ends with the connection.
  ///   - milliseconds: how long each statement waits for the locks of other connections.
  package init(path: String, waitingFor milliseconds: Int32 = 0) throws(DatabaseError) {
    database = Mutex(try Database(path: path, waitingFor: milliseconds))
  }

  /// Runs a body to its end while every other thread waits.
  package func use<Result: Sendable>(
    _ body: @Sendable (Database) throws -> Result
  ) throws -> Result {
    try database.withLock { try body($0) }
  }

  /// Gives the file free; each later use of it is an error.
  package func close() {
    database.withLock { $0.close() }
  }
}
