import CommandLanguage

/// One answer of a repeated command, drawn over the one before it.
///
/// Each frame begins at the top of the screen and clears what is left below it, so that nothing needs to be known of
/// the frame before; the first moves what stood there up and out of the way, where a person can scroll back to it.
struct FrameText {
  /// The size of the screen.
  let columns: Int
  let rows: Int

  /// - Parameters:
  ///   - plain: the lines without colour, to measure them.
  ///   - drawn: the same lines as they are shown.
  func text(_ frame: Frame, title: String, plain: [String], drawn: [String]) -> String {
    let home = "\u{1B}[H"
    let start = frame.number == 0 ? String(repeating: "\n", count: max(0, rows - 1)) + home : home
    let lines = [title] + fitting(plain, drawn)
    return start + lines.map { $0 + "\u{1B}[K\n" }.joined() + "\u{1B}[J"
  }

  /// The lines that fit below the title and above the cursor; what does not fit is counted.
  private func fitting(_ plain: [String], _ drawn: [String]) -> [String] {
    var left = rows - 2
    var shown: [String] = []
    for (place, (text, line)) in zip(plain, drawn).enumerated() {
      let height = max(1, (DisplayWidth.columns(of: text) + columns - 1) / max(1, columns))
      let isLast = place == plain.count - 1
      guard height <= left - (isLast ? 0 : 1) else {
        return shown + ["… \(plain.count - place) more lines"]
      }
      left -= height
      shown.append(line)
    }
    return shown
  }
}
