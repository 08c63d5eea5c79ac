/// The recordings in the order of their start, with a bound on those that are finished.
///
/// Each recording has a slot, and one that goes leaves a hole. Holes are squeezed out when they outnumber
/// what is kept, so every operation but the listing takes constant time on average and memory stays flat.
struct RecordingList: Sendable {
  private let capacity: Int
  /// Those that differ from what the data file says.
  private(set) var changes: ChangedIDs
  private var slots: [Recording?] = []
  private var numbers: [String: Int] = [:]
  private var finished: [String] = []
  private var firstFinished = 0

  init(capacity: Int, changes: ChangedIDs = .ignored) {
    self.capacity = capacity
    self.changes = changes
  }

  /// The recordings of a data file, oldest first.
  init(capacity: Int, restoring recordings: [Recording]) {
    self.init(capacity: capacity, changes: .kept)
    for recording in recordings { append(recording) }
    let finished = recordings.enumerated().filter { $1.isOver }.sorted { left, right in
      (left.element.end ?? left.element.start, left.offset)
        < (right.element.end ?? right.element.start, right.offset)
    }
    for (_, recording) in finished { retire(recording.id) }
    _ = takeChanges()
  }

  /// Hands the changes over to whoever writes them.
  mutating func takeChanges() -> ChangedIDs { changes.take() }

  /// Takes changes back that could not be written.
  mutating func putBack(_ taken: ChangedIDs) { changes.putBack(taken) }

  var count: Int { numbers.count }

  /// Newest first.
  var newestFirst: some Sequence<Recording> {
    slots.reversed().lazy.compactMap { $0 }
  }

  subscript(id: String) -> Recording? {
    numbers[id].flatMap { slots[$0] }
  }

  mutating func append(_ recording: Recording) {
    changes.insert(recording.id)
    numbers[recording.id] = slots.count
    slots.append(recording)
  }

  /// Changes a recording where it lies; one that is gone already stays gone.
  mutating func update(_ id: String, _ change: (inout Recording) -> Void) {
    guard let number = numbers[id], var recording = slots[number] else { return }
    changes.insert(id)
    // Taken out first, so that the change does not copy what the recording holds.
    slots[number] = nil
    change(&recording)
    slots[number] = recording
  }

  /// Counts a recording among those that have ended, and lets the oldest of them go if there are too many.
  mutating func retire(_ id: String) {
    guard numbers[id] != nil else { return }
    finished.append(id)
    if finished.count - firstFinished > capacity { evictOldestFinished() }
  }

  mutating func remove(_ id: String) {
    guard let number = numbers.removeValue(forKey: id) else { return }
    changes.insert(id)
    slots[number] = nil
    if slots.count > 2 * count + 64 { squeeze() }
  }

  private mutating func evictOldestFinished() {
    let oldest = finished[firstFinished]
    firstFinished += 1
    remove(oldest)
    if firstFinished > capacity {
      finished.removeFirst(firstFinished)
      firstFinished = 0
    }
  }

  private mutating func squeeze() {
    slots = slots.filter { $0 != nil }
    for (number, recording) in slots.enumerated() {
      if let recording { numbers[recording.id] = number }
    }
  }
}
