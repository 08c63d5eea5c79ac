extension SandboxState {
  /// What differs from what the data file says, by name.
  struct Changes: Sendable {
    let rooms: ChangedIDs
    let sessions: ChangedIDs
    let merges: ChangedIDs
    let recordings: ChangedIDs
  }

  /// All that differs from what the data file says, things of a kind in the order of their making.
  func unsavedItems() -> [DataItem] {
    let rooms = roomChanges.ids.map { id in
      DataItem(.room, id, room(named: id))
    }
    let sessions = sessions.changes.ids.map { id in
      DataItem(.session, id, self.sessions.last { $0.id == id })
    }
    let recordings = recordings.changes.ids.map { id in
      DataItem(.recording, id, self.recordings[id])
    }
    let merges = merges.changes.ids.map { id in
      DataItem(.merge, id, self.merges.last { $0.id == id })
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
