import SQLite

/// The tables of the ledger and the number that says which tables a file has.
///
/// `user_version` counts schemas; `application_id` tells a ledger from any other SQLite file, so that
/// a wrong path is refused before something is written into a stranger's database.
enum LedgerSchema {
  static let version = 3
  static let applicationID = 0x7673_646B

  /// What tells a recording that may run.
  ///
  /// The index is used by whoever asks in these very words.
  ///
  /// SQLite fills a table for every list of more than two values, each time that it looks at a row.
  static let mayRun = "stoppedAt IS NULL AND outcome NOT IN ('refused', 'neverSent')"
  private static let index = "startNotOver"

  /// Why a file is not opened.
  enum Mismatch: Error {
    case notALedger
    case newer(found: Int)
  }

  /// Makes the tables in an empty file, or checks those that are there.
  static func prepare(_ database: Database) throws {
    guard try pragma("user_version", in: database) != version else {
      return try requireOwnFile(database)
    }
    // Taken before looking again: another process may be making the same tables.
    try database.transaction {
      let found = try pragma("user_version", in: database)
      if found == 0 {
        try create(in: database)
      } else {
        try requireOwnFile(database)
        guard found <= version else { throw Mismatch.newer(found: found) }
        if found < version { try upgrade(database, from: found) }
      }
    }
  }

  private static func create(in database: Database) throws {
    let tables = try database.number("SELECT count(*) FROM sqlite_master")
    guard tables == 0 else { throw Mismatch.notALedger }
    try database.execute(
      """
      CREATE TABLE start (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        origin TEXT NOT NULL,
        room TEXT NOT NULL,
        participant TEXT NOT NULL,
        kind TEXT NOT NULL,
        shell TEXT NOT NULL,
        startedAt REAL NOT NULL,
        outcome TEXT NOT NULL DEFAULT 'pending'
          CHECK (outcome = 'pending' OR outcome = 'started' OR outcome = 'refused'
            OR outcome = 'unknown' OR outcome = 'neverSent'),
        status INTEGER,
        resolvedAt REAL,
        stoppedAt REAL,
        stopSentAt REAL,
        deadline REAL
      );
      CREATE INDEX \(index) ON start (origin, room, participant, kind) WHERE \(mayRun);
      PRAGMA application_id = \(applicationID);
      PRAGMA user_version = \(version);
      """)
  }

  /// Version 1 did not note that a stop was about to be sent, and its index cost more than it saved; version 2 knew no
  /// deadlines.
  private static func upgrade(_ database: Database, from found: Int) throws {
    if found < 2 {
      try database.execute(
        """
        ALTER TABLE start ADD COLUMN stopSentAt REAL;
        DROP INDEX IF EXISTS startThatMayRun;
        CREATE INDEX \(index) ON start (origin, room, participant, kind) WHERE \(mayRun);
        """)
    }
    try database.execute(
      """
      ALTER TABLE start ADD COLUMN deadline REAL;
      PRAGMA user_version = \(version);
      """)
  }

  private static func requireOwnFile(_ database: Database) throws {
    guard try pragma("application_id", in: database) == applicationID else {
      throw Mismatch.notALedger
    }
  }

  private static func pragma(_ name: String, in database: Database) throws -> Int {
    try database.number("PRAGMA \(name)") ?? 0
  }
}
