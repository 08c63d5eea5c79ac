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
      case .concludeRecording(let id): concludeRecording(id, context: context)
      case .deliver(let number): postLate(number)
      }
    }
  }

  /// Does what is due although nobody asks.
  ///
  /// Clients are taken to see the sandbox as the last of them did.
  func passTime() async throws(SandboxError) {
    guard let next = state.schedule.nextTime else { return }
    let origin = requests.last?.request.head.origin ?? "http://localhost"
    if next <= state.clock.now {
      passTime(to: state.clock.now, origin: origin)
    } else if isDeterministic {
      finishProcessing(origin: origin)
    }
    try await save()
  }

  /// Where time moves with the requests only, files are processed when nobody has asked for as long as that takes: a
  /// client that waits for the webhook gets it.
  private func finishProcessing(origin: String) {
    let idle = idleTime / .milliseconds(1)
    let processed = state.recordings.newestFirst.filter { $0.state == .stopping }.reversed()
    for recording in processed {
      guard let ending = recording.ending,
        idle >= Double(ending.due.milliseconds - ending.stopped.milliseconds)
      else { continue }
      concludeRecording(recording.id, context: ChangeContext(now: ending.due, origin: origin))
    }
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
