import CommandLanguage

/// What the prompt has on the terminal, and what is written to change it.
///
/// It is drawn by us and not by libedit, whose own output goes nowhere: libedit loses text in lines of several rows, does
/// not know how wide characters are, and knows no colour. Each call writes once at most.
final class Screen {
  let surface: EditorScreen
  /// Whether the terminal breaks its rows anew when its width changes.
  private let reflows: Bool
  private var shown: ScreenFrame?
  /// The window's height when that was drawn.
  private var shownHeight = 0
  /// What the terminal has; nil when nothing of ours is on it.
  var shownFrame: ScreenFrame? { shown }

  init(surface: EditorScreen, reflows: Bool) {
    self.surface = surface
    self.reflows = reflows
  }

  /// Shows the content where it was shown before, or from the cursor's row on.
  func draw(_ content: ScreenContent) {
    let size = surface.size
    let text = erasedOnResize(size) + changed(to: content, size)
    if !text.isEmpty { surface.write(text) }
  }

  /// Shows whole lines above the content, which is then shown anew.
  func draw(_ content: ScreenContent, below lines: [String]) {
    let size = surface.size
    let cleared = if let shown { erased(shown, size.columns) } else { Self.start }
    let above = lines.map { $0 + "\r\n" }.joined()
    surface.write(cleared + above + changed(to: content, size))
  }

  /// Shows the content for the last time, with a text behind its end, and leaves it there.
  func finish(_ content: ScreenContent, with end: String = "\r\n") {
    let size = surface.size
    var content = content
    content.cursor = content.line.utf8.count
    content.suggestion = StyledRun("")
    content.below = []
    var text = erasedOnResize(size)
    // What was too high for the window is shown whole, for it to be read back.
    let rows = Int.max
    let whole = ScreenLayout.frame(of: content, columns: size.columns, rows: rows)
    if whole.rows.count > size.rows, let shown { text += erased(shown, size.columns) }
    text += (shown == nil ? Self.start : "")
    text += ScreenPen.text(from: shown ?? .empty(columns: whole.columns), to: whole)
    shown = nil
    surface.write(text + end)
  }

  /// Takes the terminal as somebody else left it: the content is shown anew from the cursor's row on.
  func forget() { shown = nil }

  /// Shows the content at the top of an empty terminal.
  func clear(_ content: ScreenContent) {
    shown = nil
    surface.write("\u{1b}[H\u{1b}[2J" + changed(to: content, surface.size))
  }

  /// What the kernel echoed while nobody listened is drawn over.
  private static let start = "\r\u{1b}[J"

  private func changed(to content: ScreenContent, _ size: (columns: Int, rows: Int)) -> String {
    let frame = ScreenLayout.frame(
      of: content, columns: size.columns, rows: size.rows, hiddenRows: shown?.hiddenRows ?? 0)
    let start = shown == nil ? Self.start : ""
    let old = shown ?? .empty(columns: frame.columns)
    (shown, shownHeight) = (frame, size.rows)
    return start + ScreenPen.text(from: old, to: frame)
  }

  /// Takes the content off the terminal: what is written next stands in its place.
  func erase() {
    guard let shown else { return }
    surface.write(erased(shown, surface.size.columns))
  }

  /// What stands where the terminal has put it, when the window is another one than before.
  private func erasedOnResize(_ size: (columns: Int, rows: Int)) -> String {
    guard let shown, shown.columns != max(2, size.columns) || shownHeight != size.rows else {
      return ""
    }
    return erased(shown, size.columns)
  }

  /// Takes a frame off the terminal, whose width may have changed since; the cursor is then at its start.
  private func erased(_ frame: ScreenFrame, _ columns: Int) -> String {
    shown = nil
    let above = frame.rowsAboveCursor(columns: columns, reflows: reflows)
    return (above > 0 ? "\r\u{1b}[\(above)A" : "\r") + "\u{1b}[J"
  }
}
