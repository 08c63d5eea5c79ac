import ShellCore

/// Text that comes from elsewhere: a paste, and words of the line before.
extension KeyCommands {
  func paste(_ text: String) {
    mode = .editing
    let line = bridge.line
    let prompt = prompt.map(\.text).joined()
    let text = PastedText.withoutPrompts(PastedText.cleaned(text), prompt: prompt)
    let pasted = PastedText(text, before: line.before, after: line.after)
    guard pasted.lineCount > 1, assistant?.confirmsPaste == true else {
      return accept(pasted, text)
    }
    screen.finish(content)
    let answer = PasteQuestion(
      lineCount: pasted.lineCount, reader: reader, screen: screen.surface, notices: notices,
      takeTerminal: { [self] in _ = takeTerminalAgain() }
    ).ask()
    screen.surface.write("\r\n")
    switch answer {
    case .run: accept(pasted, text)
    case .edit:
      let before = (pasted.lines + [pasted.rest]).joined(separator: "\n")
      bridge.replaceLine(
        with: EditorBridge.Line(
          before: String(before.dropLast(line.after.count)), after: line.after))
    case .cancel: break
    }
  }

  private func accept(_ pasted: PastedText, _ text: String) {
    guard let first = pasted.lines.first else {
      bridge.insert(PastedText.cleaned(text))
      return
    }
    let after = bridge.line.after
    bridge.replaceLine(with: EditorBridge.Line(before: first, after: ""))
    waitingLines = pasted.lines.dropFirst() + waitingLines
    if !pasted.rest.isEmpty {
      let before = String(decoding: pasted.rest.utf8.dropLast(after.utf8.count), as: UTF8.self)
      unfinished = EditorBridge.Line(before: before, after: after)
    }
    finish(first)
  }

  /// The last word of the line before; again, that of the line before that.
  func insertLastWord() {
    let line = bridge.line
    var back = 1
    var start = line
    if let last = lastWord, last.line == line, let word = history.lastWord(back: last.back) {
      back = last.back + 1
      start = EditorBridge.Line(
        before: String(line.before.dropLast(word.count)), after: line.after)
    }
    guard let word = history.lastWord(back: back) else { return beep() }
    let inserted = EditorBridge.Line(before: start.before + word, after: start.after)
    bridge.replaceLine(with: inserted)
    lastWord = (back, inserted)
  }
}
