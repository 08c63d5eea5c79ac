import CommandLanguage
import ShellCore

/// The terminal under the editor: its size, and what is written to it.
struct EditorScreen {
  /// Columns and rows; nil for what the terminal does not say.
  private let window: () -> (columns: Int?, rows: Int?)
  private let output: (String) -> Void
  let isUTF8: Bool
  /// Whether styles may be written.
  let isColored: Bool

  /// Of what follows `note: ` on a second line.
  private static let noticeMargin = 6

  init(
    isUTF8: Bool, isColored: Bool, window: @escaping () -> (columns: Int?, rows: Int?),
    output: @escaping (String) -> Void
  ) {
    self.window = window
    self.output = output
    self.isUTF8 = isUTF8
    self.isColored = isColored
  }

  func write(_ text: String) { output(text) }

  /// Columns and rows; 80 by 24 where the terminal does not say.
  var size: (columns: Int, rows: Int) {
    let window = window()
    guard let columns = window.columns else { return (80, 24) }
    return (columns, window.rows ?? 24)
  }

  /// A prompt as it may be written here.
  func text(of prompt: Prompt) -> String { isColored ? prompt.styled : prompt.plain }

  func runs(of prompt: Prompt) -> [StyledRun] { StyledRun.runs(of: text(of: prompt)) }

  func listing() -> CandidateListing {
    let size = size
    return CandidateListing(
      columns: size.columns, rows: size.rows, ellipsis: isUTF8 ? "…" : "...")
  }

  /// The lines of a notice, with nothing in them that the terminal obeys, broken between words where the terminal ends.
  func lines(of notice: String) -> [String] {
    Self.lines(of: notice, columns: size.columns)
  }

  static func lines(of notice: String, columns: Int) -> [String] {
    VisibleText.maskedLines(notice).split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { line in
        guard DisplayWidth.columns(of: String(line)) > columns else { return [String(line)] }
        let margin = String(repeating: " ", count: noticeMargin)
        return TextWrap.lines(String(line), width: columns, hanging: noticeMargin)
          .enumerated().map { $0 == 0 ? $1 : margin + $1 }
      }
  }
}
