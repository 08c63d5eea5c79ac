/// What time alone will bring about, and when.
struct Schedule: Sendable {
  enum Item: Equatable, Sendable {
    /// A session has lasted as long as its room lets it.
    case endSession(id: String)
    case concludeMerge(id: String)
  }

  private struct Entry: Sendable {
    let time: Timestamp
    let item: Item
  }

  /// The next one last.
  private var entries: [Entry] = []

  /// When something is due next; nil if nothing is.
  var nextTime: Timestamp? { entries.last?.time }

  /// Adds something behind what is due at the same time.
  mutating func add(_ item: Item, at time: Timestamp) {
    let place = entries.firstIndex { $0.time <= time } ?? entries.count
    entries.insert(Entry(time: time, item: item), at: place)
  }

  mutating func remove(_ item: Item) {
    entries.removeAll { $0.item == item }
  }

  /// Takes out what is due next, if that is not later than the given time.
  mutating func next(until now: Timestamp) -> (time: Timestamp, item: Item)? {
    guard let entry = entries.last, entry.time <= now else { return nil }
    entries.removeLast()
    return (entry.time, entry.item)
  }
}
