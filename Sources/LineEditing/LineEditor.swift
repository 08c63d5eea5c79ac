import CEditLine
import CommandLanguage
public import ShellCore

/// Lines from a person: libedit on a terminal, plain lines where there is none or a dumb one.
///
/// For one thread, and one editor at a time in a process. The terminal is raw only inside
/// `nextLine`; a signal that ends the process meanwhile puts it back as it was.
public final class LineEditor: LineSource {
  /// How many entries of the file are loaded.
  static let historySize = 100_000
  /// How many of them libedit gets, for those of its own keys that somebody has bound.
  private static let libeditHistorySize = 10_000

  private let writer: OutputWriter
  private let terminal: TerminalInfo
  private let notices: Notices?
  private let history: HistoryWriter?
  private let plain: PlainLineReader
  private let editing: (bridge: EditorBridge, keys: KeyCommands, screen: EditorScreen)?
  /// The entries of the file when the editor was opened, oldest first.
  public private(set) var stored: [String] = []

  /// Opens the editor and loads the history.
  ///
  /// - Parameters:
  ///   - history: nil keeps entries in memory only.
  ///   - notices: what is shown above the prompt when it arrives; nil for nothing.
  ///   - externalEditor: what Control-X Control-E calls; nil for nothing.
  public init(
    writer: OutputWriter,
    terminal: TerminalInfo,
    history: HistoryFile?,
    notices: Notices?,
    externalEditor: ExternalEditor? = nil
  ) {
    self.writer = writer
    self.terminal = terminal
    self.notices = notices
    self.history = terminal.isInteractive ? history.map(HistoryWriter.init) : nil
    let events = SignalEvents()
    plain = PlainLineReader(descriptor: STDIN_FILENO, events: events)
    editing = Self.openEditor(
      writer: writer, terminal: terminal, notices: notices, events: events,
      externalEditor: externalEditor)
    loadHistory()
    // What came with others was kept back.
    editing?.keys.didDraw = { [history = self.history] in history?.flush() }
  }

  deinit {
    if editing != nil { cel_guard_remove() }
  }

  /// Lines that came with the last one, in one paste or one recalled entry, and will be next.
  private var pendingLines: ArraySlice<String> { editing?.keys.waitingLines ?? [] }

  /// Forgets the lines of a paste that have not been read, and what was left of it to edit.
  public func dropPendingLines() -> Int {
    editing?.keys.dropWaitingLines() ?? 0
  }

  /// What went wrong with the history file when it was read.
  ///
  /// Said once; editing goes on without the file. What goes wrong later is a notice.
  public func takeHistoryProblem() -> HistoryProblem? { history?.takeProblem() }

  /// Shows the prompt and waits for a line; the waiting lines of a paste come first, shown as if
  /// typed.
  public func nextLine(prompt: Prompt, assistant: LineAssistant) -> LineInput {
    tellHistoryProblem()
    showWaitingNotices()
    guard let editing else { return nextPlainLine(prompt: prompt) }
    if let line = editing.keys.takeWaitingLine() {
      editing.screen.write(editing.screen.text(of: prompt) + VisibleText.masked(line) + "\n")
      return .line(line)
    }
    guard JobControl.waitForForeground(STDIN_FILENO) else { return .end }
    editing.keys.begin(prompt: prompt, assistant: assistant)
    // A terminal that went away is an end, not a reason to read it raw without a way back.
    guard cel_guard_arm() == 0 else { return .end }
    defer { cel_guard_disarm() }
    editing.bridge.prepare()
    switch editing.keys.end(with: editing.bridge.read()) {
    case .line(let text): return .line(text)
    case .interrupted(let hadText): return .interrupted(hadText: hadText)
    case .end: return .end
    case .noticed: return .noticed
    }
  }

