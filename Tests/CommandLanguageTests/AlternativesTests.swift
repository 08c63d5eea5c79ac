import Testing

@testable import CommandLanguage

/// First words that have grammars of their own.
@Suite struct AlternativesTests {
  private static let whole = Grammar(
    verb: "start whole", summary: "all of it in one",
    options: [CommandOption("look", "HOW", "how it looks", .choice([Choice("grid", "in rows")]))],
    examples: ["start whole look=grid"])
  private static let start = Grammar(
    verb: "start", summary: "start recording tracks",
    parameters: [
      Parameter(
        "KIND", "what to record", .choice([Choice("audio", "sound"), Choice("video", "picture")]),
        arity: .oneOrMore)
    ],
    options: [CommandOption("room", "ID", "the room", .identifier(.room))],
    alternatives: [whole], examples: ["start audio"])
  private static let table = GrammarTable([start])

  private func bind(_ text: String) throws -> Binding {
    let source = SourceText(name: "<test>", text: text)
    let statement = try #require(Array(Parser(source, dialect: .file)).flatMap(\.statements).first)
    guard case .command(let command) = statement.body else { throw NoCommand() }
    return Binder.bind(
      verb: command.verb, span: statement.span,
      arguments: command.arguments.map { argument in
        switch argument {
        case .word(let word): .word(ExpandedWord(word.literalText ?? "", span: word.span))
        case .option(let key, let value):
          .option(key: key, value: ExpandedWord(value.literalText ?? "", span: value.span))
        }
      }, grammar: Self.start)
  }

  private struct NoCommand: Error {}

  private func errors(_ text: String) throws -> [BindError.Kind] {
    guard case .failed(let errors) = try bind(text) else { return [] }
    return errors.map(\.kind)
  }

  @Test func `the first word chooses the grammar and is told as the form`() throws {
    guard case .bound(let arguments) = try bind("start whole look=grid") else {
      Issue.record("it does not bind")
      return
    }

    #expect(arguments.form == "whole")
    #expect(arguments.verb.text == "start")
    #expect(arguments.option("look")?.text == "grid")
    #expect(arguments.values("KIND") == [])
  }

  @Test func `any other first word leaves the grammar as it is`() throws {
    guard case .bound(let arguments) = try bind("start audio room=a") else {
      Issue.record("it does not bind")
      return
    }

    #expect(arguments.form == nil)
    #expect(arguments.values("KIND").map(\.text) == ["audio"])
  }

  @Test func `neither takes what the other takes`() throws {
    #expect(
      try errors("start whole room=a") == [
        .unknownOption("room", verb: "start whole", suggestion: nil)
      ])
    #expect(
      try errors("start audio look=grid") == [
        .unknownOption("look", verb: "start", suggestion: nil)
      ])
    #expect(try errors("start whole audio").count == 1)
  }

  @Test func `its word stands alone`() throws {
    #expect(try errors("start audio whole") == [.alternativeNotAlone("whole", verb: "start")])
  }

  @Test func `a mistyped or missing word is told of both`() throws {
    #expect(
      try errors("start whale") == [
        .unknownChoice(
          "whale", parameter: "KIND", choices: ["audio", "video", "whole"], suggestion: "whole")
      ])
    #expect(
      try errors("start") == [
        .missingParameter(
          "KIND", summary: "what to record", choices: ["audio", "video", "whole"])
      ])
  }

  @Test(arguments: [
    ("start ", ["audio", "video", "whole"]), ("start wh", ["whole"]),
    ("start audio ", ["video", "room="]), ("start audio wh", []),
    ("start whole ", ["look="]), ("start whole look=", ["grid"]), ("start whole au", []),
  ])
  func `Tab offers each where it may stand`(_ line: String, _ words: [String]) {
    let completion = Completion.complete(line, cursor: line.utf8.count, table: Self.table)

    #expect(completion.candidates.map(\.text) == words)
  }

  @Test func `a word behind another is coloured as the mistake that it is`() {
    func roles(_ text: String) -> [HighlightedSpan.Role] {
      Highlighter.spans(of: text, table: Self.table).map(\.role)
    }

    #expect(roles("start whole ") == [.verb, .keyword])
    #expect(roles("start audio whole ") == [.verb, .choice, .mistake])
  }

  @Test func `the reference has a row for each`() {
    #expect(
      ReferencePage.table(Self.table).suffix(2) == [
        "| `start KIND… [room=ID]` | start recording tracks | prompt, scripts |",
        "| `start whole [look=HOW]` | all of it in one | prompt, scripts |",
      ])
  }
}
