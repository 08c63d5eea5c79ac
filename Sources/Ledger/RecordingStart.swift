package import FoundationEssentials

/// What a shell is about to ask for: one recording.
package struct RecordingStart: Equatable, Sendable {
  /// What is to be recorded.
  package var track: RecordedTrack
  /// When the request is about to leave.
  package var startedAt: Date
  /// The run of the program that asks; an id chosen at random when it starts.
  package var shell: String
  /// When the recording is to be stopped; nil where nobody has said so.
  package var deadline: Date?

  /// Describes a start that has not been sent yet.
  package init(track: RecordedTrack, startedAt: Date, shell: String, deadline: Date? = nil) {
    self.track = track
    self.startedAt = startedAt
    self.shell = shell
    self.deadline = deadline
  }
}

/// What at most one recording runs for in a room of a service: a track or everything of a participant, or the meeting.
package struct RecordedTrack: Hashable, Sendable {
  /// Scheme, host and port of the service.
  package var origin: String
  /// The room id as sent.
  package var room: String
  /// The participant id as sent; empty for a whole meeting, and for nothing else.
  package var participant: String
  /// The track kind as sent; `participant` for everything that the participant sends, `meeting` for the meeting.
  package var kind: String

  /// The kind of a whole meeting's recording.
  package static let meetingKind = "meeting"
  /// The kind of the recording of everything that a participant sends.
  package static let participantKind = "participant"

  /// Names what is recorded.
  package init(origin: String, room: String, participant: String, kind: String) {
    self.origin = origin
    self.room = room
    self.participant = participant
    self.kind = kind
  }
}

/// Names one entry of the ledger; never used twice in the same file.
package struct IntentID: Hashable, Sendable {
  /// The number of the entry.
  package let rawValue: Int64

  /// Takes a number that came from a ledger.
  package init(rawValue: Int64) {
    self.rawValue = rawValue
  }
}

/// What became of a start.
package enum StartOutcome: Equatable, Sendable {
  /// The service said that it records.
  case started
  /// The service answered with this HTTP status, which says that it does not record for this start.
  case refused(status: Int)
  /// The request may have reached the service, and no answer tells what became of it.
  case unknown
  /// The request did not leave this machine.
  case neverSent
}

extension StartOutcome {
  /// As the ledger's column holds it.
  var column: String {
    switch self {
    case .started: "started"
    case .refused: "refused"
    case .unknown: "unknown"
    case .neverSent: "neverSent"
    }
  }

  /// The HTTP status that the ledger keeps with it.
  var status: Int? {
    if case .refused(let status) = self { status } else { nil }
  }
}

/// A recording that may still run, and may still cost.
package struct RunningRecording: Equatable, Sendable {
  /// How sure it is that the recording runs.
  package enum Certainty: String, Equatable, Sendable {
    /// The service confirmed the start.
    case started
    /// The answer to its start or to a stop is not known: it was lost, or the program ended before it came.
    case unknown
  }

  /// The entry, to forget it by.
  package let id: IntentID
  /// The start as it was intended.
  package let start: RecordingStart
  /// What is known of it.
  package let certainty: Certainty

  /// Describes one entry of the ledger.
  package init(id: IntentID, start: RecordingStart, certainty: Certainty) {
    self.id = id
    self.start = start
    self.certainty = certainty
  }
}
