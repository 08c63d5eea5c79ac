import CommandLanguage

/// `clear`.
struct ClearCommand: Command {
  static let grammar = Grammar(
    verb: "clear", otherNames: ["cls"],
    summary: "clear the screen",
    scope: .promptOnly,
    examples: ["clear"])

  init(_ arguments: Arguments) throws(CommandError) {}

  func plan(in session: Session) throws(CommandError) -> Action { .shell(.clearScreen) }
}
