import CommandLanguage
import VideoSDKClient

/// The prompt of the shell: target, room and participant, running recordings.
struct PromptText {
  let isUTF8: Bool
  let isColored: Bool

  /// The prompt for a new entry.
  func main(_ session: Session) -> Prompt {
    var parts: [StyledText.Part] = [
      .init(session.target.label, session.target.kind == .live ? .bad : .good), .init(" "),
      .init(session.room.map { Self.shortened($0.rawValue) } ?? "-", .id), .init("/"),
      .init(session.participant.map { Self.shortened($0.rawValue) } ?? "-", .id),
    ]
    let running = session.running.count
    if running > 0 { parts.append(.init(" ●\(running)", .bad)) }
    parts.append(.init(" ▸ "))
    return prompt(parts)
  }

  /// Columns of an id: what somebody calls a room must not push the line that is typed off the screen.
  private static let longestID = 48

  private static func shortened(_ id: String) -> String {
    var columns = 0
    // A letter may carry any number of marks.
    let end = id.firstIndex { letter in
      columns += max(1, DisplayWidth.columns(of: letter), letter.unicodeScalars.count / 4)
      return columns > longestID
    }
    return end.map { id[..<$0] + "…" } ?? id
  }

  /// The prompt for a line that goes on.
  var continuation: Prompt { prompt([.init("  … ", .muted)]) }

  /// The question of the leak guard.
  var leaving: Prompt {
    prompt([
      .init("s", .strong), .init(" stop and leave · "), .init("l", .strong),
      .init(" leave them · "), .init("Enter", .strong), .init(" stay: "),
    ])
  }

  /// A question that Enter answers with no.
  func agreeing(to question: String) -> Prompt {
    prompt([
      .init("\(question)? "), .init("y", .strong), .init(" yes · "),
      .init("Enter", .strong), .init(" no: "),
    ])
  }

  /// The question of `recover`.
  func recovering(isLast: Bool) -> Prompt {
    let all: [StyledText.Part] =
      isLast ? [] : [.init("S", .strong), .init(" or "), .init("F", .strong), .init(" all · ")]
    return prompt(
      [
        .init("s", .strong), .init(" stop · "), .init("l", .strong), .init(" leave · "),
        .init("f", .strong), .init(" forget · "),
      ] + all + [.init("Enter", .strong), .init(" leave: ")])
  }

  private func prompt(_ parts: [StyledText.Part]) -> Prompt {
    let text = StyledText(
      isUTF8 ? parts : parts.map { .init(PlainText.ascii($0.text), $0.role) })
    return Prompt(styled: text.rendered(colored: isColored), plain: text.plain)
  }
}
