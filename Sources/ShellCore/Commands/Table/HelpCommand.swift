import CommandLanguage
import VideoSDKClient

/// `help`, `help all`, `help VERB [FORM]`, `help TOPIC`.
struct HelpCommand: Command {
  private static let everything = "all"

  static let grammar = Grammar(
    verb: "help", otherNames: ["commands"],
    summary: "show what there is to do, or explain a command or a topic",
    parameters: [
      Parameter(
        "VERB", "a command, or a topic", .text, arity: .optional,
        words: [Choice(everything, "every command in a line")]
          + HelpTopic.allCases.map { Choice($0.rawValue, $0.summary) }),
      Parameter("FORM", "a first word that has a page of its own", .text, arity: .optional),
    ],
    forms: formed.map { grammar in
      Grammar(
        verb: "help \(grammar.verb)", summary: grammar.summary,
        parameters: [
          Parameter(
            "FORM", "its first word",
            .choice(pages(of: grammar).map { Choice(Self.word(of: $0), $0.summary) }),
            arity: .optional)
        ], examples: [])
    },
    examples: [
      "help", "help start", "help start meeting", "help sandbox fail", "help keys", "help all",
    ])

  static let result = ResultSchema.strings

  /// The commands whose first words have pages of their own.
  private static let formed =
    [SandboxCommand.grammar] + CommandTable.commandsWithAlternatives.map { $0.grammar }

  private static func pages(of grammar: Grammar) -> [Grammar] {
    grammar.verb == SandboxCommand.grammar.verb ? grammar.forms : grammar.alternatives
  }

  /// The word behind the verb.
  private static func word(of form: Grammar) -> String {
    String(form.verb.drop { $0 != " " }.dropFirst())
  }

  private let page: HelpPage

  init(_ arguments: Arguments) throws(Mistakes) {
    guard let verb = arguments.value("VERB") else {
      page = HelpOverview.page
      return
    }
    let form = arguments.value("FORM")
    let topic = [verb.text, form?.text].compactMap(\.self).joined(separator: " ")
    if let found = CommandTable.grammars.grammar(for: verb.text) {
      page = HelpPage(
        try form.map { value throws(Mistakes) in try Self.form(value, of: found) } ?? found)
    } else if topic == Self.everything {
      page = HelpPage(CommandTable.grammars)
    } else if let topic = HelpTopic(topic) {
      page = topic.page
    } else if let term = GlossaryTerm(word: topic) {
      page = ExplainReport.page(term)
    } else if let advice = FamiliarWords.advice(for: topic) {
      page = HelpPage([HelpPage.Section(text: [advice])])
    } else if let advice = FamiliarWords.advice(forHeading: topic) {
      page = HelpPage([HelpPage.Section(text: [advice])])
    } else {
      throw Mistakes(.unknownHelpTopic(verb))
    }
  }

  var onlyReads: Bool { true }

  var leavesLastAnswer: Bool { true }

  func plan(in session: Session) throws(Mistakes) -> Action {
    var report = Report(json: .array(page.lines().map { .string($0) }), body: [.help(page)])
    report.staysOnScreen = page == HelpOverview.page
    return .done(report)
  }

  private static func form(
    _ word: ArgumentValue, of grammar: Grammar
  ) throws(Mistakes) -> Grammar {
    let forms = pages(of: grammar)
    if let form = forms.first(where: { Self.word(of: $0) == word.text }) { return form }
    throw Mistakes(
      .unknownHelpTopic(
        "\(grammar.verb) \(word.text)",
        suggestion: Suggestion.nearest(to: word.text, in: forms.map(Self.word))
          .map { "\(grammar.verb) \($0)" }, word.span))
  }
}

/// The first page of help: all commands by their purpose, and where to go on.
enum HelpOverview {
  static var page: HelpPage {
    HelpPage(
      [HelpPage.Section(rows: CommandTable.groups.flatMap(rows)), ways],
      narrow: [
        HelpPage.Section(rows: CommandTable.groups.map { Choice($0.title, verbs($0)) }), short,
      ])
  }

  private static var ways: HelpPage.Section {
    HelpPage.Section(rows: [
      Choice("begin with", "rooms · set room ID · participants · set participant ID"),
      Choice("", "start audio · session · stop audio · recordings"),
      Choice("help VERB", "what a command takes, with examples, such as `help start`"),
      Choice("help TOPIC", HelpTopic.allCases.map(\.rawValue).joined(separator: ", ")),
      Choice("help all", "every command in a line"),
      Choice("explain", "what the words mean: room, session, track, webhook, …"),
    ])
  }

  private static var short: HelpPage.Section {
    HelpPage.Section(rows: [
      Choice("begin with", "rooms · set room ID"), Choice("help VERB", "such as `help start`"),
      Choice("help TOPIC", HelpTopic.allCases.map(\.rawValue).joined(separator: ", ")),
      Choice("help all", "a line for each"), Choice("explain", "what the words mean"),
    ])
  }

  /// What a group is for, and its commands.
  private static func rows(_ group: CommandTable.Group) -> [Choice] {
    [
      Choice(group.title, group.purpose),
      Choice("", verbs(group)),
    ]
  }

  private static func verbs(_ group: CommandTable.Group) -> String {
    group.grammars.map(\.verb).joined(separator: ", ")
  }
}

extension Failure {
  fileprivate static func unknownHelpTopic(_ word: ArgumentValue) -> Failure {
    let table = CommandTable.grammars
    let topics = HelpTopic.allCases.map(\.rawValue)
    return unknownHelpTopic(
      word.text,
      suggestion: table.suggestion(for: word.text) ?? Suggestion.nearest(to: word.text, in: topics),
      word.span)
  }

  fileprivate static func unknownHelpTopic(
    _ topic: String, suggestion: String?, _ span: SourceSpan
  ) -> Failure {
    Failure(
      .script, "unknown-topic", "no help on `\(topic)`", span: span,
      hints: didYouMean(suggestion.map { "help \($0)" }) ?? [
        "`help` lists the commands, `help all` with a line each"
      ])
  }
}
