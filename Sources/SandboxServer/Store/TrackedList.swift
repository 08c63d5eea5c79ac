/// Things of a kind, oldest first, with a memory of those that were changed.
struct TrackedList<Thing: Identifiable & Sendable>: RandomAccessCollection, MutableCollection,
  Sendable
where Thing.ID == String {
  private var things: [Thing]
  /// Those that differ from what the data file says.
  private(set) var changes: ChangedIDs

  init(changes: ChangedIDs = .ignored) {
    things = []
    self.changes = changes
  }

  /// The things of a data file.
  init(restoring things: [Thing]) {
    self.things = things
    changes = .kept
  }

  var startIndex: Int { 0 }
  var endIndex: Int { things.count }

  subscript(index: Int) -> Thing {
    get { things[index] }
    set {
      changes.insert(newValue.id)
      things[index] = newValue
    }
    _modify {
      changes.insert(things[index].id)
      yield &things[index]
    }
  }

  mutating func append(_ thing: Thing) {
    changes.insert(thing.id)
    things.append(thing)
  }

  mutating func remove(at index: Int) {
    changes.insert(things[index].id)
    things.remove(at: index)
  }

  /// Hands the changes over to whoever writes them.
  mutating func takeChanges() -> ChangedIDs { changes.take() }

  /// Takes changes back that could not be written.
  mutating func putBack(_ taken: ChangedIDs) { changes.putBack(taken) }
}

/// Which things of a kind were changed, and which differ from what the data file says, in the order in which they began to.
struct ChangedIDs: Sendable {
  /// For a sandbox without a data file: no more than the last changes are remembered, so that memory stays flat.
  static let ignored = ChangedIDs(isKept: false)
  static let kept = ChangedIDs(isKept: true)

  private let isKept: Bool
  /// The last changes, also of a sandbox without a data file, for those who follow it.
  private(set) var recent = RecentEntries<String>(capacity: 8192)
  private(set) var ids: [String] = []
  private var known: Set<String> = []

  private init(isKept: Bool) {
    self.isKept = isKept
  }

  var isEmpty: Bool { ids.isEmpty }

  mutating func insert(_ id: String) {
    recent.append(id)
    guard isKept, known.insert(id).inserted else { return }
    ids.append(id)
  }

  /// All of them, which are none afterwards.
  mutating func take() -> ChangedIDs {
    var taken = ChangedIDs(isKept: isKept)
    swap(&ids, &taken.ids)
    swap(&known, &taken.known)
    return taken
  }

  /// Takes back what was taken before what is there now.
  mutating func putBack(_ taken: ChangedIDs) {
    let since = ids
    (ids, known) = (taken.ids, taken.known)
    for id in since where known.insert(id).inserted { ids.append(id) }
  }
}
