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
    examples: ["explain", "explain session", "explain 409"],
    details: ["The status of an answer is explained too, such as 409, and the role of a token."])

  static let result = ResultSchema.anyOf(term, .list(of: term))

  private static let term = ResultSchema.defined(
    "glossaryTerm",
    .closed(["word": .string, "is": .string, "isNot": .string, "command": .string]))

  private let report: Report

  init(_ arguments: Arguments) throws(Mistakes) {
    guard let value = arguments.value("WORD") else {
      report = ExplainReport.all
      return
    }
    if let status = ExplainedStatus(word: value.text) {
      report = ExplainReport.one(status)
    } else if let role = ExplainedRole(word: value.text) {
      report = ExplainReport.one(role)
    } else if let term = GlossaryTerm(word: value.text) {
      report = ExplainReport.one(term)
    } else {
      throw Mistakes(.unexplained(value.text, value.span))
    }
  }

  var onlyReads: Bool { true }

  var leavesLastAnswer: Bool { true }

  func plan(in session: Session) throws(Mistakes) -> Action {
    .done(report)
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

  static func one(_ status: ExplainedStatus) -> Report {
    one("\(status.rawValue)", status.definition, status.contrast, status.command)
  }

  static func one(_ role: ExplainedRole) -> Report {
    one(role.rawValue, role.definition, role.contrast, role.command)
  }

  private static func one(
    _ word: String, _ definition: String, _ contrast: String, _ command: String
  ) -> Report {
    Report(
      json: json(word, definition, contrast, command),
      body: [.help(page(word, definition, contrast, command))])
  }

  static func page(_ term: GlossaryTerm) -> HelpPage {
    page(term.rawValue, term.definition, term.contrast, term.command)
  }

  private static func page(
    _ word: String, _ definition: String, _ contrast: String, _ command: String
  ) -> HelpPage {
    HelpPage([
      HelpPage.Section(
        title: word,
        rows: [
          Choice("is", definition), Choice("is not", contrast),
          Choice("shown by", "`\(command)`"),
        ])
    ])
  }

  private static func json(_ term: GlossaryTerm) -> JSONValue {
    json(term.rawValue, term.definition, term.contrast, term.command)
  }

  private static func json(
    _ word: String, _ definition: String, _ contrast: String, _ command: String
  ) -> JSONValue {
    .object([
      "word": .string(word), "is": .string(definition), "isNot": .string(contrast),
      "command": .string(command),
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
