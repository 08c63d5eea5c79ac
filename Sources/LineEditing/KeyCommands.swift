import CEditLine
import CommandLanguage
import ShellCore

/// What the keys do that the shell adds to libedit's: Enter, Tab, `?`, Control-C, Control-Z, a
/// paste.
///
/// libedit draws only after a key function has returned. So a key that prints something under the
/// line works in two steps: the first moves the cursor to the end of the line and sends itself
/// `KeyBinding.continueKey`; libedit draws; the second prints, from a place that is known. What a
/// step needs waits in `steps`.
final class KeyCommands: EditorKeys {
  private enum Step {
    case paste(String)
    case ask(PastedText, text: String)
    case edit(PastedText)
    case list([String], charactersAfterCursor: Int)
    case suspend(charactersAfterCursor: Int)
    case abandon
  }

  /// The longest that Tab waits for fresh ids.
  private static let patienceMilliseconds: Int32 = 150

  private let bridge: EditorBridge
  private let reader: KeyReader
  private let screen: EditorScreen
  private let notices: Notices?
  /// Woken when ids that Tab asked for have come.
  private let freshIDs = SelfPipe()
  private var assistant: LineAssistant?
  private var prompt = ""
  private var steps: [Step] = []
  private var sent: [UInt32] = []
  private var followsEscape = false

  /// Lines that were pasted, or recalled as one entry, and wait for their turn.
  private(set) var waitingLines: ArraySlice<String> = []
  private var unfinished: PastedText?
  private var prefilled: String?

  init(bridge: EditorBridge, reader: KeyReader, screen: EditorScreen, notices: Notices?) {
    self.bridge = bridge
    self.reader = reader
    self.screen = screen
    self.notices = notices
    bridge.keys = self
  }

  /// Must be called before each read.
  func begin(prompt: String, assistant: LineAssistant) {
    self.prompt = prompt
    self.assistant = assistant
    reader.begin()
    steps = []
    sent = []
    let given = prefilled.map { PastedText($0, before: "", after: "") }
    if let start = unfinished ?? given { takeStep(.edit(start)) }
    (unfinished, prefilled) = (nil, nil)
  }

  /// The text that the next line begins with.
  func prefill(_ text: String) { prefilled = text }

  func takeWaitingLine() -> String? {
    waitingLines.popFirst()
  }

  @discardableResult
  func dropWaitingLines() -> Int {
    defer { (waitingLines, unfinished) = ([], nil) }
    return waitingLines.count + (unfinished == nil ? 0 : 1)
  }

  func nextKey() -> UInt32? {
    while true {
      if !sent.isEmpty { return sent.removeFirst() }
      switch reader.next() {
      case .key(.character(let key)):
        followsEscape = key == 0x1B
        if key != KeyBinding.continueKey, key != KeyBinding.newlineKey { return key }
      case .key(.paste(let text)):
        takeStep(.paste(text))
        // After Escape libedit waits for the rest of a sequence, and would lose the key; once more
        // does no harm.
        if followsEscape { sent.append(KeyBinding.continueKey) }
        followsEscape = false
      case .woken: showNotices()
      case .resized: drawAgain()
      case .continued:
        takeTerminalAgain()
        drawAgain()
      case .end: return nil
      }
    }
  }

  func run(_ command: cel_command) -> cel_action {
    switch command {
    case .accept: accept()
    case .complete: complete()
    case .explain: explain()
    case .interrupt: atEnd { _ in .abandon }
    case .suspend: atEnd { .suspend(charactersAfterCursor: $0) }
    case .proceed: proceed()
    }
  }

  private func takeStep(_ step: Step) {
    steps.append(step)
    sent.append(KeyBinding.continueKey)
  }

  private func atEnd(_ step: (_ charactersAfterCursor: Int) -> Step) -> cel_action {
    let after = bridge.line.after.unicodeScalars.count
    bridge.moveCursor(scalars: after)
    takeStep(step(after))
    return .refresh
  }

  private func accept() -> cel_action {
    let lines = bridge.line.text.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    sent.append(KeyBinding.newlineKey)
    guard lines.count > 1 else { return .nothing }
    bridge.replaceLine(with: lines[0])
    waitingLines = lines.dropFirst() + waitingLines
    return .refresh
  }

  private func complete() -> cel_action {
    guard let assistant else { return .beep }
    let line = bridge.line
    refresh(line.text, line.before.utf8.count)
    let candidates = assistant.complete(line.text, line.before.utf8.count)
    switch Completer.step(for: candidates, before: line.before, after: line.after) {
    case .none:
      return .beep
    case .replace(let scalars, let text):
      bridge.deleteBeforeCursor(scalars: scalars)
      return bridge.insert(text) ? .refresh : .beep
    case .list:
      let lines = screen.listing().lines(for: candidates.items)
      return atEnd { .list(lines, charactersAfterCursor: $0) }
    }
  }

