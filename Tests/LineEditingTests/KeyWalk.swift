import CEditLine
import CommandLanguage
import Glibc
@testable import ShellCore
import TestSupport

@testable import LineEditing

/// A walk of random keys through the real editor, libedit and all, on a pseudo-terminal whose window is an emulator:
/// whenever nothing more has come, what the window shows must be what the line is.
///
/// Not for several threads at once: it is made, run and asked on one.
final class KeyWalk {
  struct Kind: Sendable, CustomStringConvertible {
    let seed: UInt64
    let widths: TerminalEmulator.Widths
    let reflows: Bool
    var description: String { "seed \(seed), \(widths), \(reflows ? "reflows" : "cuts")" }
  }

  private(set) var keyCount = 0
  private(set) var lineCount = 0
  private(set) var complaint: String?

  /// What the editor draws on.
  private final class Window {
    var emulator: TerminalEmulator

    init(_ kind: Kind) {
      emulator = TerminalEmulator(
        columns: 80, rows: 24, widths: kind.widths, reflows: kind.reflows,
        width: { DisplayWidth.columns(of: $0) })
    }
  }

  private var emulator: TerminalEmulator { window.emulator }

  private let kind: Kind
  private let limit: Int
  private var random: SplitMix
  private let master: Int32
  private let slave: Int32
  private let window: Window
  private let keys: KeyCommands
  private let bridge: EditorBridge
  private let notices: Notices
  private let events = SignalEvents()
  /// What stands right above the prompt; nil where the walk does not know.
  private var above: String?
  private var noticeCount = 0
  private var trail: [String] = []

  init?(_ kind: Kind, keys limit: Int) {
    self.kind = kind
    self.limit = limit
    random = SplitMix(seed: kind.seed)
    var (master, slave): (Int32, Int32) = (-1, -1)
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    _ = cel_use_utf8()
    // Raw between two lines too: what is typed when a signal of another test has ended one must not be lost.
    var attributes = termios()
    cfmakeraw(&attributes)
    guard openpty(&master, &slave, nil, &attributes, &size) == 0, let notices = Notices(),
      let bridge = EditorBridge(input: slave, output: slave, historySize: 100)
    else { return nil }
    (self.master, self.slave, self.notices, self.bridge) = (master, slave, notices, bridge)
    let window = Window(kind)
    self.window = window
    let surface = EditorScreen(
      isUTF8: true, isColored: true,
      window: { (window.emulator.columns, window.emulator.height) },
      output: { window.emulator.write($0) })
    keys = KeyCommands(
      bridge: bridge,
      reader: KeyReader(descriptor: slave, events: events, wakeDescriptor: notices.wakeDescriptor),
      screen: Screen(surface: surface, reflows: kind.reflows), notices: notices, descriptor: slave,
      externalEditor: nil)
    keys.didDraw = { [unowned self] in idle() }
  }

  deinit {
    close(master)
    close(slave)
  }

  /// Reads lines until so many keys were typed, or something is wrong.
  func run() {
    while keyCount < limit, complaint == nil {
      keys.begin(prompt: Self.prompt(""), assistant: assistant)
      bridge.prepare()
      switch keys.end(with: bridge.read()) {
      case .line(let text):
        lineCount += 1
        keys.history.add(text)
        bridge.remember(text)
        while keys.takeWaitingLine() != nil {}
      case .interrupted, .end, .noticed: break
      }
      if keys.assistant != nil { complaint = "the assistant has outlived its line" }
      above = nil
    }
  }

  private static func prompt(_ count: String) -> Prompt {
    Prompt(
      styled: "\u{1b}[32msandbox\u{1b}[0m -/- \(count)▸ ", plain: "sandbox -/- \(count)▸ ")
  }

