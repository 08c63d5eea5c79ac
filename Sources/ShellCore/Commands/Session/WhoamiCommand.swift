import CommandLanguage

/// `whoami`.
struct WhoamiCommand: Command {
  static let grammar = Grammar(
    verb: "whoami",
    summary: "show the target, whose credentials are used, and why",
    examples: ["whoami"],
    details: [
      "Lists every place that credentials can come from, in the order of their rank, with what "
        + "became of each. No secret is shown: of a key the last letters, of a token its end."
    ])

  static let result = IdentityReport.result

  init(_ arguments: Arguments) throws(Mistakes) {}

  func plan(in session: Session) throws(Mistakes) -> Action { .identify(.describe) }
}
