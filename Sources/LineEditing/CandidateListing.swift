import CEditLine
import ShellCore

/// What Tab shows under the line when there is more than one candidate.
///
/// Pure, but for the width of characters, which the C library knows. One candidate a row with its
/// summary while that fits the screen; otherwise the names alone, in columns that read downwards.
struct CandidateListing {
  let columns: Int
  let rows: Int
  let ellipsis: String

  /// Lines without line ends, none wider than the terminal.
  func lines(for items: [Candidates.Item]) -> [String] {
    let hasSummaries = items.contains { !$0.summary.isEmpty }
    if hasSummaries, items.count <= max(rows - 2, 4) { return summarized(items) }
    return grid(items.map { $0.text })
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

  static func width(_ text: String) -> Int { Int(cel_text_width(text)) }

  private func summarized(_ items: [Candidates.Item]) -> [String] {
    let widest = items.map { Self.width($0.text) }.max() ?? 0
    let column = min(widest, max(columns * 2 / 3, 12))
    return items.map { item in
      let gap = max(column - Self.width(item.text), 0) + 2
      let left = columns - 1 - Self.width(item.text) - gap
      // A name is never cut: it is there to be read and typed.
      guard !item.summary.isEmpty, left >= 8 else { return item.text }
      return item.text + String(repeating: " ", count: gap) + cut(item.summary, to: left)
    }
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