  private var assistant: LineAssistant {
    LineAssistant(
      complete: { line, cursor in
        let start =
          line.utf8.prefix(cursor).lastIndex(of: UInt8(ascii: " "))
          .map { line.utf8.distance(from: line.startIndex, to: $0) + 1 } ?? 0
        return Candidates(
          wordStart: start,
          items: ["alpha", "日本語", "e\u{301}te\u{301}", "🇩🇪flag", "beta", "gamma"].prefix(
            2 + cursor % 5
          ).map {
            Candidates.Item(text: $0, summary: "a summary of \($0)", age: "2m ago", endsWord: true)
          })
      },
      explain: { _, _ in [] },
      highlight: { line in
        line.utf8.count > 4
          ? [HighlightedSpan(SourceSpan(0, 4), .verb), HighlightedSpan(SourceSpan(4, 9), .mistake)]
          : []
      },
      suggest: { line in
        line.utf8.count % 3 == 0
          ? .rest(" rest 日本 of it") : line.utf8.count % 3 == 1 ? .form("KIND…") : nil
      })
  }

  // MARK: One step

  private func idle() {
    if complaint == nil { compare() }
    guard complaint == nil, keyCount < limit else {
      type("\u{3}")
      return
    }
    act()
  }

  private func type(_ text: String) {
    keyCount += max(1, text.unicodeScalars.count)
    trail.append(text.debugDescription)
    _ = Array(text.utf8).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  private static let letters = [
    "a", "b", "x", "7", " ", " ", "-", "é", "日", "本", "한", "Ａ", "e\u{301}", "\u{301}",
    "n\u{303}\u{323}", "👩‍👩‍👧", "🇩🇪",
    "🇩", "👍🏽", "1️⃣", "❤️", "❤", "\u{200d}", "\u{202e}", "ก", "ำ", "\u{1100}", "\u{1161}", "क्षि", "☎︎",
    "🎥",
  ]
  private static let others = [
    "\u{1}", "\u{2}", "\u{5}", "\u{6}", "\u{4}", "\u{7f}", "\u{7f}", "\u{8}", "\u{b}", "\u{15}",
    "\u{17}", "\u{19}",
    "\u{14}", "\u{1f}", "\u{1f}", "\u{c}", "\u{10}", "\u{e}", "\u{1b}b", "\u{1b}f", "\u{1b}d",
    "\u{1b}c", "\u{1b}.",
    "\u{1b}u", "\u{1b}[A", "\u{1b}[B", "\u{1b}[C", "\u{1b}[D", "\u{1b}[D", "\u{1b}OC", "\u{1b}[H",
    "\u{1b}[F",
    "\u{1b}[3~", "\u{1b}[1;5D", "\u{1b}[1;5C", "\t", "\t", "\t\t\t", "\u{1b}[Z", "\u{12}a",
    "\u{12}日", "\u{7}",
    "\u{1b}[15~", "\u{1b}[1;2A", "\u{1b}[<35;1;2M", "\u{1b}]11;rgb:ff/ff\u{7}",
    "\u{1b}P1$r\u{1b}\\", "\u{1b}[?62;4c",
    "\u{16}\u{1}", "\u{1b}x", "\u{18}\u{15}", "\u{1b}5\u{1b}[D",
  ]

  /// Longer lines are not longer in kind, and each key costs more.
  private static let longestLine = 600

  private func act() {
    if keys.content.line.utf8.count > Self.longestLine { return type("\u{7}\u{5}\u{15}") }
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<58:
      let count = Int.random(in: 1...3, using: &random)
      type((0..<count).map { _ in anyOf(Self.letters) }.joined())
    case 58..<86: type(anyOf(Self.others))
    case 86..<88: type(String(repeating: "wide 日本 ", count: Int.random(in: 1...12, using: &random)))
    case 88..<90: type("\r")
    case 90: type("\u{3}")
    case 91..<94: paste()
    case 94..<97: notify()
    default: resize()
    }
  }

  private func anyOf(_ texts: [String]) -> String {
    texts[Int.random(in: 0..<texts.count, using: &random)]
  }

