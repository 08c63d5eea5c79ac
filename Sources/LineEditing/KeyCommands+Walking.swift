import ShellCore

/// Keys that walk: through candidates, through the history, through the rows of the line.
extension KeyCommands {
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
