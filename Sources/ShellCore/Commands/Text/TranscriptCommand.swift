import CommandLanguage
import VideoSDKClient

/// `transcript FILE|off`.
struct TranscriptCommand: Command {
  static let grammar = Grammar(
    verb: "transcript",
    summary: "keep commands and answers in a file that runs as a script",
    availability: .promptOnly(
      because: "it keeps what a person does there; for a script `vsdk run --report` does"),
    parameters: [Parameter("FILE|off", "where to; off: no longer", .file)],
    examples: ["transcript today.vsdk", "transcript off"],
    details: [
      "Commands are kept as they were run, answers and webhooks as comments, without secrets.",
      "Each is written as soon as it is done. A script that is there is continued.",
    ])

  static let result = ResultSchema.closed(["path": .optionalString])

  private let order: TranscriptOrder

  init(_ arguments: Arguments) throws(Mistakes) {
    let value = arguments.value(Self.grammar.parameters[0].name)
    let path = value?.text ?? ""
    order = path == "off" ? .off : .write(path: path, value?.span ?? arguments.span)
  }

  func plan(in session: Session) throws(Mistakes) -> Action { .shell(.transcript(order)) }
}

extension Failure {
  static func notAScript(_ path: String, _ span: SourceSpan) -> Failure {
    Failure(
      .usage, "not-a-script", "`\(path)` is there already and is no script", span: span,
      hints: ["choose another name: a transcript only continues a file that begins with `vsdk 1`"])
  }
}
