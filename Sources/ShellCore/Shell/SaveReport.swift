import VideoSDKClient

/// The answer of `save`, or why there is none.
enum SaveReport {
  /// A path as a shell and the program take it for one.
  private static func asArgument(_ path: String) -> String {
    let path = path.hasPrefix("-") ? "./" + path : path
    let isPlain = path.allSatisfy { $0.isLetter || $0.isNumber || "/.-_+,@%".contains($0) }
    return isPlain ? path : ShellText.quoted(path)
  }

  static func saved(_ script: SavedScript, to path: String) -> CommandOutcome {
    let many = script.commandCount == 1 ? "1 command" : "\(script.commandCount) commands"
    let line = StyledText([
      .init("saved \(many) to ", .good), .init(path, .code), .init("  "),
      .init("`vsdk run \(asArgument(path))` replays it", .muted),
    ])
    var outcome = CommandOutcome(reports: [
      Report(
        json: .object([
          "path": .string(path), "commands": .number(Double(script.commandCount)),
        ]), body: [.line(line)])
    ])
    if script.secretCount > 0 {
      outcome.notes.append(
        script.secretCount == 1
          ? "1 line holds a secret and is left out"
          : "\(script.secretCount) lines hold a secret and are left out")
    }
    return outcome
  }
}
