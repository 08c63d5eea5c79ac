import ShellCore

/// What is offered to come next, and the keys that ask for it or take it: candidates, explanations, suggestions.
extension KeyCommands {
  /// The longest that Tab waits for fresh ids.
  private static let patienceMilliseconds: Int32 = 150

  /// How much of a suggestion a key takes.
  enum SuggestionPart {
    case all, word
  }

  func complete() {
    guard let assistant else { return beep() }
    let line = bridge.line
    refresh(line.text, line.before.utf8.count)
    let candidates = assistant.complete(line.text, line.before.utf8.count)
    switch Completer.step(for: candidates, before: line.before, after: line.after) {
    case .none: beep()
    case .replace(let scalars, let text):
      bridge.deleteBeforeCursor(scalars: scalars)
      bridge.insert(text)
    case .list:
      if assistant.walksCandidates {
        mode = .menu(CompletionMenu(candidates, original: line))
      } else {
        list(screen.surface.listing().lines(for: candidates.items))
      }
    }
  }

  func explain() {
    let before = bridge.line.before
    let isBetweenWords = before.last.map { $0 == " " || $0 == "\t" || $0 == "\n" } ?? true
    if isBetweenWords { refresh(before, before.utf8.count) }
    let lines =
      isBetweenWords ? assistant?.explain(before, screen.surface.size.columns) ?? [] : []
    if lines.isEmpty { bridge.insert("?") } else { list(lines) }
  }

  /// Gives ids that are on their way a moment to come; the next key ends the wait, and what comes later is there for
  /// the next Tab.
  private func refresh(_ line: String, _ cursor: Int) {
    guard let assistant, let freshIDs else { return }
    freshIDs.drain()
    guard assistant.refresh(line, cursor, { freshIDs.wake() }) else { return }
    reader.wait(for: freshIDs, milliseconds: Self.patienceMilliseconds)
  }

  /// What may follow the line, where the cursor stands at its end.
  var suggestion: LineSuggestion? {
    let line = bridge.line
    guard line.after.isEmpty, !line.before.isEmpty, screen.surface.isColored else { return nil }
    return assistant?.suggest(line.before)
  }

  /// Takes what is suggested behind the cursor; false when nothing is that could be taken.
  func takeSuggestion(_ part: SuggestionPart) -> Bool {
    guard case .rest(let text) = suggestion else { return false }
    bridge.insert(part == .all ? text : GraphemeStep.word(text))
    return true
  }
}

extension LineSuggestion {
  var text: String {
    switch self {
    case .rest(let text), .form(let text): text
    }
  }
}
