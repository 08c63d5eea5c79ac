import CommandLanguage

/// `run FILE [key=value…]`.
struct RunCommand: Command {
  static let grammar = Grammar(
    verb: "run",
    summary: "run another script; settings and recordings are shared",
    parameters: [Parameter("FILE", "path, relative to the including file", .file)],
    optionPolicy: .open,
    examples: ["run setup.vsdk", "run record.vsdk who=abcd"],
    details: [
      "key=value fills the file's own `param`s; settings and recordings are shared.",
      "The file and all it includes are checked before anything is sent.",
    ])

  static let result = ResultSchema.none

  private let inclusion: Inclusion

  init(_ arguments: Arguments) throws(Mistakes) {
    let file = arguments.value("FILE")
    inclusion = Inclusion(
      path: file?.text ?? "", span: file?.span ?? arguments.span,
      arguments: arguments.openOptions)
  }

  func plan(in session: Session) throws(Mistakes) -> Action { .include(inclusion) }
}
