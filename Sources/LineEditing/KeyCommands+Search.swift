/// The search in the history: a line of its own under the one that is typed.
extension KeyCommands {
  func beginSearch() {
    mode = .search(HistorySearch(original: bridge.line))
  }

  func take(_ key: KeyDecoder.Key, in search: HistorySearch) -> Bool {
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
}

extension HistorySearch {
  /// The row under the line.
  func row(isColored: Bool) -> [StyledRun] {
    let name = text.isEmpty || !isExhausted ? "search: " : "no such line: "
    return [StyledRun(name), StyledRun(text, isColored ? LineTheme.searched : "")]
  }
}
