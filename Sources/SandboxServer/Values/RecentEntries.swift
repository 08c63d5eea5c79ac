/// The last things of a kind, oldest first, and how many there have been.
struct RecentEntries<Entry: Sendable>: Sendable {
  let capacity: Int
  /// How many have come, those that are gone too: the number of the next one.
  private(set) var count = 0
  private var ring: [Entry] = []

  init(capacity: Int = 1000) {
    self.capacity = capacity
  }

  mutating func append(_ entry: Entry) {
    if ring.count < capacity {
      ring.append(entry)
    } else {
      ring[count % capacity] = entry
    }
    count += 1
  }

  var entries: [Entry] { last(ring.count) }

  /// Those from a number on; nil when some of them are gone.
  func entries(from number: Int) -> [Entry]? {
    guard (0...count).contains(number), count - number <= ring.count else { return nil }
    return last(count - number)
  }

  /// The last ones, as many of them as there are.
  func last(_ wanted: Int) -> [Entry] {
    let length = min(wanted, ring.count)
    return (count - length..<count).map { ring[$0 % capacity] }
  }
}
