import FoundationEssentials
import SQLite

/// Remembers every recording that may be running, so that none is forgotten and billed by the minute.
///
/// An entry is written *before* the start is sent and completed after the answer, so a process that is
/// killed in between leaves an entry that says "unknown" and never a recording without an entry. The file
/// is SQLite in WAL mode: several shells write it at once, and a killed process loses nothing that a call
/// has returned for. It holds ids and times only; no token, secret or URL of a receiver.
public struct Ledger: Sendable {
  private let path: String
  private let database: SharedDatabase

  /// Opens the ledger, making its folder (0700) and file (0600) when they are missing.
  ///
  /// - Throws: `cannotOpen`, `unreadable` for a file that is no ledger, `newerSchema` for one that a later
  ///   version has written.
  package init(path: String) throws(LedgerError) {
    self.path = path
    do {
      try LedgerFile.prepare(path: path)
      database = try SharedDatabase(path: path, waitingFor: 5000)
      try database.use { database in
        try database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
        try LedgerSchema.prepare(database)
        try Ledger.prune(database)
      }
    } catch {
      throw Ledger.openingError(error, path: path)
    }
  }

  private init(path: String, database: SharedDatabase) {
    self.path = path
    self.database = database
  }

  /// A ledger that ends with the process, for recordings that cannot outlive it either.
  ///
  /// - Throws: `cannotOpen` when memory is short.
  package static func inMemory() throws(LedgerError) -> Ledger {
    let path = ":memory:"
    do {
      let database = try SharedDatabase(path: path)
      try database.use { try LedgerSchema.prepare($0) }
      return Ledger(path: path, database: database)
    } catch {
      throw openingError(error, path: path)
    }
  }

  /// Writes down that all of these are about to be sent, or none of them.
  ///
  /// - Parameter notes: What has become of earlier ones; written in the same go.
  /// - Returns: their entries in the same order.
  /// - Throws: `cannotWrite`; none of the starts must then be sent unnoticed.
  package func intend(
    _ starts: [RecordingStart], after notes: [LedgerNote] = []
  ) throws(LedgerError) -> [IntentID] {
    try write { database in
      for note in notes { try note.put(into: database) }
      return try starts.map { try $0.insert(into: database) }
    }
  }

  /// Writes down what has become of starts and recordings, in one go and in this order.
  ///
  /// - Returns: how many entries were changed by it.
  /// - Throws: `cannotWrite`.
  @discardableResult
  package func note(_ notes: [LedgerNote]) throws(LedgerError) -> Int {
    try write { database in
      let before = database.totalChanges
      for note in notes { try note.put(into: database) }
      return database.totalChanges - before
    }
  }

  /// The entries of an origin whose recordings may still run, oldest first, whichever shell made them.
  ///
  /// - Throws: `unreadable`.
  package func open(origin: String) throws(LedgerError) -> OpenEntries {
    try open(where: "origin = ?", origin)
  }

  /// All entries whose recordings may still run, oldest first, whatever the origin.
  ///
  /// - Throws: `unreadable`.
  package func open() throws(LedgerError) -> OpenEntries {
    try open(where: "origin <> ?", "")
  }

  /// The recordings of an origin that may still run, oldest first, whichever shell started them.
  ///
  /// - Throws: `unreadable`.
  package func running(origin: String) throws(LedgerError) -> [RunningRecording] {
    try open(origin: origin).recordings
  }

  /// All recordings that may still run, oldest first, whatever the origin.
  ///
  /// - Throws: `unreadable`.
  package func running() throws(LedgerError) -> [RunningRecording] {
    try open().recordings
  }

  /// The version of the tables that this program knows.
  package static var schemaVersion: Int { LedgerSchema.version }

  /// The recordings that one run of the program has started and that may still run, oldest first.
  ///
  /// - Throws: `unreadable`.
  package func running(shell: String) throws(LedgerError) -> [RunningRecording] {
    try open(where: "shell = ?", shell).recordings
  }
}

extension Ledger {
  /// Finished entries serve nobody after a month; without this the file would only ever grow.
  ///
  /// Entries come in the order of their times, so the look ends at the first that is young enough.
  private static func prune(_ database: Database) throws {
    let old = """
      id < (SELECT coalesce(min(id), 9e18) FROM start WHERE startedAt >= unixepoch() - 30 * 86400)
      AND NOT (\(LedgerSchema.mayRun))
      """
    guard try database.number("SELECT EXISTS (SELECT 1 FROM start WHERE \(old))") == 1
    else { return }
    try database.execute("DELETE FROM start WHERE \(old)")
  }

  private func open(
    where condition: String, _ value: String
  ) throws(LedgerError) -> OpenEntries {
    do {
      return try database.use { try OpenEntries(in: $0, where: condition, value) }
    } catch {
      throw .unreadable(path: path, reason: Ledger.reason(error, path))
    }
  }

  private func write<Result: Sendable>(
    _ updates: @Sendable (Database) throws -> Result
  ) throws(LedgerError) -> Result {
    do {
      return try database.use { database in
        try database.transaction { try updates(database) }
      }
    } catch {
      throw .cannotWrite(path: path, reason: Ledger.reason(error, path))
    }
  }

  private static func openingError(_ error: any Error, path: String) -> LedgerError {
    switch error {
    case let error as LedgerError: error
    case LedgerSchema.Mismatch.notALedger:
      .unreadable(path: path, reason: "it is a database, but not a ledger")
    case LedgerSchema.Mismatch.newer(let found):
      .newerSchema(path: path, found: found, known: LedgerSchema.version)
    case let error as DatabaseError
    where [DatabaseError.notADatabase, DatabaseError.corrupt].contains(error.code):
      .unreadable(path: path, reason: reason(error, path))
    default:
      .cannotOpen(path: path, reason: reason(error, path))
    }
  }

  private static func reason(_ error: any Error, _ path: String) -> String {
    guard let error = error as? DatabaseError else { return String(describing: error) }
    // What SQLite keeps beside the file fails with other words on a disk without room.
    let isFull =
      error.code == DatabaseError.full
      || error.code == DatabaseError.inputOutput && LedgerFile.isOnFullDisk(path)
    if isFull { return "the disk is full" }
    return error.message
  }
}
