import FoundationEssentials

/// One thing as the data file keeps it.
struct DataItem: Sendable {
  enum Kind: Int, Sendable {
    case header
    case room
    case session
    case recording
    case merge
  }

  let kind: Kind
  let id: String
  /// JSON; nil for a thing that is gone.
  let body: String?

  init(_ kind: Kind, _ id: String, _ thing: (some Encodable)?) throws {
    self.kind = kind
    self.id = id
    body = try thing.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
  }
}

extension SandboxState {
  /// All that differs from what the data file says, things of a kind in the order of their making.
  func unsavedItems() throws -> [DataItem] {
    let rooms = try roomChanges.ids.map { id in
      try DataItem(.room, id, room(named: id))
    }
    let sessions = try sessions.changes.ids.map { id in
      try DataItem(.session, id, self.sessions.last { $0.id == id })
    }
    let recordings = try recordings.changes.ids.map { id in
      try DataItem(.recording, id, self.recordings[id])
    }
    let merges = try merges.changes.ids.map { id in
      try DataItem(.merge, id, self.merges.last { $0.id == id })
    }
    return rooms + sessions + recordings + merges
  }

  var hasUnsavedItems: Bool {
    !roomChanges.isEmpty || !sessions.changes.isEmpty || !recordings.changes.isEmpty
      || !merges.changes.isEmpty
  }
}
