/// What happens because time passes.
extension SandboxStore {
  /// Does all that is due, each at its own time.
  ///
  /// - Parameter origin: scheme, host and port under which the client sees the sandbox.
  func passTime(to now: Timestamp, origin: String) {
    while let (time, item) = world.agenda.next(until: now) {
      let cause = Cause(now: time, origin: origin)
      switch item {
      case .endSession(let id): close(id, by: cause)
      case .concludeMerge(let id): concludeMerge(id, by: cause)
      }
    }
  }

  /// Does what is due although nobody asks; needed where time passes by itself.
  ///
  /// Clients are taken to see the sandbox as the last of them did.
  func passTime() throws(SandboxError) {
    let now = world.clock.now
    guard let next = world.agenda.nextTime, next <= now else { return }
    passTime(to: now, origin: requests.last?.request.origin ?? "http://localhost")
    try save()
  }

  private func close(_ id: String, by cause: Cause) {
    guard let index = world.sessions.lastIndex(where: { $0.id == id && $0.isLive }) else { return }
    let roomID = world.sessions[index].roomID
    endSession(at: index, by: cause)
    if world.room(named: roomID)?.autoClose?.deactivates ?? false {
      disableRoom(roomID, at: cause.now)
    }
  }
}
