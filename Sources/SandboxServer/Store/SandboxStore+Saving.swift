/// Keeping what is acknowledged.
extension SandboxStore {
  /// Whether what is acknowledged has to be saved first.
  nonisolated var isDurable: Bool { dataFile != nil }

  /// Brings the data file up to date, and returns when nothing that was done before this call can be lost.
  ///
  /// The file is written by one call at a time, on a queue of its own, while the store goes on. What is done
  /// meanwhile is written together by the first of the calls that wait; those behind it find nothing left to do.
  func save() async throws(SandboxError) {
    guard let dataFile, isSaving || hasUnsavedChanges else { return }
    await takeTurn()
    defer { passTurn() }
    guard hasUnsavedChanges else { return }
    let header = state.header(requestNumber: requestNumber)
    let items = state.unsavedItems() + [DataItem(.header, "", header)]
    let (changes, generation) = (state.takeChanges(), generation)
    do {
      try await dataFile.write(items, isFresh: savedHeader == nil)
      // After a reset nothing of what was written counts.
      if generation == self.generation { savedHeader = header }
    } catch {
      if generation == self.generation { state.putBack(changes) }
      throw error
    }
  }

  /// Saves what is left and gives the data file free.
  func close() async throws(SandboxError) {
    try await save()
    dataFile?.close()
  }

  private var hasUnsavedChanges: Bool {
    state.hasUnsavedItems || state.header(requestNumber: requestNumber) != savedHeader
  }

  private func takeTurn() async {
    guard isSaving else {
      isSaving = true
      return
    }
    await withCheckedContinuation { waitingToSave.append($0) }
  }

  /// The turn is handed over, so that nobody comes in between.
  private func passTurn() {
    if waitingToSave.isEmpty {
      isSaving = false
    } else {
      waitingToSave.removeFirst().resume()
    }
  }
}
