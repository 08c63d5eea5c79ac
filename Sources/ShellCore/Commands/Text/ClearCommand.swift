import CommandLanguage

/// `clear`.
struct ClearCommand: Command {
  static let grammar = Grammar(
    verb: "clear", otherNames: ["cls"],
    summary: "clear the screen",
    availability: .promptOnly(because: "there is a screen to clear"),
    examples: ["clear"])

  static let result = ResultSchema.none

  init(_ arguments: Arguments) throws(Mistakes) {}

  func plan(in session: Session) throws(Mistakes) -> Action { .shell(.clearScreen) }
}
