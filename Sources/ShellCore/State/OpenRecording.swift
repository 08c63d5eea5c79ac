import FoundationEssentials
import Ledger
import VideoSDKClient

/// A track that may still be recorded by what the ledger says.
///
/// Several entries may be about one track, and no more than one recording of it runs.
struct OpenRecording: Sendable, Equatable {
  let track: TrackKey
  /// All that the ledger has of it, oldest first.
  let entries: [IntentID]
  /// When the recording began that is the likely one.
  let since: Date
  /// When it was last asked for.
  let lastAsked: Date
  /// When it was to be stopped; nil where nobody has said so.
  let deadline: Date?
  /// Whether the service said so, and nothing since has left that open.
  let isCertain: Bool
  /// Whether nobody knows what became of the last start, or of a stop behind it.
  let isOpen: Bool

  /// Whether it was to be stopped before that moment.
  func isOverdue(at now: Date) -> Bool { deadline.map { $0 <= now } ?? false }

  /// The tracks of the ledger's entries, in the order of their first one.
  static func grouped(_ entries: [RunningRecording]) -> [OpenRecording] {
    var order: [TrackKey] = []
    var groups: [TrackKey: [RunningRecording]] = [:]
    for entry in entries {
      let track = TrackKey(entry.start.track)
      if groups[track] == nil { order.append(track) }
      groups[track, default: []].append(entry)
    }
    return order.compactMap { track in groups[track].flatMap { OpenRecording(track, $0) } }
  }

  private init?(_ track: TrackKey, _ group: [RunningRecording]) {
    guard let first = group.first, let last = group.last else { return nil }
    // A start that was granted shows that what ran before it had ended.
    let granted = group.last { $0.certainty == .started }
    self.track = track
    entries = group.map(\.id)
    since = (granted ?? first).start.startedAt
    lastAsked = last.start.startedAt
    deadline = (granted ?? last).start.deadline
    isCertain = granted != nil
    isOpen = last.certainty == .unknown
  }
}

extension RecordedTrack {
  init(_ track: TrackKey, at origin: Origin) {
    self.init(
      origin: origin.description, room: track.room.rawValue,
      participant: track.participant.rawValue, kind: track.kind.wireName)
  }
}

extension TrackKey {
  init(_ track: RecordedTrack) {
    self.init(
      room: RoomID(track.room), participant: ParticipantID(track.participant),
      kind: TrackKind(track.kind))
  }
}
