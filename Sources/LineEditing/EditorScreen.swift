import CommandLanguage

/// The terminal under the editor: its size, and what is written to it past libedit.
struct EditorScreen {
  let writer: OutputWriter
  let stream: OutputStream
  let descriptor: Int32
  let isUTF8: Bool

  /// Of what follows `note: ` on a second line.
  private static let noticeMargin = 6

  func write(_ text: String) {
    writer.write(text, to: stream)
  }

  /// Columns and rows; 80 by 24 where the terminal does not say.
  var size: (columns: Int, rows: Int) {
    let window = TerminalInfo.window(of: descriptor)
    guard let columns = window.columns else { return (80, 24) }
    return (columns, window.rows ?? 24)
  }

  func listing() -> CandidateListing {
    let size = size
    return CandidateListing(
      columns: size.columns, rows: size.rows, ellipsis: isUTF8 ? "…" : "...")
  }

  /// Takes prompt and line off the screen; the cursor then stands where the prompt began.
  func clear(prompt: String, before: String) {
    let above = (CandidateListing.width(prompt) + CandidateListing.width(before)) / size.columns
    write((above > 0 ? "\u{1b}[\(above)A" : "") + "\r\u{1b}[J")
  }

  /// The lines of a notice, with nothing in them that the terminal obeys, broken between words where the terminal ends.
  func lines(of notice: String) -> [String] {
    Self.lines(of: notice, columns: size.columns)
  }

  static func lines(of notice: String, columns: Int) -> [String] {
    VisibleText.maskedLines(notice).split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { line in
        guard CandidateListing.width(String(line)) > columns else { return [String(line)] }
        let margin = String(repeating: " ", count: noticeMargin)
        return TextWrap.lines(String(line), width: columns, hanging: noticeMargin)
          .enumerated().map { $0 == 0 ? $1 : margin + $1 }
      }
  }
}
