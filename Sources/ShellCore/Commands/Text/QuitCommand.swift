import CommandLanguage

/// `quit [CODE]`.
struct QuitCommand: Command {
  static let grammar = Grammar(
    verb: "quit",
    summary: "leave the shell, or end a script with an exit code",
    parameters: [Parameter("CODE", "10 to 99; default 0", .integer(0...99), arity: .optional)],
    examples: ["quit", "quit 10"],
    details: ["In a file only as the last command. Codes 10 to 99 are free for scripts."])

  static let result = ResultSchema.none

  private let code: Int

  init(_ arguments: Arguments) throws(Mistakes) {
    guard let value = arguments.value("CODE"), let number = value.integer else {
      code = 0
      return
    }
    guard number == 0 || (10...99).contains(number) else {
      throw Mistakes(.quitCode(number, value.span))
    }
    code = number
  }

  func plan(in session: Session) throws(Mistakes) -> Action { .quit(code: Int32(code)) }
}

extension Failure {
  fileprivate static func quitCode(_ code: Int, _ span: SourceSpan) -> Failure {
    Failure(
      .script, "quit-code", "\(code) is kept for vsdk itself", span: span,
      hints: ["use 0, or 10 to 99"])
  }
}
