import ShellCore

/// A list of candidates under the line, through which Tab walks.
///
/// Pure: it answers what the line is to become.
struct CompletionMenu {
  let items: [Candidates.Item]
  /// The line as it was when the menu opened.
  let original: EditorBridge.Line
  /// UTF-8 offset of the word that is completed.
  private let wordStart: Int
  private(set) var selected: Int?

  init(_ candidates: Candidates, original: EditorBridge.Line) {
    items = candidates.items
    wordStart = candidates.wordStart
    self.original = original
  }

  /// Goes to the next candidate, or the one before; round the end.
  mutating func move(by step: Int) {
    guard let place = selected else {
      selected = step > 0 ? 0 : items.count - 1
      return
    }
    selected = (place + step + items.count) % items.count
  }

  /// The line with the selected candidate in the place of the word.
  ///
  /// - Parameter ends: whether what belongs behind the candidate follows.
  func line(ends: Bool = false) -> EditorBridge.Line {
    guard let selected else { return original }
    let item = items[selected]
    let kept = String(decoding: original.before.utf8.prefix(wordStart), as: UTF8.self)
    let space = ends && item.endsWord && original.after.first != " " ? " " : ""
    return EditorBridge.Line(before: kept + item.text + space, after: original.after)
  }

  /// The rows under the line, at most so many: those around the selected one, with a count where not all are shown.
  ///
  /// - Parameter isColored: otherwise a sign in front tells the selected one.
  func rows(_ listing: CandidateListing, height: Int, isColored: Bool) -> [[StyledRun]] {
    let shown = items.count <= height ? items.count : max(1, height - 1)
    let start = max(0, min((selected ?? 0) - shown + 1, items.count - shown))
    let lines = listing.summarized(items)[start..<(start + shown)]
    var rows = zip(start..., lines).map { place, line in
      let isSelected = place == selected
      if !isColored { return [StyledRun((isSelected ? "> " : "  ") + line)] }
      return [StyledRun(line, isSelected ? LineTheme.selected : "")]
    }
    if shown < items.count {
      rows.append([StyledRun("\(listing.ellipsis) \(items.count) in all", LineTheme.description)])
    }
    return rows
  }
}
