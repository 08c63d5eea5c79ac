/// How far one who follows the sandbox has been told.
struct FollowedSoFar: Sendable {
  fileprivate let generation: Int
  /// How many changes of each kind there had been.
  fileprivate let rooms: Int
  fileprivate let sessions: Int
  fileprivate let merges: Int
  fileprivate let recordings: Int
  fileprivate let requests: Int
  fileprivate let webhooks: Int
  fileprivate let faults: [Fault]
  fileprivate let settings: SandboxSettings
  fileprivate let clock: SandboxClock
  /// Recordings with a file that is still processed while they run, and until when.
  fileprivate let processed: [String: Timestamp]
  /// Requests that had no answer yet, by their numbers.
  fileprivate let unanswered: [RequestEvent]
}

/// A received request with its place among all of them, by which it is known again.
struct RequestEvent: Sendable {
  let number: Int
  let entry: RequestLogEntry
}

/// What is different from what one who follows the sandbox was told before; all there is for one who is new.
struct SandboxChanges: Sendable {
  /// Whether it stands in place of all that was told before.
  let isWhole: Bool
  let now: Timestamp
  var rooms: [Room] = []
  var sessions: [RoomSession] = []
  var merges: [Merge] = []
  var recordings: [Recording] = []
  /// The ids of what is there no more.
  var gone: [String] = []
  /// New requests, and those that have been answered since.
  var requests: [RequestEvent] = []
  var webhooks: [WebhookLogEntry] = []
  /// All that wait, if that is different.
  var faults: [Fault]?
  var settings: SandboxSettings?
  var clockMoved = false

  var isEmpty: Bool {
    !isWhole && rooms.isEmpty && sessions.isEmpty && merges.isEmpty && recordings.isEmpty
      && gone.isEmpty && requests.isEmpty && webhooks.isEmpty && faults == nil && settings == nil
      && !clockMoved
  }
}

/// Telling what has changed, to as many as want to know, without keeping anything for one of them.
extension SandboxStore {
  /// How many requests and webhooks of before one who is new is told of.
  static let toldOfBefore = 100

  /// What is different since the last look of a follower, and where that leaves it.
  ///
  /// It is all there is when more has changed since than is remembered.
  func changes(since last: FollowedSoFar?) -> (SandboxChanges, FollowedSoFar) {
    var changes = last.flatMap(changedSince) ?? everything
    let log = requestLog
    let isNew = changes.isWhole
    let new =
      (isNew ? nil : last.flatMap { log.entries(from: $0.requests) })
      ?? log.last(isNew ? Self.toldOfBefore : log.capacity)
    let fresh = new.enumerated().map { index, entry in
      RequestEvent(number: log.count - new.count + index, entry: entry)
    }
    let pending = isNew ? [] : last?.unanswered ?? []
    changes.requests = pending.filter { $0.entry.request.fate.status != nil } + fresh
    let unanswered = (pending + fresh).filter { $0.entry.request.fate.status == nil }
    return (changes, position(last, changes, unanswered: unanswered.suffix(log.capacity)))
  }

  private var everything: SandboxChanges {
    var changes = SandboxChanges(isWhole: true, now: now)
    changes.rooms = state.rooms
    changes.sessions = Array(state.sessions)
    changes.merges = Array(state.merges)
    changes.recordings = Array(state.recordings.newestFirst)
    changes.webhooks = webhookLog.last(Self.toldOfBefore)
    changes.faults = faults.waiting
    changes.settings = settings
    return changes
  }

  /// Nil when that is not known any more.
  private func changedSince(_ last: FollowedSoFar) -> SandboxChanges? {
    guard last.generation == generation,
      let rooms = state.roomChanges.recent.entries(from: last.rooms).map({ Set($0) }),
      let sessions = state.sessions.changes.recent.entries(from: last.sessions).map({ Set($0) }),
      let merges = state.merges.changes.recent.entries(from: last.merges).map({ Set($0) }),
      let changed = state.recordings.changes.recent.entries(from: last.recordings)
    else { return nil }
    var changes = SandboxChanges(isWhole: false, now: now)
    changes.rooms = rooms.compactMap { state.room(named: $0) }
    if !sessions.isEmpty { changes.sessions = state.sessions.filter { sessions.contains($0.id) } }
    if !merges.isEmpty { changes.merges = state.merges.filter { merges.contains($0.id) } }
    let there = Set(changes.sessions.map(\.id)).union(changes.merges.map(\.id))
    changes.gone = sessions.union(merges).subtracting(there).sorted()
    let ready = last.processed.filter { $0.value <= now }.map(\.key)
    for id in Set(changed).union(ready) {
      if let recording = state.recordings[id] {
        changes.recordings.append(recording)
      } else {
        changes.gone.append(id)
      }
    }
    changes.webhooks = webhookLog.entries(from: last.webhooks) ?? webhookLog.entries
    if faults.waiting != last.faults { changes.faults = faults.waiting }
    if settings != last.settings { changes.settings = settings }
    changes.clockMoved = state.clock != last.clock
    return changes
  }

  private func position(
    _ last: FollowedSoFar?, _ changes: SandboxChanges, unanswered: ArraySlice<RequestEvent>
  ) -> FollowedSoFar {
    var processed = changes.isWhole ? [:] : last?.processed ?? [:]
    for id in changes.gone { processed[id] = nil }
    for recording in changes.recordings { processed[recording.id] = recording.nextFile(after: now) }
    return FollowedSoFar(
      generation: generation, rooms: state.roomChanges.recent.count,
      sessions: state.sessions.changes.recent.count, merges: state.merges.changes.recent.count,
      recordings: state.recordings.changes.recent.count, requests: requestLog.count,
      webhooks: webhookLog.count, faults: faults.waiting, settings: settings, clock: state.clock,
      processed: processed, unanswered: Array(unanswered))
  }
}

extension Recording {
  /// When its next file can be had that needs nothing but time.
  fileprivate func nextFile(after now: Timestamp) -> Timestamp? {
    guard family == .track, !isOver else { return nil }
    return segments.compactMap(\.ready).filter { $0 > now }.min()
  }
}