  private func paste() {
    let length = Int.random(in: 1...8, using: &random)
    let text = (0..<length).map { _ in anyOf(Self.letters + ["\t"]) }
    let isLong = Int.random(in: 0..<6, using: &random) == 0
    type("\u{1b}[200~" + text.joined() + (isLong ? "\nsecond\n" : "") + "\u{1b}[201~")
  }

  private func notify() {
    noticeCount += 1
    trail.append("notice \(noticeCount)")
    // Every second one changes what the prompt counts.
    let count = noticeCount % 4 == 0 ? "" : "●\(noticeCount) "
    notices.post(
      ["n\(noticeCount)"], prompt: noticeCount.isMultiple(of: 2) ? Self.prompt(count) : nil)
    above = "n\(noticeCount)"
  }

  private func resize() {
    let columns =
      Int.random(in: 0..<3, using: &random) == 0
      ? emulator.columns : Int.random(in: 10...90, using: &random)
    let rows =
      Int.random(in: 0..<2, using: &random) == 0
      ? emulator.height : Int.random(in: 4...30, using: &random)
    trail.append("resize \(columns)x\(rows)")
    if rows < emulator.height || !(above?.hasPrefix("n") ?? false) { above = nil }
    window.emulator.resize(columns: columns, rows: rows)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    // A key that changes nothing, for the line to be drawn.
    type("\u{1b}[15~")
  }

  // MARK: What must hold

  private func compare() {
    if keys.undo.current != bridge.line {
      return fail("\(keys.undo.current) is taken for the line")
    }
    let content = keys.content
    guard let shown = keys.screen.shownFrame else { return fail("nothing is shown") }
    let frame = ScreenLayout.frame(
      of: content, columns: emulator.columns, rows: emulator.height, hiddenRows: shown.hiddenRows)
    if frame != shown { return fail("the frame is not that of the line") }
    if let complaint = emulator.complaints.first { return fail("unknown output: \(complaint)") }
    let top = emulator.row - frame.cursor.row
    guard top >= 0, top + frame.rows.count <= emulator.height else {
      return fail("the prompt is out of the window: \(top)")
    }
    if emulator.column != frame.cursor.column {
      return fail("the cursor is at \(emulator.column), not \(frame.cursor.column)")
    }
    for (index, row) in frame.rows.enumerated() {
      let seen = emulator.grid[top + index]
      if row.goesOn != emulator.wraps[top + index], row.cells.count == emulator.columns {
        return fail(
          "row \(index) \(row.goesOn ? "goes on" : "ends"), and the terminal knows it not")
      }
      var doubtful = 0
      for column in 0..<emulator.columns {
        let cell = column < row.cells.count ? row.cells[column] : .blank
        if cell.doubtfulColumns > 0 { doubtful = cell.columns }
        defer { doubtful = max(0, doubtful - 1) }
        if doubtful > 0, kind.widths == .scalars { continue }
        let isSame =
          seen[column].text == cell.text && (cell.text == " " || seen[column].style == style(cell))
        if !isSame {
          return fail(
            "row \(index), column \(column): \(seen[column].text.debugDescription) and not \(cell.text.debugDescription)"
          )
        }
      }
    }
    for row in emulator.lines.dropFirst(top + frame.rows.count) where !row.isEmpty {
      return fail("stale below: \(row)")
    }
    if let above, top > 0, emulator.lines[top - 1] != above {
      return fail("above is `\(emulator.lines[top - 1])` and not `\(above)`")
    }
  }

  private func style(_ cell: ScreenCell) -> String { cell.style.isEmpty ? "" : "0;" + cell.style }

  private func fail(_ what: String) {
    complaint = """
      \(kind), key \(keyCount): \(what)
      the line: \(keys.content.line.debugDescription), cursor \(keys.content.cursor)
      the last steps: \(trail.suffix(12).joined(separator: " "))
      \(emulator.lines.map { "|\($0)|" }.joined(separator: "\n"))
      """
  }
}
