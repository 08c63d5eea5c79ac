import CEditLine
import CommandLanguage
import Glibc
import ShellCore

/// What happens between two keys: which of them are libedit's, what the others do, and what is drawn.
///
/// libedit asks for one character after the other. Before each wait for a key the line is drawn as it then stands. A read
/// ends by `outcome`: libedit then gets the end of its input, whatever it was in the middle of, and begins the next line
/// from scratch.
final class KeyCommands: EditorKeys {
  /// How a read ended.
  enum Outcome: Equatable {
    case line(String)
    case interrupted(hadText: Bool)
    case end
    /// A notice was shown, and nothing was typed.
    case noticed
  }

  /// What keys mean besides editing.
  enum Mode {
    case editing
    case menu(CompletionMenu)
    case search(HistorySearch)
  }

  /// The longest that Tab waits for fresh ids.
  private static let patienceMilliseconds: Int32 = 150

  let bridge: EditorBridge
  let screen: Screen
  private let reader: KeyReader
  private let notices: Notices?
  private let descriptor: Int32
  /// The editor to call for Control-X Control-E, with its arguments.
  private let externalEditor: ExternalEditor?
  /// Woken when ids that Tab asked for have come.
  private let freshIDs = SelfPipe()
  private(set) var assistant = LineAssistant?.none
  private var prompt: [StyledRun] = []
  private var sent: ArraySlice<UInt32> = []
  private(set) var outcome: Outcome?
  var mode = Mode.editing
  var history = RecalledEntries()
  var walk: HistoryWalk?
  private var undo = UndoStack()
  private var lastWord: (back: Int, line: EditorBridge.Line)?
  private var before = EditorBridge.Line(before: "", after: "")

  /// Called when all keys that came are drawn, before the wait for the next.
  var didDraw: () -> Void = {}

  /// Lines that were pasted, or recalled as one entry, and wait for their turn.
  private(set) var waitingLines: ArraySlice<String> = []
  private var unfinished: EditorBridge.Line?

  init(
    bridge: EditorBridge, reader: KeyReader, screen: Screen, notices: Notices?, descriptor: Int32,
    externalEditor: ExternalEditor?
  ) {
    self.bridge = bridge
    self.reader = reader
    self.screen = screen
    self.notices = notices
    self.descriptor = descriptor
    self.externalEditor = externalEditor
    bridge.keys = self
  }

  /// Must be called before each read.
  func begin(prompt: [StyledRun], assistant: LineAssistant) {
    self.prompt = prompt
    self.assistant = assistant
    reader.begin()
    screen.forget()
    (sent, outcome, mode, walk, undo, lastWord) = ([], nil, .editing, nil, UndoStack(), nil)
    before = EditorBridge.Line(before: "", after: "")
  }

  /// The text that the next line begins with.
  func prefill(_ text: String) {
    unfinished = unfinished ?? EditorBridge.Line(before: text, after: "")
  }

  func takeWaitingLine() -> String? { waitingLines.popFirst() }

  @discardableResult
  func dropWaitingLines() -> Int {
    defer { (waitingLines, unfinished) = ([], nil) }
    return waitingLines.count + (unfinished == nil ? 0 : 1)
  }

  // MARK: Between two keys

  func nextKey() -> UInt32? {
    if let start = unfinished {
      unfinished = nil
      bridge.replaceLine(with: start)
    }
    settle()
    while outcome == nil {
      if let key = sent.popFirst() { return key }
      switch reader.next(beforeWaiting: draw) {
      case .key(let key):
        if let code = take(key) { return code }
        settle()
      case .woken:
        guard showNotices(), isIdle, assistant?.endsOnNotice == true else { continue }
        screen.erase()
        outcome = .noticed
      case .resized: draw()
      case .continued:
        guard takeTerminalAgain() else { return end() }
        screen.forget()
      case .end: return end()
      }
    }
    return nil
  }

  /// How the read has ended.
  ///
  /// - Parameter typed: what libedit itself took for the end of a line; nil when it did not.
  func end(with typed: String?) -> Outcome {
    if outcome == nil {
      if let typed { finish(typed) } else { screen.finish(content) }
    }
    return outcome ?? .end
  }

  private func end() -> UInt32? {
    screen.finish(content)
    outcome = .end
    return nil
  }

  /// Looks at what the key before did to the line.
  private func settle() {
    let line = bridge.line
    defer { before = bridge.line }
    undo.note(line)
    guard line.text == before.text, line != before else { return }
    let scalars = GraphemeStep.missing(
      line, movedLeft: line.before.utf8.count < before.before.utf8.count)
    bridge.moveCursor(scalars: scalars)
  }

  /// What libedit gets for a key; nil when it was all ours.
  private func take(_ key: KeyDecoder.Key) -> UInt32? {
    if key == .character(0x03) {
      interrupt()
      return nil
    }
    if takeInMode(key) { return nil }
    switch key {
    // No keyboard types a C1 control character.
    case .character(0x80...0x9F): return nil
    case .character(let code): return code
    case .named(let named): return named.code
    case .alt(let code):
      sent = [code]
      return 0x1B
    case .paste(let text):
      paste(text)
      return nil
    }
  }

