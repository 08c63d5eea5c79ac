/// The part of a source line around a marked place, as it is drawn, and the carets under it.
///
/// Only bytes near the place are looked at, so that a line of any length costs the same.
struct Excerpt {
  /// At most as wide as asked, with `…` where the line was cut.
  let text: String
  /// Blanks up to the place, then at least one caret.
  let carets: String

  private static let tabWidth = 4

  init(_ source: SourceText, marking span: SourceSpan, width: Int) {
    // Four bytes hold any column, but for long runs of marks, which then are cut.
    let line = source.lineSpan(at: span.start, within: 4 * width)
    let start = min(max(span.start, line.span.start), line.span.end)
    let end = min(max(span.end, start), line.span.end)

    let before = Self.cells(source.text(in: SourceSpan(line.span.start, start)))
    let place = Self.cells(source.text(in: SourceSpan(start, end)))
    let after = Self.cells(source.text(in: SourceSpan(end, line.span.end)))
    let window = Self.window(
      before: before, place: place, after: after, width: max(width, 8),
      isCutBefore: line.isCutBefore, isCutAfter: line.isCutAfter)
    (text, carets) = window
  }

  /// A drawn character with its columns.
  private struct Cell {
    let text: String
    let width: Int
  }

  private static func cells(_ text: String) -> [Cell] {
    text.map { character in
      if character == "\t" { return Cell(text: blanks(tabWidth), width: tabWidth) }
      let shown = VisibleText.masked(String(character))
      return Cell(text: shown, width: DisplayWidth.columns(of: shown))
    }
  }

  private static func window(
    before: [Cell], place: [Cell], after: [Cell], width: Int, isCutBefore: Bool, isCutAfter: Bool
  ) -> (text: String, carets: String) {
    let all = before + place + after
    let fits = !isCutBefore && !isCutAfter && columns(all) <= width
    // The place starts in the last third at the latest, so that what leads to it is seen.
    let lead = fits ? before : suffix(of: before, width: width * 2 / 3 - 1)
    let cutsBefore = isCutBefore || lead.count < before.count
    let leadWidth = columns(lead) + (cutsBefore ? 1 : 0)
    let rest = place + after
    let tail = fits ? rest : prefix(of: rest, width: width - leadWidth - 1)
    let cutsAfter = isCutAfter || tail.count < rest.count

    let text = (cutsBefore ? "…" : "") + joined(lead) + joined(tail) + (cutsAfter ? "…" : "")
    let shownPlace = columns(Array(tail.prefix(place.count)))
    return (
      trimmed(text), blanks(leadWidth) + String(repeating: "^", count: max(1, shownPlace))
    )
  }

  private static func columns(_ cells: [Cell]) -> Int { cells.reduce(0) { $0 + $1.width } }

  private static func joined(_ cells: [Cell]) -> String { cells.map(\.text).joined() }

  private static func prefix(of cells: [Cell], width: Int) -> [Cell] {
    var columns = 0
    return Array(
      cells.prefix { cell in
        columns += cell.width
        return columns <= width
      })
  }

  private static func suffix(of cells: [Cell], width: Int) -> [Cell] {
    Array(prefix(of: cells.reversed(), width: width).reversed())
  }

  private static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
