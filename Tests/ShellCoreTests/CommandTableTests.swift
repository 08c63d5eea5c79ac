import CommandLanguage
import FoundationEssentials
import Testing

@testable import ShellCore

@Suite struct CommandTableTests {
  @Test func `keeps every rule of grammars`() {
    #expect(GrammarChecks.findings(in: CommandTable.grammars) == [])
  }

  @Test(arguments: Example.all)
  func `every example is ready to run where room and participant are chosen`(
    _ example: Example
  ) throws {
    let session = try Sample.classroom()

    for unit in ScriptUnits(SourceText(name: "<example>", text: example.text)) {
      #expect(unit.errors == [])
      for statement in unit.expectations {
        guard case .expectation(let expectation) = statement.body else { continue }
        #expect(StatementBinder.mistakes(in: expectation, scope: Scope()) == [])
      }
      guard let statement = unit.statement, case .command(let syntax) = statement.body
      else { continue }
      let prepared = try StatementBinder.bind(syntax, span: statement.span, in: Scope())
      guard case .command(let command) = prepared else { continue }
      if case .ask(let step) = try command.plan(in: session) {
        #expect(try requestCount(of: step, in: session) > 0)
      }
    }
  }

  @Test(arguments: ["watch", "dry", "as curl"])
  func `offers behind a command what it takes and nothing that it refuses`(
    _ outer: String
  ) throws {
    let verb = String(outer.prefix { $0 != " " })
    let nesting = try #require(CommandTable.grammars.grammar(for: verb)).nesting
    for grammar in CommandTable.grammars.grammars
    where !["let", "try", "defer"].contains(grammar.verb) {
      let isTaken = grammar.examples.contains { example in
        let source = SourceText(name: "<example>", text: "\(outer) \(example)")
        guard let unit = ScriptUnits(source).first(where: { _ in true }), unit.errors.isEmpty,
          let statement = unit.statement, case .command(let syntax) = statement.body
        else { return false }
        return (try? StatementBinder.bind(syntax, span: statement.span, in: Scope())) != nil
      }
      #expect(nesting.allows(grammar.verb) == isTaken, "\(outer) \(grammar.verb)")
    }
  }

  @Test func `has a command for every verb but the parser's own`() {
    let verbs = CommandTable.grammars.grammars.map { $0.verb }

    #expect(
      verbs.filter { CommandTable.command(for: $0) == nil }
        == ["watch", "expect", "let", "try", "defer", "dry", "as"])
  }

  private func requestCount<S: Step>(of step: S, in session: Session) throws -> Int {
    try step.requests(in: session).count
  }

  struct Example: CustomTestStringConvertible, Sendable {
    let text: String
    var testDescription: String { text }

    static let all = CommandTable.grammars.grammars.flatMap { $0.examples }
      .map { Example(text: $0) }
  }
}
