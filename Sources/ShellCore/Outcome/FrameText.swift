import CommandLanguage

/// One answer of a repeated command, drawn over the one before it.
///
/// Each frame begins at the top of the screen and clears what is left below it, so that nothing needs to be known of
/// the frame before; the first moves what stood there up and out of the way, where a person can scroll back to it.
struct FrameText {
  /// The size of the screen.
  let columns: Int
  let rows: Int

  /// The text of a screen; only a `FrameText` makes one.
  struct Drawing {
    let text: String

    fileprivate init(text: String) { self.text = text }
  }

  /// Draws a title and the lines that fit below it.
  func drawing(
    _ frame: Frame, title: StyledText, lines: [StyledText], colored: Bool
  ) -> Drawing {
    let home = "\u{1B}[H"
    let start = frame.number == 0 ? String(repeating: "\n", count: max(0, rows - 1)) + home : home
    let all = [title] + fitting(lines)
    let drawn = all.map { $0.rendered(colored: colored) + "\u{1B}[K\n" }.joined()
    return Drawing(text: start + drawn + "\u{1B}[J")
  }

  /// The lines that fit below the title and above the cursor; what does not fit is counted.
  private func fitting(_ lines: [StyledText]) -> [StyledText] {
    var left = rows - 2
    var shown: [StyledText] = []
    for (place, line) in lines.enumerated() {
      let height = max(1, (DisplayWidth.columns(of: line.plain) + columns - 1) / max(1, columns))
      let isLast = place == lines.count - 1
      guard height <= left - (isLast ? 0 : 1) else {
        return shown + [StyledText("… \(lines.count - place) more lines")]
      }
      left -= height
      shown.append(line)
    }
    return shown
  }
}
