/// The last thousand things of a kind, oldest first.
struct RecentEntries<Entry: Sendable>: Sendable {
  static var capacity: Int { 1000 }

  private var ring: [Entry] = []
  private var oldest = 0

  mutating func append(_ entry: Entry) {
    if ring.count < Self.capacity {
      ring.append(entry)
    } else {
      ring[oldest] = entry
      oldest = (oldest + 1) % Self.capacity
    }
  }

  var entries: [Entry] {
    Array(ring[oldest...] + ring[..<oldest])
  }
}
