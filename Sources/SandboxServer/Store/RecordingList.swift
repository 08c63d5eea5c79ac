/// The recordings in the order of their start, with a bound on those that are finished.
///
/// Each recording has a slot, and one that goes leaves a hole. Holes are squeezed out when they outnumber
/// what is kept, so every operation but the listing takes constant time on average and memory stays flat.
struct RecordingList: Sendable {
  private let capacity: Int
  private var slots: [TrackRecording?] = []
  private var numbers: [String: Int] = [:]
  private var finished: [String] = []
  private var firstFinished = 0

  init(capacity: Int) {
    self.capacity = capacity
  }

  var count: Int { numbers.count }

  /// Newest first.
  var newestFirst: some Sequence<TrackRecording> {
    slots.reversed().lazy.compactMap { $0 }
  }

  subscript(id: String) -> TrackRecording? {
    numbers[id].flatMap { slots[$0] }
  }

  mutating func append(_ recording: TrackRecording) {
    numbers[recording.id] = slots.count
    slots.append(recording)
  }

  /// Replaces a recording that has just ended, and lets the oldest ended one go if there are too many.
  mutating func finish(_ recording: TrackRecording) {
    guard let number = numbers[recording.id] else { return }
    slots[number] = recording
    finished.append(recording.id)
    if finished.count - firstFinished > capacity { evictOldestFinished() }
  }

  mutating func remove(_ id: String) {
    guard let number = numbers.removeValue(forKey: id) else { return }
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
