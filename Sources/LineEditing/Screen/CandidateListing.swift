import CommandLanguage
import ShellCore

/// What Tab shows under the line when there is more than one candidate.
///
/// Pure. One candidate a row with its summary while that fits the screen; otherwise the names alone, in columns that read
/// downwards.
struct CandidateListing {
  let columns: Int
  let rows: Int
  let ellipsis: String

  /// Lines without line ends, none wider than the terminal.
  func lines(for items: [Candidates.Item]) -> [String] {
    let shown = items.map(Row.init)
    let hasSummaries = shown.contains { !$0.summary.isEmpty || !$0.age.isEmpty }
    if hasSummaries, shown.count <= max(rows - 2, 4) { return summarized(shown) }
    return grid(shown.map(\.text))
  }

  /// One candidate a line, with its summary and age.
  func summarized(_ items: [Candidates.Item]) -> [String] { summarized(items.map(Row.init)) }

  /// A candidate as it is shown: ids and names are chosen by others.
  private struct Row {
    let text: String
    let summary: String
    let age: String

    init(_ item: Candidates.Item) {
      text = VisibleText.masked(item.text)
      summary = VisibleText.masked(item.summary)
      age = VisibleText.masked(item.age)
    }
  }

  /// Cuts a text to a number of columns, with an ellipsis when something is lost.
  func cut(_ text: String, to columns: Int) -> String {
    if Self.width(text) <= columns { return text }
    let room = columns - Self.width(ellipsis)
    var result = ""
    var used = 0
    for character in text {
      let wide = Self.width(String(character))
      if used + wide > room { break }
      result.append(character)
      used += wide
    }
    return room >= 0 ? result + ellipsis : ""
  }

  static func width(_ text: String) -> Int { DisplayWidth.columns(of: text) }

  private func summarized(_ items: [Row]) -> [String] {
    let widest = items.map { Self.width($0.text) }.max() ?? 0
    let column = min(widest, max(columns * 2 / 3, 12))
    let ageColumns = items.map { Self.width($0.age) }.max() ?? 0
    let all = columns - 1 - column - 2
    // The age stands in a column of its own where there is room for that and for what it is the age of.
    let room = ageColumns > 0 && all >= ageColumns + 10 ? all - ageColumns - 2 : all
    let summaries = min(items.map { Self.width($0.summary) }.max() ?? 0, room)
    return items.map { item in
      let left = room + min(0, column - Self.width(item.text))
      // A name is never cut: it is there to be read and typed.
      guard !(item.summary.isEmpty && item.age.isEmpty), left >= 8 else { return item.text }
      let line =
        Self.padded(item.text, to: column) + "  " + cut(item.summary, to: left)
      guard !item.age.isEmpty, room < all else { return line }
      return Self.padded(line, to: column + 2 + summaries) + "  " + item.age
    }
  }

  private static func padded(_ text: String, to columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - width(text)))
  }

  private func grid(_ names: [String]) -> [String] {
    let cell = (names.map { Self.width($0) }.max() ?? 0) + 2
    let across = max((columns - 1 + 2) / max(cell, 1), 1)
    let down = (names.count + across - 1) / across
    let shown = min(down, max(rows - 2, 4))
    var lines = (0..<shown).map { row in
      stride(from: row, to: names.count, by: down).map { index in
        let isLast = index + down >= names.count
        return isLast
          ? names[index]
          : names[index] + String(repeating: " ", count: cell - Self.width(names[index]))
      }.joined()
    }
    if shown < down { lines.append("\(ellipsis) \(names.count) in all; type more of the word") }
    return lines
  }
}
