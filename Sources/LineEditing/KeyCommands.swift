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

  let bridge: EditorBridge
  let screen: Screen
  let reader: KeyReader
  let notices: Notices?
  let descriptor: Int32
  /// The editor to call for Control-X Control-E, with its arguments.
  let externalEditor: ExternalEditor?
  /// Woken when ids that Tab asked for have come.
  let freshIDs = SelfPipe()
  private(set) var assistant = LineAssistant?.none
  private(set) var prompt: [StyledRun] = []
  private var sent: ArraySlice<UInt32> = []
  var outcome: Outcome?
  var mode = Mode.editing
  var history = RecalledEntries()
  var walk: HistoryWalk?
  var undo = UndoStack()
  var lastWord: (back: Int, line: EditorBridge.Line)?
  private var place = EditorBridge.Place()
  /// What libedit got last, where that was a character; most of them are letters that it puts into the line.
  private var typed: Unicode.Scalar?

  /// Called when all keys that came are drawn, before the wait for the next.
  var didDraw: () -> Void = {}

  /// Lines that were pasted, or recalled as one entry, and wait for their turn.
  var waitingLines: ArraySlice<String> = []
  var unfinished: EditorBridge.Line?

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
  func begin(prompt: Prompt, assistant: LineAssistant) {
    // One for the line before.
    _ = notices?.takePrompt()
    self.prompt = screen.surface.runs(of: prompt)
    self.assistant = assistant
    reader.begin()
    screen.forget()
    (sent, outcome, mode, walk, undo, lastWord) = ([], nil, .editing, nil, UndoStack(), nil)
    typed = nil
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
        if let code = take(key) {
          if case .character = key { typed = Unicode.Scalar(code) }
          return code
        }
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
  /// The assistant goes with it: it holds what the shell knows, whose next change would else copy all of the history.
  ///
  /// - Parameter typed: what libedit itself took for the end of a line; nil when it did not.
  func end(with typed: String?) -> Outcome {
    if outcome == nil {
      if let typed { finish(typed) } else { screen.finish(content) }
    }
    assistant = nil
    return outcome ?? .end
  }

  private func end() -> UInt32? {
    screen.finish(content)
    outcome = .end
    return nil
  }

  /// Looks at what the key before did to the line.
  private func settle() {
    defer { (place, typed) = (bridge.place, nil) }
    // Without asking for the line, which takes as long as it is: ten thousand pasted ones come letter by letter.
    if let typed, bridge.place.follows(place, typing: typed) {
      return undo.note(typed: typed)
    }
    let last = undo.current
    var line = bridge.line
    if line.text == last.text, line != last {
      let scalars = GraphemeStep.missing(
        line, movedLeft: line.before.utf8.count < last.before.utf8.count)
      bridge.moveCursor(scalars: scalars)
      line = bridge.line
    }
    undo.note(line)
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
    case .sequence(let bytes):
      guard let codes = bridge.sequences.codes(for: bytes) else { return nil }
      sent = codes[1...]
      return codes[0]
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

  var content: ScreenContent { content(suggests: true) }

  private func content(suggests: Bool) -> ScreenContent {
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
      guard suggests, colors, let text = suggestion?.text else { break }
      content.suggestion = StyledRun(text, LineTheme.suggestion)
    case .menu(let menu):
      let height = max(3, screen.surface.size.rows / 2)
      content.below = menu.rows(screen.surface.listing(), height: height, isColored: colors)
    case .search(let search): content.below = [search.row(isColored: colors)]
    }
    return content
  }

  /// Answers whether there were any.
  private func showNotices() -> Bool {
    guard let notices else { return false }
    let texts = notices.take()
    if let new = notices.takePrompt() { prompt = screen.surface.runs(of: new) }
    guard !texts.isEmpty else {
      draw()
      return false
    }
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

  func finish(_ line: String) {
    mode = .editing
    var content = content(suggests: false)
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
}
