/// The sessions, oldest first, with a memory of those that were changed.
struct SessionList: RandomAccessCollection, MutableCollection, Sendable {
  private var sessions: [Session]
  /// Those that differ from what the data file says.
  private(set) var changes: ChangedIDs

  init(changes: ChangedIDs = .ignored) {
    sessions = []
    self.changes = changes
  }

  /// The sessions of a data file.
  init(restoring sessions: [Session]) {
    self.sessions = sessions
    changes = .kept
  }

  var startIndex: Int { 0 }
  var endIndex: Int { sessions.count }

  subscript(index: Int) -> Session {
    get { sessions[index] }
    set {
      changes.insert(newValue.id)
      sessions[index] = newValue
    }
    _modify {
      changes.insert(sessions[index].id)
      yield &sessions[index]
    }
  }

  mutating func append(_ session: Session) {
    changes.insert(session.id)
    sessions.append(session)
  }

  mutating func remove(at index: Int) {
    changes.insert(sessions[index].id)
    sessions.remove(at: index)
  }

  mutating func markSaved() { changes.removeAll() }
}
