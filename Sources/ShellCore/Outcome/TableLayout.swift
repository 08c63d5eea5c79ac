import CommandLanguage

/// Lays a table out in columns, or, where the terminal is too narrow for it, as one block a row.
///
/// Cells are never cut: ids are there to be copied.
struct TableLayout {
  let header: [String]
  let rows: [[StyledText]]

  /// Lines of at most `width` columns if the cells allow it; nil means no limit.
  func lines(width: Int?) -> [StyledText] {
    let widths = columnWidths
    let total = widths.reduce(0, +) + 2 * max(0, widths.count - 1)
    if let width, total > width { return blocks() }
    let head = header.enumerated().map { place, name in
      StyledText(name, .muted).padded(to: place == header.count - 1 ? 0 : widths[place])
    }
    return [joined(head)]
      + rows.map { row in
        joined(
          row.enumerated().map { place, cell in
            cell.padded(to: place == row.count - 1 ? 0 : widths[place])
          })
      }
  }

  private var columnWidths: [Int] {
    header.indices.map { place in
      rows.reduce(DisplayWidth.columns(of: header[place])) { widest, row in
        max(widest, DisplayWidth.columns(of: row[place].plain))
      }
    }
  }

  private func blocks() -> [StyledText] {
    let widest = header.map { DisplayWidth.columns(of: $0) }.max() ?? 0
    return rows.enumerated().flatMap { number, row in
      (number == 0 ? [] : [StyledText([])])
        + zip(header, row).map { name, cell in
          StyledText(name, .muted).padded(to: widest) + "  " + cell
        }
    }
  }

  private func joined(_ cells: [StyledText]) -> StyledText {
    StyledText(
      cells.enumerated().flatMap { place, cell in
        place == 0 ? cell.parts : [StyledText.Part("  ")] + cell.parts
      })
  }
}

extension StyledText {
  fileprivate func padded(to width: Int) -> StyledText {
    let missing = width - DisplayWidth.columns(of: plain)
    guard missing > 0 else { return self }
    return StyledText(parts + [Part(String(repeating: " ", count: missing))])
  }
}
