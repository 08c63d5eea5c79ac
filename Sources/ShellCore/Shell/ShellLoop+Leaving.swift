import CommandLanguage

/// The way out, past the recordings that would be left running.
extension ShellLoop {
  /// Ends the shell if someone asked for it and no recording of ours is left behind unseen.
  mutating func leave() async -> Departure? {
    switch state.leaving {
    case nil: return nil
    case .lesson(let order): return .lesson(order)
    case .forced(let status):
      tellRunning()
      return .left(status)
    case .asked(let code):
      state.leaving = nil
      let running = state.session.running
      guard !running.isEmpty else { return .left(ExitStatus(code: code)) }
      // With a lesson's sandbox ends what runs in it.
      guard lesson == nil else { return .left(ExitStatus(code: code)) }
      tellRunning()
      guard state.session.settings.isOn(.confirm) else { return .left(ExitStatus(.leak)) }
      return await guardLeak(code).map { .left($0) }
    }
  }

  private func tellRunning() {
    if let text = runningText(naming: .max) { emit(.note(text)) }
  }

  /// Names what would be left running, the first of them; nil when nothing would.
  func runningText(naming limit: Int) -> String? {
    let running = state.session.running
    guard !running.isEmpty, lesson == nil else { return nil }
    let many = running.count == 1 ? "1 recording" : "\(running.count) recordings"
    let named = running.prefix(limit).map(\.subject)
    let more = running.count > limit ? ["and \(running.count - limit) more"] : []
    return "\(many) you started may still run: \((named + more).joined(separator: ", "))"
  }

  private mutating func guardLeak(_ code: Int32) async -> ExitStatus? {
    var ends = 0
    while true {
      switch lines.nextLine(prompt: prompts.leaving, assistant: .silent) {
      case .interrupted: return nil
      case .noticed: continue
      case .end:
        // A terminal that has gone answers with its end for ever.
        ends += 1
        guard ends > 1 else { continue }
        return ExitStatus(.leak)
      case .line(let text):
        switch text.trimmingSpace.lowercased() {
        case "": return nil
        case "l": return ExitStatus(.leak)
        case "s":
          await run(LineEntry("stop all"))
          return state.session.running.isEmpty ? ExitStatus(code: code) : nil
        default: emit(.note("answer s, l or Enter"))
        }
      }
    }
  }
}
