import Dispatch
import FoundationEssentials
import SQLite

/// A file that keeps the state of a sandbox from one process to the next.
///
/// The working copy is in memory; the file is SQLite, one row for each room, session, recording and merge, and is
/// read once. Writing is one transaction in WAL mode, so that a process that is killed at any instant loses nothing that
/// a call of `write` has returned for. The file is locked as long as it is open: two sandboxes over one file
/// would each undo what the other has done.
///
/// A damaged row is left out and stays where it is. Only the header cannot be done without: it has the clock and the
/// next id, and a file without one would look like a new one and be written over.
struct DataFile: Sendable {
  /// What a file holds.
  struct Content: Sendable {
    let header: DataFileHeader
    let rooms: [Room]
    let sessions: [RoomSession]
    let recordings: [Recording]
    let merges: [Merge]
    /// The damaged rows, as ``SandboxService`` tells them.
    let leftOut: [String]
  }

  private let path: String
  private let database: SharedDatabase
  /// A disk may take long, and tasks have few threads.
  private let queue = DispatchQueue(label: "sandbox")

  /// Opens a file, and makes it when there is none; it is for its owner's eyes only.
  init(path: String) throws(SandboxError) {
    self.path = path
    guard DataFile.mayBeWritten(path) else {
      throw .cannotUseData(path: path, reason: "it is write-protected")
    }
    DataFile.makeOwn(path)
    do {
      // A sandbox that has just been told to end may still hold the file.
      database = try SharedDatabase(path: path, waitingFor: 2000)
      try database.use { database in
        try database.execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = NORMAL")
        try DataFileSchema.prepare(database)
      }
    } catch {
      throw DataFile.sandboxError(error, path: path)
    }
    // Not before it is known to be one of ours.
    for name in [path, path + "-wal", path + "-shm"] { chmod(name, DataFile.mode) }
  }

  /// What is in the file; nil for a new one.
  func read() throws(SandboxError) -> Content? {
    do {
      return try database.use { database in
        var rows = try DataRows(in: database)
        guard !rows.isEmpty else { return nil }
        guard let header = rows.things(.header, as: DataFileHeader.self, named: { _ in "" }).last
        else { throw DataRows.NoHeader() }
        return Content(
          header: header, rooms: rows.things(.room, as: Room.self, named: \.roomID),
          sessions: rows.things(.session, as: RoomSession.self, named: \.id),
          recordings: rows.things(.recording, as: Recording.self, named: \.id),
          merges: rows.things(.merge, as: Merge.self, named: \.id), leftOut: rows.leftOver())
      }
    } catch is DataRows.NoHeader {
      throw .notData(path: path, reason: "its header is damaged")
    } catch {
      throw DataFile.sandboxError(error, path: path)
    }
  }

  /// Writes all items or none, on the queue and no other thread, and returns when they are safe.
  ///
  /// It is carried through also when the task is cancelled.
  ///
  /// - Parameter isFresh: whether everything that was there before goes.
  func write(_ items: [DataItem], isFresh: Bool) async throws(SandboxError) {
    let result = await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: Result { try replace(items, isFresh) }) }
    }
    if case .failure(let error) = result { throw DataFile.sandboxError(error, path: path) }
  }

  private func replace(_ items: [DataItem], _ isFresh: Bool) throws {
    try database.use { database in
      try database.transaction {
        if isFresh { try database.run("DELETE FROM item") }
        for item in items { try DataFile.write(item, to: database) }
      }
    }
  }

  /// Gives the file free; what is written afterwards fails.
  func close() {
    queue.sync { database.close() }
  }
}

extension DataFile {
  private static let mode: mode_t = 0o600

  /// Makes a file where there is none; where that fails, opening it tells why.
  private static func makeOwn(_ path: String) {
    let descriptor = Glibc.open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, mode)
    if descriptor >= 0 { _ = Glibc.close(descriptor) }
  }

  /// The permissions count for root too, who could write nevertheless.
  private static func mayBeWritten(_ path: String) -> Bool {
    let facts = try? FileManager.default.attributesOfItem(atPath: path)
    return (facts?[.posixPermissions] as? UInt16).map { $0 & 0o222 != 0 } ?? true
  }

  private static func write(_ item: DataItem, to database: Database) throws {
    let key: [Value] = [.integer(item.kind.rawValue), .text(item.id)]
    guard let body = try item.body() else {
      return try database.run("DELETE FROM item WHERE kind = ? AND id = ?", key)
    }
    try database.run(
      """
      INSERT INTO item (kind, id, body) VALUES (?, ?, ?)
      ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body
      """, key + [.text(body)])
  }

  private static func sandboxError(_ error: any Error, path: String) -> SandboxError {
    switch error {
    case DataFileSchema.Mismatch.foreign:
      .notData(path: path, reason: "it is a database, but not of a sandbox")
    case DataFileSchema.Mismatch.newer(let found):
      .newerData(path: path, found: found, known: DataFileSchema.version)
    case let error as DatabaseError:
      sandboxError(error, path: path)
    case is EncodingError:
      .ended(reason: "the state cannot be encoded: \(error)")
    default:
      .cannotUseData(path: path, reason: String(describing: error))
    }
  }

  private static func sandboxError(_ error: DatabaseError, path: String) -> SandboxError {
    switch error.code {
    case DatabaseError.notADatabase, DatabaseError.corrupt:
      .notData(path: path, reason: error.message)
    case DatabaseError.busy: .cannotUseData(path: path, reason: "another process uses it")
    default: .cannotUseData(path: path, reason: error.message)
    }
  }
}
