import CommandLanguage
import VideoSDKClient

/// `help [VERB] [FORM]`.
struct HelpCommand: Command {
  static let grammar = Grammar(
    verb: "help", otherNames: ["man", "commands"],
    summary: "list the commands, or explain one",
    parameters: [
      Parameter("VERB", "a command", .text, arity: .optional),
      Parameter("FORM", "of `sandbox`: its first word", .text, arity: .optional),
    ],
    forms: [
      Grammar(
        verb: "help \(SandboxCommand.grammar.verb)", summary: SandboxCommand.grammar.summary,
        parameters: [
          Parameter(
            "FORM", "its first word", SandboxCommand.grammar.parameters[0].type, arity: .optional)
        ], examples: [])
    ],
    examples: ["help", "help start", "help sandbox fail"])

  static let result = ResultSchema.strings

  private let topic: Grammar?

  init(_ arguments: Arguments) throws(Mistakes) {
    guard let verb = arguments.value("VERB") else {
      topic = nil
      return
    }
    let table = CommandTable.grammars
    guard let found = table.grammar(for: verb.text) else {
      throw Mistakes(
        .unknownHelpTopic(
          verb.text, suggestion: table.suggestion(for: verb.text), verb.span))
    }
    topic =
      try arguments.value("FORM").map { value throws(Mistakes) in
        try Self.form(value, of: found)
      } ?? found
  }

  func plan(in session: Session) throws(Mistakes) -> Action {
    let page = topic.map { HelpPage($0) } ?? HelpPage(CommandTable.grammars)
    return .done(
      Report(json: .array(page.lines().map { .string($0) }), body: [.help(page)]), session)
  }

  private static func form(
    _ word: ArgumentValue, of grammar: Grammar
  ) throws(Mistakes) -> Grammar {
    let forms = grammar.verb == SandboxCommand.grammar.verb ? SandboxForm.allCases : []
    if let form = forms.first(where: { $0.rawValue == word.text }) { return form.grammar }
    throw Mistakes(
      .unknownHelpTopic(
        "\(grammar.verb) \(word.text)",
        suggestion: Suggestion.nearest(to: word.text, in: forms.map(\.rawValue))
          .map { "\(grammar.verb) \($0)" }, word.span))
  }
}

extension Failure {
  fileprivate static func unknownHelpTopic(
    _ topic: String, suggestion: String?, _ span: SourceSpan
  ) -> Failure {
    Failure(
      .script, "unknown-topic", "no help on `\(topic)`", span: span,
      hints: didYouMean(suggestion) ?? ["`help` lists the commands"])
  }
}
