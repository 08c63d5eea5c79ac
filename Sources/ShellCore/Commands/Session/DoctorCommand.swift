import CommandLanguage

/// `doctor`, `doctor network`.
struct DoctorCommand: Command {
  static let grammar = Grammar(
    verb: "doctor",
    summary: "look for what is wrong around the shell, and say what to do",
    parameters: [
      Parameter(
        "network", "ask the endpoint too",
        .choice([Choice("network", "one request that carries no credentials")]), arity: .optional)
    ],
    examples: ["doctor", "doctor network"],
    details: [
      "Files and their permissions, the ledger, the terminal, target and credentials, the token's "
        + "time. `vsdk doctor` does the same without the shell."
    ])

  static let result = ResultSchema.defined(
    "checkup",
    .closed([
      "healthy": .boolean,
      "findings": .list(
        of: .closed([
          "area": .string, "verdict": .words("good", "bad", "note"), "text": .string,
          "advice": .optionalString,
        ])), "identity": IdentityReport.result,
    ]))

  private let asksNetwork: Bool

  init(_ arguments: Arguments) throws(Mistakes) {
    asksNetwork = arguments.value("network") != nil
  }

  func plan(in session: Session) throws(Mistakes) -> Action {
    .identify(.examine(network: asksNetwork))
  }
}
