import CommandLanguage
import VideoSDKClient

/// `explain [WORD]`.
struct ExplainCommand: Command {
  static let grammar = Grammar(
    verb: "explain", otherNames: ["define"],
    summary: "tell what a word means: room, session, track, webhook, …",
    parameters: [
      Parameter(
        "WORD", "one of the words; alone: list them", .text, arity: .optional,
        words: GlossaryTerm.allCases.map { Choice($0.rawValue, $0.definition) })
    ],
    examples: ["explain", "explain session"])

  static let result = ResultSchema.anyOf(term, .list(of: term))

  private static let term = ResultSchema.defined(
    "glossaryTerm",
    .closed(["word": .string, "is": .string, "isNot": .string, "command": .string]))

  /// Nil for all of them.
  private let term: GlossaryTerm?

  init(_ arguments: Arguments) throws(Mistakes) {
    guard let value = arguments.value("WORD") else {
      term = nil
      return
    }
    guard let term = GlossaryTerm(word: value.text) else {
      throw Mistakes(.unexplained(value.text, value.span))
    }
    self.term = term
  }

  var onlyReads: Bool { true }

  func plan(in session: Session) throws(Mistakes) -> Action {
    .done(term.map(ExplainReport.one) ?? ExplainReport.all, session)
  }
}

/// Words as `explain` and `help` tell of them.
enum ExplainReport {
  static var all: Report {
    let rows = GlossaryTerm.allCases.map { Choice($0.rawValue, $0.definition) }
    return Report(
      json: .array(GlossaryTerm.allCases.map(json)),
      body: [
        .help(
          HelpPage([
            HelpPage.Section(rows: rows),
            HelpPage.Section(text: ["`explain WORD` also tells what it is not"]),
          ]))
      ])
  }

  static func one(_ term: GlossaryTerm) -> Report {
    Report(json: json(term), body: [.help(page(term))])
  }

  static func page(_ term: GlossaryTerm) -> HelpPage {
    HelpPage([
      HelpPage.Section(
        title: term.rawValue,
        rows: [
          Choice("is", term.definition), Choice("is not", term.contrast),
          Choice("shown by", "`\(term.command)`"),
        ])
    ])
  }

  private static func json(_ term: GlossaryTerm) -> JSONValue {
    .object([
      "word": .string(term.rawValue), "is": .string(term.definition),
      "isNot": .string(term.contrast), "command": .string(term.command),
    ])
  }
}

extension Failure {
  fileprivate static func unexplained(_ word: String, _ span: SourceSpan) -> Failure {
    let nearest = Suggestion.nearest(to: word, in: GlossaryTerm.allCases.map(\.rawValue))
    let isVerb = CommandTable.grammars.grammar(for: word) != nil
    let isTopic = HelpTopic(word) != nil
    return Failure(
      .script, "unknown-term", "`explain` does not know `\(word)`", span: span,
      hints: isVerb || isTopic
        ? ["`help \(word)` tells of it"]
        : didYouMean(nearest.map { "explain \($0)" }) ?? ["`explain` lists the words it knows"])
  }
}
