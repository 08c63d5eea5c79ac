/// What time alone will bring about, and when.
///
/// A binary heap, because every stop of a recording is put on it: adding and taking take logarithmic time.
struct Schedule: Sendable {
  enum Item: Equatable, Sendable {
    /// A session has lasted as long as its room lets it.
    case endSession(id: String)
    case concludeMerge(id: String)
    /// The files of a recording that was stopped are processed.
    case concludeRecording(id: String)
    /// A webhook that a fault has held back goes out.
    case deliver(number: Int)
  }

  private struct Entry: Comparable, Sendable {
    let time: Timestamp
    /// Tells apart what is due at the same time: what was added first comes first.
    let number: Int
    let item: Item

    static func < (left: Entry, right: Entry) -> Bool {
      (left.time, left.number) < (right.time, right.number)
    }
  }

  /// No entry comes before the one at half its place.
  private var heap: [Entry] = []
  private var nextNumber = 0

  /// When something is due next; nil if nothing is.
  var nextTime: Timestamp? { heap.first?.time }

  /// Adds something behind what is due at the same time.
  mutating func add(_ item: Item, at time: Timestamp) {
    heap.append(Entry(time: time, number: nextNumber, item: item))
    nextNumber += 1
    rise(from: heap.count - 1)
  }

  mutating func remove(_ item: Item) {
    guard heap.contains(where: { $0.item == item }) else { return }
    heap.removeAll { $0.item == item }
    // What is sorted is a heap.
    heap.sort()
  }

  /// Takes out what is due next, if that is not later than the given time.
  mutating func next(until now: Timestamp) -> (time: Timestamp, item: Item)? {
    guard let first = heap.first, first.time <= now else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      sink(from: 0)
    }
    return (first.time, first.item)
  }

  private mutating func rise(from start: Int) {
    var place = start
    while place > 0, heap[place] < heap[(place - 1) / 2] {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func sink(from start: Int) {
    var place = start
    while true {
      let children = (2 * place + 1)..<min(2 * place + 3, max(heap.count, 2 * place + 1))
      guard let least = children.min(by: { heap[$0] < heap[$1] }), heap[least] < heap[place] else {
        return
      }
      heap.swapAt(place, least)
      place = least
    }
  }
}
