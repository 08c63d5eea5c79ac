import ShellCore

/// Keys that walk: through candidates, through the history, through the rows of the line.
extension KeyCommands {
  /// How much of a suggestion a key takes.
  enum SuggestionPart {
    case all, word
  }

  /// Does what a key means in the present mode; false when it means what it always does.
  ///
  /// Every other key ends the mode, and then acts.
  func takeInMode(_ key: KeyDecoder.Key) -> Bool {
    switch mode {
    case .editing: return false
    case .menu(var menu):
      switch key {
      case .character(0x09), .named(.down): menu.move(by: 1)
      case .named(.backTab), .named(.up): menu.move(by: -1)
      case .character(0x0D), .character(0x0A):
        guard menu.selected != nil else { break }
        bridge.replaceLine(with: menu.line(ends: true))
        mode = .editing
        return true
      case .character(0x1B), .character(0x07):
        bridge.replaceLine(with: menu.original)
        mode = .editing
        return true
      default: break
      }
      guard menu.selected != nil, key.walks else {
        mode = .editing
        return false
      }
      bridge.replaceLine(with: menu.line())
      mode = .menu(menu)
      return true
    case .search(let search): return take(key, in: search)
    }
  }

  // MARK: Search

  func beginSearch() {
    mode = .search(HistorySearch(original: bridge.line))
  }

  private func take(_ key: KeyDecoder.Key, in search: HistorySearch) -> Bool {
    var search = search
    switch key {
    case .character(0x12):
      find(&search, before: search.place ?? history.entries.count)
    case .character(0x7F), .character(0x08):
      guard !search.text.isEmpty else { break }
      search.text.removeLast()
      search.place = nil
      bridge.replaceLine(with: search.original)
      if !search.text.isEmpty { find(&search, before: history.entries.count) }
    case .character(let code) where code >= 0x20 && !(0x7F..<0xA0).contains(code):
      guard let scalar = Unicode.Scalar(code) else { break }
      search.text.unicodeScalars.append(scalar)
      // The entry that is shown may hold the longer text too.
      find(&search, before: search.place.map { $0 + 1 } ?? history.entries.count)
    case .character(0x07), .character(0x1B):
      bridge.replaceLine(with: search.original)
      mode = .editing
      return true
    default:
      mode = .editing
      return false
    }
    mode = .search(search)
    return true
  }

  private func find(_ search: inout HistorySearch, before place: Int) {
    guard !search.text.isEmpty else { return }
    let found = history.place(before: place, holding: search.text)
    search.isExhausted = found == nil
    guard let found else { return }
    search.place = found
    bridge.replaceLine(with: EditorBridge.Line(before: history.entries[found], after: ""))
  }

  // MARK: Rows and history

  func goUp() {
    if isWalking || !moveRow(by: -1) { recall(by: -1) }
  }

  func goDown() {
    if isWalking || !moveRow(by: 1) { recall(by: 1) }
  }

  private var isWalking: Bool { walk.map { $0.shown == bridge.line.text } ?? false }

  /// Moves the cursor to another row of the line; false when there is none.
  private func moveRow(by step: Int) -> Bool {
    let content = content
    let places = ScreenLayout.places(of: content, columns: screen.surface.size.columns)
    guard let now = places.last(where: { $0.offset <= content.cursor })?.place,
      let target = places.last(where: {
        $0.place.row == now.row + step && $0.place.column <= now.column
      }) ?? places.first(where: { $0.place.row == now.row + step })
    else { return false }
    let text = content.line
    let (from, to) = (min(content.cursor, target.offset), max(content.cursor, target.offset))
    let between = String(decoding: text.utf8.prefix(to).dropFirst(from), as: UTF8.self)
    bridge.moveCursor(scalars: between.unicodeScalars.count * step)
    return true
  }

  private func recall(by step: Int) {
    let line = bridge.line
    // Down begins no walk: there is nothing newer than what is typed.
    guard isWalking || step < 0 else { return }
    let begun = HistoryWalk(
      prefix: line.before, original: line, place: history.entries.count, shown: line.text)
    var now = isWalking ? walk ?? begun : begun
    let found =
      step < 0
      ? history.place(before: now.place, beginningWith: now.prefix, unlike: line.text)
      : history.place(behind: now.place, beginningWith: now.prefix, unlike: line.text)
    if let found {
      now.place = found
      now.shown = history.entries[found]
      bridge.replaceLine(with: EditorBridge.Line(before: now.shown, after: ""))
    } else if step > 0 {
      now.place = history.entries.count
      now.shown = now.original.text
      bridge.replaceLine(with: now.original)
    }
    walk = now
  }

  // MARK: Suggestion

  /// Takes what is suggested behind the cursor; false when nothing is that could be taken.
  func takeSuggestion(_ part: SuggestionPart) -> Bool {
    guard case .rest(let text) = suggestion else { return false }
    bridge.insert(part == .all ? text : GraphemeStep.word(text))
    return true
  }
}

extension KeyDecoder.Key {
  /// Whether it walks through a menu.
  fileprivate var walks: Bool {
    switch self {
    case .character(0x09), .named(.down), .named(.up), .named(.backTab): true
    default: false
    }
  }
}

extension HistorySearch {
  /// The row under the line.
  func row(isColored: Bool) -> [StyledRun] {
    let name = text.isEmpty || !isExhausted ? "search: " : "no such line: "
    return [StyledRun(name), StyledRun(text, isColored ? LineTheme.searched : "")]
  }
}
