import VideoSDKClient

/// The answer of `save`, or why there is none.
enum SaveReport {
  static func saved(_ script: SavedScript, to path: String) -> CommandOutcome {
    let many = script.commandCount == 1 ? "1 command" : "\(script.commandCount) commands"
    // The program would take it for a flag.
    let argument = (path.hasPrefix("-") ? "./" + path : path).quotedForShell
    let line = StyledText([
      .init("saved \(many) to ", .good), .init(path, .code), .init("  "),
      .init("`vsdk run \(argument)` replays it", .muted),
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
