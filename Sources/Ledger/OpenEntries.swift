import FoundationEssentials
import GRDB

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
  /// Named one by one, so that a table without one of them is an error and not a surprise.
  static let columns =
    "id, origin, room, participant, kind, shell, startedAt, outcome, "
    + "stopSentAt, deadline"

  init(_ rows: [Row]) {
    var recordings: [RunningRecording] = []
    var damaged: [IntentID] = []
    for row in rows {
      let id = IntentID(rawValue: Int64.fromDatabaseValue(row[0]) ?? 0)
      if let recording = RunningRecording(row, id) {
        recordings.append(recording)
      } else {
        damaged.append(id)
      }
    }
    self.init(recordings: recordings, damaged: damaged)
  }
}

extension RunningRecording {
  /// From 1970 to the year 9999.
  private static let times = 0.0...253_402_300_799

  fileprivate init?(_ row: Row, _ id: IntentID) {
    func text(_ column: Int) -> String? {
      guard case .string(let text) = (row[column] as DatabaseValue).storage, !text.isEmpty
      else { return nil }
      return text
    }
    func time(_ column: Int) -> Date? {
      Double.fromDatabaseValue(row[column]).flatMap { seconds in
        Self.times.contains(seconds) ? Date(timeIntervalSince1970: seconds) : nil
      }
    }
    guard let origin = text(1), let room = text(2), let kind = text(4),
      let participant = kind == RecordedTrack.meetingKind ? "" : text(3),
      let shell = text(5), let startedAt = time(6), let outcome = text(7),
      ["pending", "started", "unknown"].contains(outcome)
    else { return nil }
    self.init(
      id: id,
      // A deadline that nobody can have written is none: what runs is worth more than when it was to end.
      start: RecordingStart(
        track: RecordedTrack(origin: origin, room: room, participant: participant, kind: kind),
        startedAt: startedAt, shell: shell, deadline: time(9)),
      certainty: outcome == "started" && (row[8] as DatabaseValue).isNull ? .started : .unknown)
  }
}
