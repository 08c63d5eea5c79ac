import FoundationEssentials
import Ledger
import VideoSDKClient

/// What may still be recorded by what the ledger says.
///
/// Several entries may be about the same, and no more than one recording of it runs.
struct OpenRecording: Sendable, Equatable {
  let recorded: RecordedSubject
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

  /// What the ledger's entries are about, in the order of their first one.
  static func grouped(_ entries: [RunningRecording]) -> [OpenRecording] {
    var order: [RecordedSubject] = []
    var groups: [RecordedSubject: [RunningRecording]] = [:]
    for entry in entries {
      let recorded = RecordedSubject(entry.start.track)
      if groups[recorded] == nil { order.append(recorded) }
      groups[recorded, default: []].append(entry)
    }
    return order.compactMap { recorded in groups[recorded].flatMap { OpenRecording(recorded, $0) } }
  }

  private init?(_ recorded: RecordedSubject, _ group: [RunningRecording]) {
    guard let first = group.first, let last = group.last else { return nil }
    // A start that was granted shows that what ran before it had ended.
    let granted = group.last { $0.certainty == .started }
    self.recorded = recorded
    entries = group.map(\.id)
    since = (granted ?? first).start.startedAt
    lastAsked = last.start.startedAt
    deadline = (granted ?? last).start.deadline
    isCertain = granted != nil
    isOpen = last.certainty == .unknown
  }
}
