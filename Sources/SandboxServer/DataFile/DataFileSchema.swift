import SQLite

/// The table of a data file, and the numbers that tell such a file from others and its version from later ones.
enum DataFileSchema {
  static let version = 1
  static let applicationID = 0x7673_6278

  enum Mismatch: Error {
    case foreign
    case newer(found: Int)
  }

  /// Makes the table in an empty file, or checks that the file is one of a sandbox; a stranger's stays as it is.
  static func prepare(_ database: Database) throws {
    let found = try pragma("user_version", in: database)
    let isEmpty = try database.number("SELECT count(*) FROM sqlite_master") == 0
    if found == 0, isEmpty {
      try useLog(in: database)
      try create(in: database)
    } else {
      guard try pragma("application_id", in: database) == applicationID else {
        throw Mismatch.foreign
      }
      guard found <= version else { throw Mismatch.newer(found: found) }
      try useLog(in: database)
    }
  }

  private static func useLog(in database: Database) throws {
    try database.execute("PRAGMA journal_mode = WAL")
  }

  private static func create(in database: Database) throws {
    try database.transaction {
      try database.execute(
        """
        CREATE TABLE item (
          position INTEGER PRIMARY KEY,
          kind INTEGER NOT NULL,
          id TEXT NOT NULL,
          body TEXT NOT NULL,
          UNIQUE (kind, id)
        );
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(version);
        """)
    }
  }

  private static func pragma(_ name: String, in database: Database) throws -> Int {
    try database.number("PRAGMA \(name)") ?? 0
  }
}
