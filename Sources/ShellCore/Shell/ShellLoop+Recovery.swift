import VideoSDKClient

/// The questions behind `recover`.
extension ShellLoop {
  /// Asks about each recording in turn; who breaks off leaves the rest.
  func decide(on found: [OpenRecording]) -> RecoverChoice {
    var choice = RecoverChoice()
    var rest = found[...]
    while let item = rest.first {
      if found.count > 1 { emit(.note(item.recorded.subject)) }
      switch lines.nextLine(prompt: prompts.recovering(isLast: rest.count == 1), assistant: .silent)
      {
      case .interrupted, .end:
        choice.leave += rest
        return choice
      case .noticed: continue
      case .line(let text):
        guard let answer = Answer(rawValue: text.trimmingSpace) else {
          emit(.note("answer s, l, f or Enter"))
          continue
        }
        let count = answer.isForAll ? rest.count : 1
        switch answer {
        case .stop, .stopAll: choice.stop += rest.prefix(count)
        case .forget, .forgetAll: choice.forget += rest.prefix(count)
        case .leave, .enter: choice.leave += rest.prefix(count)
        }
        rest = rest.dropFirst(count)
      }
    }
    return choice
  }

  private enum Answer: String {
    case stop = "s"
    case stopAll = "S"
    case leave = "l"
    case enter = ""
    case forget = "f"
    case forgetAll = "F"

    var isForAll: Bool { self == .stopAll || self == .forgetAll }
  }
}