  func run(_ command: cel_command) -> cel_action {
    switch command {
    case .accept: accept()
    case .complete: complete()
    case .explain: explain()
    case .suspend: suspend()
    case .terminate: terminate()
    case .clear: screen.clear(content)
    case .search: beginSearch()
    case .undo: undo.undo().map(bridge.replaceLine)
    case .edit: editOutside()
    case .lastWord: insertLastWord()
    case .up: goUp()
    case .down: goDown()
    case .right: if !takeSuggestion(.all) { bridge.moveCursor(scalars: 1) }
    case .toEnd:
      if !takeSuggestion(.all) {
        bridge.moveCursor(scalars: bridge.line.after.unicodeScalars.count)
      }
    case .wordRight:
      if !takeSuggestion(.word) {
        bridge.moveCursor(scalars: GraphemeStep.word(bridge.line.after).unicodeScalars.count)
      }
    }
    return outcome == nil ? .goOn : .finish
  }

  // MARK: The screen

  func draw() {
    screen.draw(content)
    didDraw()
  }

  var content: ScreenContent {
    let line = bridge.line
    let colors = screen.surface.isColored
    var content = ScreenContent()
    content.prompt = prompt
    content.ellipsis = screen.surface.isUTF8 ? "…" : ">"
    content.continuation = [
      StyledRun(screen.surface.isUTF8 ? "  … " : "  ... ", colors ? LineTheme.suggestion : "")
    ]
    content.line = line.text
    content.cursor = line.before.utf8.count
    if colors, let assistant {
      content.spans = assistant.highlight(line.text).map(LineTheme.span)
    }
    switch mode {
    case .editing:
      guard colors, let text = suggestion?.text else { break }
      content.suggestion = StyledRun(text, LineTheme.suggestion)
    case .menu(let menu):
      let height = max(3, screen.surface.size.rows / 2)
      content.below = menu.rows(screen.surface.listing(), height: height, isColored: colors)
    case .search(let search): content.below = [search.row(isColored: colors)]
    }
    return content
  }

  /// What may follow the line, where the cursor stands at its end.
  var suggestion: LineSuggestion? {
    let line = bridge.line
    guard line.after.isEmpty, !line.before.isEmpty, screen.surface.isColored else { return nil }
    return assistant?.suggest(line.before)
  }

  /// Answers whether there were any.
  private func showNotices() -> Bool {
    guard let texts = notices?.take(), !texts.isEmpty else { return false }
    screen.draw(content, below: texts.flatMap(screen.surface.lines(of:)))
    return true
  }

  /// Whether nothing is typed, or about to be.
  private var isIdle: Bool {
    guard case .editing = mode else { return false }
    return bridge.line.text.isEmpty && waitingLines.isEmpty && sent.isEmpty
  }

  /// Prints lines under the line and goes on below them.
  func list(_ lines: [String]) {
    screen.finish(content)
    screen.surface.write(lines.map { VisibleText.masked($0) + "\r\n" }.joined())
  }

  func beep() { screen.surface.write("\u{7}") }

  // MARK: Keys that end the line

  private func accept() {
    var lines = bridge.line.text.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    if lines.isEmpty { lines = [""] }
    finish(lines[0])
    waitingLines = lines.dropFirst() + waitingLines
  }

  private func finish(_ line: String) {
    mode = .editing
    var content = content
    if content.line != line {
      content.line = line
      content.spans = content.spans.filter { $0.range.upperBound <= line.utf8.count }
    }
    screen.finish(content)
    outcome = .line(line)
  }

  private func interrupt() {
    mode = .editing
    screen.finish(content, with: "^C\r\n")
    dropWaitingLines()
    outcome = .interrupted(hadText: !bridge.line.text.isEmpty)
  }

  private func terminate() {
    mode = .editing
    screen.finish(content, with: "^\\")
    // The guard gives the terminal back, and says what still runs.
    kill(getpid(), SIGTERM)
    while true { pause() }
  }

  // MARK: Candidates

  private func complete() {
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

  private func explain() {
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

  // MARK: Text from elsewhere

  private func paste(_ text: String) {
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
  private func insertLastWord() {
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

  // MARK: The terminal for others

  private func editOutside() {
    guard let externalEditor else { return beep() }
    let line = bridge.line.text
    screen.finish(content)
    bridge.takeTerminal(false)
    cel_guard_disarm()
    let edited = externalEditor.edit(line)
    reader.begin()
    _ = cel_guard_arm()
    bridge.takeTerminal(true)
    if let edited { bridge.replaceLine(with: EditorBridge.Line(before: edited, after: "")) }
  }

  private func takeTerminalAgain() -> Bool {
    guard JobControl.waitForForeground(descriptor) else { return false }
    bridge.takeTerminal(false)
    bridge.takeTerminal(true)
    return true
  }

  private func suspend() {
    screen.finish(content)
    bridge.takeTerminal(false)
    cel_guard_disarm()
    cel_stop_self(SIGTSTP)
    _ = cel_take_continued()
    guard JobControl.waitForForeground(descriptor) else {
      outcome = .end
      return
    }
    screen.forget()
    _ = cel_guard_arm()
    bridge.takeTerminal(true)
  }
}

extension LineSuggestion {
  var text: String {
    switch self {
    case .rest(let text), .form(let text): text
    }
  }
}
