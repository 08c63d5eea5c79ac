package import FoundationEssentials
import SQLite

/// What has become of a start or of a recording.
///
/// Several shells write at once, and each may write what it learnt later than it learnt it. So whatever says that
/// nothing runs carries the time at which the question was asked, and says nothing of a start that came after it.
package enum LedgerNote: Equatable, Sendable {
  /// How a start ended.
  case resolved(IntentID, StartOutcome, at: Date)
  /// A stop is about to be sent; until more is known its track may be recorded or not.
  case stopping(RecordedTrack, asked: Date)
  /// The service stopped the track's recording.
  case stopped(RecordedTrack, asked: Date)
  /// The service said that nothing of the track runs.
  case idle(RecordedTrack, asked: Date)
  /// The service said that the track is recorded.
  case running(RecordedTrack)
  /// The stop that was asked for then was not acted on: all is as it was before.
  case notStopped(RecordedTrack, asked: Date)
  /// The service showed that the recording of this entry has ended.
  case ended(IntentID, at: Date)
  /// The entry is to be forgotten; the recording itself is left as it is.
  case forgotten(IntentID)
}

// A request that is under way can still be acted on after another shell's stop was answered, and
// an entry that is closed too early is a recording that nobody stops; one that is closed too late costs a question.

extension LedgerNote {
  /// Longer than a request is on its way: an entry without an outcome is then left over from a process that has gone.
  static let requestLifetime = 300.0

  func put(into database: Database) throws {
    switch self {
    case .resolved(let intent, let outcome, let time):
      try Self.resolve(intent, outcome, time.timeIntervalSince1970, database)
    case .stopping(let track, let asked):
      let asked = asked.timeIntervalSince1970
      try TrackUpdate.stopping.run(track.values + [.real(asked)], setting: asked, in: database)
    case .stopped(let track, let asked):
      try Self.close(track, asked.timeIntervalSince1970, by: .stopped, database)
    case .idle(let track, let asked):
      try Self.close(track, asked.timeIntervalSince1970, by: .idle, database)
    case .running(let track): try TrackUpdate.running.run(track.values, in: database)
    case .notStopped(let track, let asked):
      try TrackUpdate.notStopped.run(
        track.values + [.real(asked.timeIntervalSince1970)], in: database)
    case .ended(let intent, let time):
      try database.run(
        "UPDATE start SET stoppedAt = ? WHERE id = ?",
        [.real(time.timeIntervalSince1970), .integer(intent.rawValue)])
    case .forgotten(let intent):
      try database.run("DELETE FROM start WHERE id = ?", [.integer(intent.rawValue)])
    }
  }

  /// An entry that another shell closed by a stop which was asked for before this answer came may run all the same:
  /// which of the two the service acted on last is not known.
  private static func resolve(
    _ intent: IntentID, _ outcome: StartOutcome, _ time: Double, _ database: Database
  ) throws {
    try database.run(
      """
      UPDATE start SET status = ?1, resolvedAt = ?2,
        outcome = CASE WHEN ?3 = 'started' AND stoppedAt <= ?2 THEN 'unknown' ELSE ?3 END,
        stoppedAt = CASE WHEN ?3 IN ('started', 'unknown') AND stoppedAt <= ?2 THEN NULL
          ELSE stoppedAt END
      WHERE id = ?4
      """,
      [
        outcome.status.map { .integer(Int64($0)) } ?? .null, .real(time), .text(outcome.column),
        .integer(intent.rawValue),
      ])
  }

  private static func close(
    _ track: RecordedTrack, _ asked: Double, by update: TrackUpdate, _ database: Database
  ) throws {
    try update.run(
      // Whole: to join two lists costs as much as the query.
      [
        .text(track.origin), .text(track.room), .text(track.participant), .text(track.kind),
        .real(asked), .real(asked - requestLifetime),
      ], setting: asked, in: database)
  }
}

/// A change of those entries of one track that may run.
///
/// The texts are made once: to put them together costs as much as to run them.
private struct TrackUpdate {
  private let query: String
  private let change: String

  private init(_ assignments: String, where condition: String) {
    query = """
      SELECT id FROM start
      WHERE origin = ? AND room = ? AND participant = ? AND kind = ?
        AND \(LedgerSchema.mayRun) AND \(condition)
      """
    change = "UPDATE start SET \(assignments) WHERE id = ?"
  }

  /// The first stop without an answer stays noted: that a later one was not acted on says nothing of it.
  static let stopping = TrackUpdate(
    "stopSentAt = coalesce(stopSentAt, ?)", where: "startedAt <= ?")
  static let running = TrackUpdate(
    "stopSentAt = NULL, outcome = CASE outcome WHEN 'unknown' THEN 'started' ELSE outcome END",
    where: "(outcome = 'unknown' OR stopSentAt IS NOT NULL)")
  static let notStopped = TrackUpdate("stopSentAt = NULL", where: "stopSentAt = ?")
  static let idle = closing(orElse: "")
  /// Where it is the only one, what was stopped was its recording: a start that is on its way would be refused.
  static let stopped = closing(
    orElse: """
      OR NOT EXISTS (
        SELECT 1 FROM start AS other
        WHERE other.id <> start.id AND other.origin = start.origin AND other.room = start.room
          AND other.participant = start.participant AND other.kind = start.kind
          AND other.stoppedAt IS NULL AND other.outcome NOT IN ('refused', 'neverSent'))
      """)

  private static func closing(orElse isOnlyOne: String) -> TrackUpdate {
    TrackUpdate(
      "stoppedAt = ?",
      where: "startedAt <= ? AND (outcome <> 'pending' OR startedAt <= ? \(isOnlyOne))")
  }

  /// - Parameters:
  ///   - values: the track, and what the condition asks for.
  ///   - value: what the assignments ask for.
  func run(
    _ values: [Value], setting value: Double? = nil, in database: Database
  ) throws {
    // Looked up first: to change the rows of an index while it is read takes a table of its own.
    let entries = try database.rows(query, values) { $0[0] }
    for id in entries { try database.run(change, value.map { [.real($0), id] } ?? [id]) }
  }
}

extension RecordedTrack {
  fileprivate var values: [Value] {
    [.text(origin), .text(room), .text(participant), .text(kind)]
  }
}

extension RecordingStart {
  func insert(into database: Database) throws -> IntentID {
    try database.run(
      """
      INSERT INTO start (origin, room, participant, kind, shell, startedAt, deadline)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(track.origin), .text(track.room), .text(track.participant), .text(track.kind),
        .text(shell), .real(startedAt.timeIntervalSince1970),
        deadline.map { .real($0.timeIntervalSince1970) } ?? .null,
      ])
    return IntentID(rawValue: database.lastInsertedRowID)
  }
}
