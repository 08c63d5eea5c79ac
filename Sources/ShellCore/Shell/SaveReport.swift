import CommandLanguage
import VideoSDKClient

/// The answer of `save`, or why there is none.
enum SaveReport {
  /// So many lines of the script are shown.
  private static let shownLines = 24

  /// - Parameter isRecording: whether something runs that the script may start again.
  static func saved(
    _ script: SavedScript, to path: String, isRecording: Bool
  ) -> CommandOutcome {
    let many = script.commandCount == 1 ? "1 command" : "\(script.commandCount) commands"
    let line = StyledText([
      .init("saved \(many) to ", .good), .init(path, .code), .init("  "),
      .init("`run \(Printer.print(.literal(path)))` plays it", .muted),
    ])
    let text = script.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    var shown = text.prefix(shownLines).map { StyledText("  \($0)", .code) }
    if text.count > shownLines {
      shown.append(StyledText("  … \(text.count - shownLines) more lines", .muted))
    }
    var outcome = CommandOutcome(reports: [
      Report(
        json: .object([
          "path": .string(path), "commands": .number(Double(script.commandCount)),
        ]), body: [.line(line)] + shown.map { .verbatim($0) })
    ])
    if isRecording {
      outcome.notes.append(
        "something still records: `stop all` before `run`, which would start it a second time")
    }
    if script.secretCount > 0 {
      outcome.notes.append(
        script.secretCount == 1
          ? "1 line holds a secret and is left out"
          : "\(script.secretCount) lines hold a secret and are left out")
    }
    return outcome
  }
}
