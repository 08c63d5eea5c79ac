import FoundationEssentials
import Glibc
import Ledger
import SQLite
import TestSupport
import Testing

@Suite struct LedgerFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func error(opening path: String) -> LedgerError? {
    do throws(LedgerError) {
      _ = try Ledger(path: path)
      return nil
    } catch {
      return error
    }
  }

  @Test func `missing folders are made for the owner alone`() throws {
    _ = try Ledger(path: folder.path + "/state/vsdk/ledger.sqlite")

    #expect(try folder.permissions("state") == "700")
    #expect(try folder.permissions("state/vsdk") == "700")
  }

  @Test(arguments: ["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"])
  func `files are readable by the owner alone`(_ file: String) throws {
    let ledger = try Ledger(path: folder.path + "/ledger.sqlite")
    defer { withExtendedLifetime(ledger) {} }

    #expect(try folder.permissions(file) == "600")
  }

  @Test func `a file that others can read is closed to them`() throws {
    let path = folder.path + "/ledger.sqlite"
    _ = try Ledger(path: path)
    chmod(path, 0o644)

    _ = try Ledger(path: path)

    #expect(try folder.permissions("ledger.sqlite") == "600")
  }

  @Test func `a file in the way of the folder is named`() throws {
    try Data().write(to: URL(filePath: folder.path + "/state"))
    let path = folder.path + "/state/ledger.sqlite"

    #expect(error(opening: path) == .cannotOpen(path: path, reason: "not a directory"))
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may write everywhere"))
  func `a read-only folder is refused`() throws {
    chmod(folder.path, 0o500)
    defer { chmod(folder.path, 0o700) }
    let path = folder.path + "/ledger.sqlite"

    #expect(error(opening: path) == .cannotOpen(path: path, reason: "permission denied"))
  }

  @Test func `a file that is no database is refused`() throws {
    let path = folder.path + "/ledger.sqlite"
    try Data(String(repeating: "not a database ", count: 100).utf8).write(to: URL(filePath: path))

    #expect(
      error(opening: path) == .unreadable(path: path, reason: "file is not a database"))
  }

  @Test func `a stranger's database is refused`() throws {
    let path = folder.path + "/ledger.sqlite"
    try SharedDatabase(path: path).use { try $0.execute("CREATE TABLE diary (entry TEXT)") }

    #expect(
      error(opening: path)
        == .unreadable(path: path, reason: "it is a database, but not a ledger"))
  }

  @Test(arguments: [(0, 1), (0, 2), (0, 3), (1, 3), (0x7673_646C, 3), (0, 4)])
  func `a stranger's database is refused, whatever its version`(
    _ application: Int, _ version: Int
  ) throws {
    let path = folder.path + "/ledger.sqlite"
    _ = try Ledger(path: path)
    try SharedDatabase(path: path).use {
      try $0.execute(
        "PRAGMA application_id = \(application); PRAGMA user_version = \(version)")
    }

    #expect(
      error(opening: path)
        == .unreadable(path: path, reason: "it is a database, but not a ledger"))
  }

  @Test func `a newer schema is refused`() throws {
    let path = folder.path + "/ledger.sqlite"
    _ = try Ledger(path: path)
    try SharedDatabase(path: path).use {
      try $0.execute("PRAGMA user_version = 7")
    }

    #expect(error(opening: path) == .newerSchema(path: path, found: 7, known: 3))
  }

  @Test func `a ledger of the first version keeps its entries`() throws {
    let path = folder.path + "/ledger.sqlite"
    try SharedDatabase(path: path).use {
      try $0.execute(
        """
        CREATE TABLE start (
          id INTEGER PRIMARY KEY AUTOINCREMENT, origin TEXT NOT NULL, room TEXT NOT NULL,
          participant TEXT NOT NULL, kind TEXT NOT NULL, shell TEXT NOT NULL,
          startedAt REAL NOT NULL, outcome TEXT NOT NULL DEFAULT 'pending',
          status INTEGER, resolvedAt REAL, stoppedAt REAL);
        CREATE INDEX startThatMayRun ON start (origin, room, participant, kind)
          WHERE stoppedAt IS NULL AND outcome IN ('pending', 'started', 'unknown');
        INSERT INTO start (origin, room, participant, kind, shell, startedAt, outcome)
          VALUES ('o', 'r', 'p', 'audio', 's', 1767355200, 'started');
        PRAGMA application_id = \(0x7673_646B);
        PRAGMA user_version = 1;
        """)
    }
    let track = RecordedTrack(origin: "o", room: "r", participant: "p", kind: "audio")

    let ledger = try Ledger(path: path)

    #expect(try ledger.running().map(\.certainty) == [.started])
    try ledger.note([.stopping(track, asked: Date())])
    #expect(try Ledger(path: path).running().map(\.certainty) == [.unknown])
    #expect(try Self.indexes(of: path) == (try Self.indexes(of: folder.path + "/new.sqlite")))
  }

  @Test func `a ledger of the second version keeps its entries, which have no deadline`() throws {
    let path = folder.path + "/ledger.sqlite"
    let track = RecordedTrack(origin: "o", room: "r", participant: "p", kind: "audio")
    let noon = Date(timeIntervalSince1970: 1_767_355_200)
    let ledger = try Ledger(path: path)
    _ = try ledger.intend([RecordingStart(track: track, startedAt: noon, shell: "s")])
    try SharedDatabase(path: path).use {
      try $0.execute("ALTER TABLE start DROP COLUMN deadline; PRAGMA user_version = 2")
    }

    let again = try Ledger(path: path)
    let end = noon.addingTimeInterval(600)
    _ = try again.intend([RecordingStart(track: track, startedAt: noon, shell: "s", deadline: end)])

    #expect(try again.running().map(\.start.deadline) == [nil, end])
    #expect(try Self.indexes(of: path) == (try Self.indexes(of: folder.path + "/new.sqlite")))
  }

  /// What indexes a ledger has, after it was opened.
  private static func indexes(of path: String) throws -> [String] {
    _ = try Ledger(path: path)
    return try SharedDatabase(path: path).use { database in
      try database.rows("SELECT sql FROM sqlite_master WHERE type = 'index'") { $0[0].text ?? "" }
    }
  }

  /// The numbers of all entries, past the ledger.
  private static func entries(of path: String) throws -> [Int64?] {
    try SharedDatabase(path: path).use { try $0.rows("SELECT id FROM start") { $0[0].integer } }
  }

  @Test func `many connections may make the file at the same time`() async throws {
    let path = folder.path + "/ledger.sqlite"

    let opened = await withTaskGroup(of: LedgerError?.self) { group in
      for _ in 0..<8 {
        group.addTask {
          do throws(LedgerError) {
            _ = try Ledger(path: path)
            return nil
          } catch {
            return error
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }

    #expect(opened == Array(repeating: nil, count: 8))
  }

  @Test func `finished entries older than a month are dropped when the file is opened`() throws {
    let path = folder.path + "/ledger.sqlite"
    let ledger = try Ledger(path: path)
    let old = RecordingStart(
      track: RecordedTrack(origin: "o", room: "r", participant: "p", kind: "audio"),
      startedAt: Date(timeIntervalSinceNow: -40 * 86400), shell: "s")
    let ids = try ledger.intend([old, old])
    try ledger.note([.resolved(ids[0], .neverSent, at: old.startedAt)])

    _ = try Ledger(path: path)

    #expect(try Self.entries(of: path) == [ids[1].rawValue])
  }

  @Test func `finished entries are dropped behind one that still runs`() throws {
    let path = folder.path + "/ledger.sqlite"
    let ledger = try Ledger(path: path)
    let noon = Date()
    func enter(daysAgo days: Double, _ outcome: StartOutcome) throws -> IntentID {
      let start = RecordingStart(
        track: RecordedTrack(origin: "o", room: "r", participant: "p", kind: "audio"),
        startedAt: noon.addingTimeInterval(-days * 86400), shell: "s")
      let id = try ledger.intend([start])[0]
      try ledger.note([.resolved(id, outcome, at: noon)])
      return id
    }
    let running = try enter(daysAgo: 50, .started)
    _ = try enter(daysAgo: 40, .refused(status: 409))
    let young = try enter(daysAgo: 20, .refused(status: 409))

    _ = try Ledger(path: path)

    #expect(try Self.entries(of: path) == [running.rawValue, young.rawValue])
  }

  @Test(arguments: [
    "INSERT INTO start (origin, room, participant, kind, shell, startedAt) VALUES (1, 2, 3, 4, 5, 6)",
    "UPDATE start SET outcome = 'started' WHERE id = 1",
    "UPDATE start SET stoppedAt = 7 WHERE id = 1",
  ])
  func `a write fills no table but the ledger's own`(_ statement: String) throws {
    let path = folder.path + "/ledger.sqlite"
    _ = try Ledger(path: path)

    // The second column is what a step does.
    let steps = try SharedDatabase(path: path).use { database in
      try database.rows("EXPLAIN \(statement)") { $0[1].text }
    }

    #expect(steps.contains("OpenWrite"))
    #expect(!steps.contains("OpenEphemeral"))
  }
}
