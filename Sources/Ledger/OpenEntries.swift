import FoundationEssentials
import SQLite

/// What a ledger has of recordings that may still run.
///
/// SQLite keeps any value in any column, whatever the table says, and a file may be damaged or edited: nothing is
/// taken from a row that this program cannot have written.
package struct OpenEntries: Equatable, Sendable {
  /// Oldest first.
  package let recordings: [RunningRecording]
  /// Entries that cannot be read: they are told and left out.
  package let damaged: [IntentID]

  /// Puts one together from its parts.
  package init(recordings: [RunningRecording], damaged: [IntentID]) {
    self.recordings = recordings
    self.damaged = damaged
  }
}

extension OpenEntries {
  /// Oldest first; a condition is one of few, for its query is kept.
  init(in database: Database, where condition: String, _ value: String) throws {
    let rows = try database.rows(
      // Named one by one, so that a table without one of them is an error and not a surprise.
      """
      SELECT id, origin, room, participant, kind, shell, startedAt, outcome, stopSentAt, deadline
      FROM start WHERE \(condition) AND \(LedgerSchema.mayRun) ORDER BY id
      """, [.text(value)]
    ) { row in
      let id = IntentID(rawValue: row[0].integer ?? 0)
      return (id: id, recording: RunningRecording(row, id))
    }
    self.init(
      recordings: rows.compactMap(\.recording),
      damaged: rows.filter { $0.recording == nil }.map(\.id))
  }
}

extension RunningRecording {
  /// From 1970 to the year 9999.
  private static let times = 0.0...253_402_300_799

  fileprivate init?(_ row: borrowing Row, _ id: IntentID) {
    func text(_ value: Value) -> String? {
      value.text.flatMap { $0.isEmpty || $0.utf8.contains(0) ? nil : $0 }
    }
    func time(_ value: Value) -> Date? {
      value.number.flatMap { seconds in
        Self.times.contains(seconds) ? Date(timeIntervalSince1970: seconds) : nil
      }
    }
    guard let origin = text(row[1]), let room = text(row[2]), let kind = text(row[4]),
      let participant = kind == RecordedTrack.meetingKind ? "" : text(row[3]),
      let shell = text(row[5]), let startedAt = time(row[6]), let outcome = text(row[7]),
      ["pending", "started", "unknown"].contains(outcome)
    else { return nil }
    self.init(
      id: id,
      // A deadline that nobody can have written is none: what runs is worth more than when it was to end.
      start: RecordingStart(
        track: RecordedTrack(origin: origin, room: room, participant: participant, kind: kind),
        startedAt: startedAt, shell: shell, deadline: time(row[9])),
      certainty: outcome == "started" && row[8] == .null ? .started : .unknown)
  }
}
