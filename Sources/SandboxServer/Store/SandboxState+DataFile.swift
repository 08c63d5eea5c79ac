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

  /// What of the state is not an item of its own.
  func header(requestNumber: UInt64) -> DataFileHeader {
    DataFileHeader(
      userID: userID, clock: clock, ids: ids,
      requestNumber: ids.isDeterministic ? requestNumber : 0)
  }
}
