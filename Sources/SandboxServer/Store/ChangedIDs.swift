/// Which things of a kind differ from what the data file says, in the order in which they began to.
struct ChangedIDs: Sendable {
  /// For a sandbox without a data file: nothing is remembered, so that memory stays flat.
  static let ignored = ChangedIDs(isKept: false)
  static let kept = ChangedIDs(isKept: true)

  private let isKept: Bool
  private(set) var ids: [String] = []
  private var known: Set<String> = []

  private init(isKept: Bool) {
    self.isKept = isKept
  }

  var isEmpty: Bool { ids.isEmpty }

  mutating func insert(_ id: String) {
    guard isKept, known.insert(id).inserted else { return }
    ids.append(id)
  }

  mutating func removeAll() {
    guard !ids.isEmpty else { return }
    ids.removeAll(keepingCapacity: true)
    known.removeAll(keepingCapacity: true)
  }
}