  private func explain() -> cel_action {
    let before = bridge.line.before
    let isBetweenWords = before.last.map { $0 == " " || $0 == "\t" || $0 == "\n" } ?? true
    if isBetweenWords { refresh(before, before.utf8.count) }
    let lines = isBetweenWords ? assistant?.explain(before, screen.size.columns) ?? [] : []
    guard !lines.isEmpty else { return bridge.insert("?") ? .refresh : .beep }
    return atEnd { .list(lines, charactersAfterCursor: $0) }
  }

  /// Gives ids that are on their way a moment to come; the next key ends the wait, and what comes later is there for
  /// the next Tab.
  private func refresh(_ line: String, _ cursor: Int) {
    guard let assistant, let freshIDs else { return }
    freshIDs.drain()
    guard assistant.refresh(line, cursor, { freshIDs.wake() }) else { return }
    reader.wait(for: freshIDs, milliseconds: Self.patienceMilliseconds)
  }

  private func proceed() -> cel_action {
    guard !steps.isEmpty else { return .nothing }
    switch steps.removeFirst() {
    case .paste(let text): return paste(text)
    case .ask(let pasted, let text): return ask(about: pasted, text)
    case .edit(let rest):
      bridge.replaceLine(with: rest.rest)
      bridge.moveCursor(scalars: -rest.charactersAfterCursor)
      return .refresh
    case .list(let lines, let after):
      screen.write("\r\n" + lines.map { VisibleText.masked($0) + "\r\n" }.joined())
      bridge.moveCursor(scalars: -after)
      bridge.redraw()
      return .nothing
    case .suspend(let after):
      suspend()
      bridge.moveCursor(scalars: -after)
      bridge.resize()
      bridge.redraw()
      return .nothing
    case .abandon:
      screen.write("^C\r\n")
      dropWaitingLines()
      return .abandon
    }
  }

  private func paste(_ text: String) -> cel_action {
    let line = bridge.line
    let pasted = PastedText(text, before: line.before, after: line.after)
    if pasted.lineCount > 1, assistant?.confirmsPaste == true {
      return atEnd { _ in .ask(pasted, text: text) }
    }
    return accept(pasted, text)
  }

  private func accept(_ pasted: PastedText, _ text: String) -> cel_action {
    guard let first = pasted.lines.first else {
      return bridge.insert(PastedText.cleaned(text)) ? .refresh : .beep
    }
    bridge.replaceLine(with: first)
    waitingLines = pasted.lines.dropFirst() + waitingLines
    unfinished = pasted.rest.isEmpty ? nil : pasted
    sent.append(KeyBinding.newlineKey)
    return .refresh
  }

  /// Asks what becomes of several lines; the cursor stands at the end of the line they were pasted into.
  private func ask(about pasted: PastedText, _ text: String) -> cel_action {
    screen.write("\r\n")
    let answer = PasteQuestion(
      lineCount: pasted.lineCount, reader: reader, screen: screen, notices: notices,
      takeTerminal: takeTerminalAgain
    ).ask()
    screen.write("\r\n")
    bridge.resize()
    switch answer {
    case .run: _ = accept(pasted, text)
    case .edit:
      bridge.replaceLine(with: (pasted.lines + [pasted.rest]).joined(separator: "\n"))
      bridge.moveCursor(scalars: -pasted.charactersAfterCursor)
    case .cancel: bridge.moveCursor(scalars: -pasted.charactersAfterCursor)
    }
    bridge.redraw()
    return .nothing
  }

  private func takeTerminalAgain() {
    bridge.takeTerminal(false)
    bridge.takeTerminal(true)
  }

  private func suspend() {
    screen.write("\r\n")
    bridge.takeTerminal(false)
    cel_guard_disarm()
    cel_stop_self()
    _ = cel_take_continued()
    _ = cel_guard_arm()
    bridge.takeTerminal(true)
  }

  private func showNotices() {
    guard let texts = notices?.take(), !texts.isEmpty else { return }
    screen.clear(prompt: prompt, before: bridge.line.before)
    screen.write(texts.flatMap(screen.lines(of:)).map { $0 + "\r\n" }.joined())
    bridge.redraw()
  }

  private func drawAgain() {
    bridge.resize()
    screen.clear(prompt: prompt, before: bridge.line.before)
    bridge.redraw()
  }
}