  /// Keeps an entry for recall, and in the history file when `stored`.
  public func remember(_ entry: String, stored: Bool) {
    guard !entry.isEmpty else { return }
    editing?.bridge.remember(entry)
    editing?.keys.history.add(entry)
    let moreFollow = !pendingLines.isEmpty || editing?.keys.reader.hasMore == true
    if stored { history?.add(entry, moreFollow: moreFollow) }
  }

  /// Forgets every entry, in memory and in the file.
  public func forget() throws(FileProblem) {
    try history?.clear()
    stored = []
    editing?.bridge.forget()
    editing?.keys.history.clear()
  }

  /// Keeps what is written when a signal ends the process while a line is typed; empty for nothing.
  public func prepareFarewell(_ text: String) {
    cel_guard_set_farewell(text.isEmpty ? "" : text + "\n")
  }

  /// Has the next line begin with this text.
  public func prefill(_ text: String) -> Bool {
    editing?.keys.prefill(text)
    return editing != nil
  }

  /// Clears the screen of a terminal that can move its cursor.
  public func clearScreen() {
    guard let stream = terminal.promptStream, terminal.canRedraw(stream) else { return }
    writer.write("\u{1b}[H\u{1b}[2J", to: stream)
  }

  private func nextPlainLine(prompt: Prompt) -> LineInput {
    let input = plain.nextLine {
      if terminal.isInteractive, let stream = terminal.promptStream {
        writer.write(prompt.plain, to: stream)
      }
    }
    if case .line = input { return input }
    if terminal.isInteractive, let stream = terminal.promptStream {
      writer.write("\n", to: stream)
    }
    return input
  }

  private func tellHistoryProblem() {
    guard let notices, let problem = history?.takeProblem() else { return }
    notices.post("note: \(VisibleText.masked(problem.message))")
  }

  private func showWaitingNotices() {
    guard let texts = notices?.take(), !texts.isEmpty, let stream = terminal.promptStream else {
      return
    }
    let lines =
      editing.map { texts.flatMap($0.screen.lines(of:)) } ?? texts.map(VisibleText.maskedLines)
    writer.write(lines.map { $0 + "\n" }.joined(), to: stream)
  }

  private func loadHistory() {
    guard let history else { return }
    stored = history.load(newest: Self.historySize)
    guard let editing else { return }
    for entry in stored { editing.keys.history.add(entry) }
    for entry in stored.suffix(Self.libeditHistorySize) { editing.bridge.remember(entry) }
  }

  private static func openEditor(
    writer: OutputWriter, terminal: TerminalInfo, notices: Notices?, events: SignalEvents,
    externalEditor: ExternalEditor?
  ) -> (bridge: EditorBridge, keys: KeyCommands, screen: EditorScreen)? {
    guard terminal.canEdit, let stream = terminal.promptStream else { return nil }
    // Without a UTF-8 locale libedit drops every character that is not ASCII.
    _ = cel_use_utf8()
    let descriptor = writer.descriptor(of: stream)
    guard JobControl.waitForForeground(STDIN_FILENO),
      let bridge = EditorBridge(
        input: STDIN_FILENO, output: descriptor, historySize: libeditHistorySize)
    else {
      return nil
    }
    cel_guard_install(STDIN_FILENO, descriptor)
    let surface = EditorScreen(
      isUTF8: terminal.isUTF8, isColored: terminal.wantsColor(on: stream),
      window: { TerminalInfo.window(of: descriptor) },
      output: { writer.write($0, to: stream) })
    let reader = KeyReader(
      descriptor: STDIN_FILENO, events: events, wakeDescriptor: notices?.wakeDescriptor,
      bound: Set(bridge.sequences.sequences.map(\.bytes)))
    let keys = KeyCommands(
      bridge: bridge, reader: reader,
      screen: Screen(surface: surface, reflows: terminal.reflows), notices: notices,
      descriptor: STDIN_FILENO, externalEditor: externalEditor)
    return (bridge, keys, surface)
  }
}
