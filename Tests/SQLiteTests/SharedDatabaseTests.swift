import FoundationEssentials
import TestSupport
import Testing

@testable import SQLite

/// What several connections and threads see of each other.
@Suite(.timeLimit(.minutes(1))) struct SharedDatabaseTests {
  private struct Enough: Error {}

  private let path: String
  private let database: SharedDatabase
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/data.sqlite"
    database = try SharedDatabase(path: path)
    try database.use { try $0.execute("PRAGMA journal_mode = WAL; CREATE TABLE item (value)") }
  }

  private func count() throws -> Int? {
    try database.use { try $0.number("SELECT count(*) FROM item") }
  }

  @Test func `all of a transaction is done, or nothing`() throws {
    let kept = try database.use { database in
      try database.transaction {
        try database.run("INSERT INTO item VALUES (1)")
        return database.lastInsertedRowID
      }
    }
    #expect(throws: Enough.self) {
      try database.use { database in
        try database.transaction {
          try database.run("INSERT INTO item VALUES (2)")
          throw Enough()
        }
      }
    }

    #expect(kept == 1)
    #expect(try count() == 1)
  }

  @Test func `a transaction that SQLite has rolled back already ends with its own error`() throws {
    try database.use {
      try $0.execute(
        "CREATE TRIGGER no BEFORE DELETE ON item BEGIN SELECT RAISE(ROLLBACK, 'no'); END")
      try $0.run("INSERT INTO item VALUES (1)")
    }

    #expect(throws: DatabaseError(code: 19, message: "no")) {
      try database.use { database in
        try database.transaction { try database.run("DELETE FROM item") }
      }
    }
    try database.use { database in
      try database.transaction { try database.run("INSERT INTO item VALUES (2)") }
    }

    #expect(try count() == 2)
  }

  @Test func `who waits for too long is told so`() throws {
    let holder = try Database(path: path, waitingFor: 0)
    try holder.execute("BEGIN IMMEDIATE")
    let other = try SharedDatabase(path: path, waitingFor: 50)
    let began = ContinuousClock.now

    #expect(throws: DatabaseError(code: DatabaseError.busy, message: "database is locked")) {
      try other.use { other in try other.transaction {} }
    }

    #expect(ContinuousClock.now - began >= .milliseconds(50))
    try holder.execute("COMMIT")
    try other.use { other in try other.transaction {} }
  }

  @Test func `threads take turns on one connection`() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for thread in 0..<8 {
        group.addTask {
          for number in 0..<50 {
            try database.use { database in
              try database.transaction {
                try database.run("INSERT INTO item VALUES (?)", [.text("\(thread) \(number)")])
                let id = Value.integer(database.lastInsertedRowID)
                let own = try database.rows("SELECT value FROM item WHERE rowid = ?", [id]) {
                  $0[0]
                }
                #expect(own == [.text("\(thread) \(number)")])
              }
            }
          }
        }
      }
      try await group.waitForAll()
    }

    #expect(try count() == 400)
  }

  @Test func `the log is put into the file when the last connection has gone`() throws {
    try database.use { try $0.run("INSERT INTO item VALUES (1)") }
    #expect(FileManager.default.fileExists(atPath: path + "-wal"))

    database.close()

    #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
    let other = try SharedDatabase(path: path)
    #expect(try other.use { try $0.number("SELECT count(*) FROM item") } == 1)
  }
}
