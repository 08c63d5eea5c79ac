import CommandLanguage
import VideoSDKClient

/// `help [VERB]`.
struct HelpCommand: Command {
  static let grammar = Grammar(
    verb: "help",
    summary: "list the commands, or explain one",
    parameters: [Parameter("VERB", "a command", .text, arity: .optional)],
    examples: ["help", "help start"])

  private let topic: Grammar?

  init(_ arguments: Arguments) throws(CommandError) {
    guard let verb = arguments.value("VERB") else {
      topic = nil
      return
    }
    let table = CommandTable.grammars
    guard let found = table.grammar(for: verb.text) else {
      throw .unknownHelpTopic(
        verb.text, suggestion: table.suggestion(for: verb.text), verb.span)
    }
    topic = found
  }

  func plan(in session: Session) throws(CommandError) -> Action {
    let lines = topic.map(HelpPage.page(for:)) ?? HelpPage.overview(CommandTable.grammars)
    return .done(
      Report(
        json: .array(lines.map { .string($0) }),
        body: lines.map { .line(StyledText(stringLiteral: $0)) }), session)
  }
}
