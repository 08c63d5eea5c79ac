/// What happens because time passes.
extension SandboxStore {
  /// Does all that is due, each at its own time.
  ///
  /// - Parameter origin: scheme, host and port under which the client sees the sandbox.
  func passTime(to now: Timestamp, origin: String) {
    while let (time, item) = state.schedule.next(until: now) {
      let context = ChangeContext(now: time, origin: origin)
      switch item {
      case .endSession(let id): close(id, context: context)
      case .concludeMerge(let id): concludeMerge(id, context: context)
      }
    }
  }

  /// Does what is due although nobody asks; needed where time passes by itself.
  ///
  /// Clients are taken to see the sandbox as the last of them did.
  func passTime() async throws(SandboxError) {
    let now = state.clock.now
    guard let next = state.schedule.nextTime, next <= now else { return }
    passTime(to: now, origin: requests.last?.request.head.origin ?? "http://localhost")
    try await save()
  }

  private func close(_ id: String, context: ChangeContext) {
    guard let index = state.sessions.lastIndex(where: { $0.id == id && $0.isLive }) else { return }
    let roomID = state.sessions[index].roomID
    endSession(at: index, context: context)
    if state.room(named: roomID)?.autoClose?.deactivates ?? false {
      disableRoom(roomID, at: context.now)
    }
  }
}
