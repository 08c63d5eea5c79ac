@testable import CommandLanguage

/// Rules that every grammar of a table keeps.
enum GrammarChecks {
  private static let longestSummary = 72
  /// What `help all` has room for behind a verb, in a line of 80 columns.
  private static let longestVerbSummary = 64

  /// What is wrong with a table, a sentence each; empty when it is sound.
  static func findings(in table: GrammarTable) -> [String] {
    repeated(table.grammars.map(\.verb)).map { "`\($0)` is declared twice" }
      + table.grammars.flatMap(findings)
  }

  private static func findings(in grammar: Grammar) -> [String] {
    let findings =
      parameterFindings(in: grammar) + optionFindings(in: grammar)
      + summaryFindings(in: grammar) + exampleFindings(in: grammar)
    return findings.map { "`\(grammar.verb)`: \($0)" }
  }

  // MARK: Parts

  private static func parameterFindings(in grammar: Grammar) -> [String] {
    var findings = repeated(grammar.parameters.map(\.name)).map {
      "parameter \($0) is declared twice"
    }
    for parameter in grammar.parameters.dropLast() where parameter.repeats {
      findings.append("parameter \(parameter.name) repeats but is not the last")
    }
    let firstOptional = grammar.parameters.firstIndex { !$0.isRequired }
    for parameter in grammar.parameters.dropFirst(firstOptional ?? grammar.parameters.count)
    where parameter.isRequired {
      findings.append("parameter \(parameter.name) is required but follows an optional one")
    }
    return findings
  }

  private static func optionFindings(in grammar: Grammar) -> [String] {
    repeated(grammar.options.map(\.key)).map { "option `\($0)` is declared twice" }
      + grammar.options.filter { !Byte.isName($0.key) }.map { "`\($0.key)` is not a key" }
  }

  private static func summaryFindings(in grammar: Grammar) -> [String] {
    let summaries =
      [("the summary", grammar.summary, longestVerbSummary)]
      + grammar.parameters.map { ("the summary of \($0.name)", $0.summary, longestSummary) }
      + grammar.options.map { ("the summary of `\($0.key)`", $0.summary, longestSummary) }
    return summaries.flatMap { subject, summary, longest in
      var findings: [String] = []
      if summary.isEmpty { findings.append("\(subject) is empty") }
      if DisplayWidth.columns(of: summary) > longest {
        findings.append("\(subject) is wider than \(longest) columns")
      }
      if summary.hasSuffix(".") { findings.append("\(subject) ends in a full stop") }
      return findings
    }
  }

  // MARK: Examples

  private static func exampleFindings(in grammar: Grammar) -> [String] {
    if grammar.examples.isEmpty { return ["there is no example"] }
    return grammar.examples.flatMap { example in
      mistakes(in: example, of: grammar).map { "example `\(example)`: \($0)" }
    }
  }

  private static func mistakes(in example: String, of grammar: Grammar) -> [String] {
    let source = SourceText(name: "<example>", text: example)
    let lines = Array(Parser(source, dialect: .file))
    let errors = lines.flatMap(\.errors)
    guard errors.isEmpty else { return errors.map { $0.diagnostic(in: source).message } }
    let statements = lines.flatMap(\.statements)
    let own = statements.filter { keywords(of: $0).contains(grammar.verb) }
    if own.isEmpty { return ["it does not show the command"] }
    return own.flatMap { bindErrors(of: $0, grammar) }
      .map { $0.diagnostic(in: source).message }
  }

  /// The words that can be a grammar's verb: the verb, the modifier, or the keyword of an item.
  private static func keywords(of statement: Statement) -> [String] {
    switch statement.body {
    case .version: ["vsdk"]
    case .parameter: ["param"]
    case .secret: ["secret"]
    case .expectation: ["expect"]
    case .command(let command): [command.verb.text, command.modifier?.rawValue ?? ""]
    }
  }

  private static func bindErrors(of statement: Statement, _ grammar: Grammar) -> [BindError] {
    guard case .command(let command) = statement.body, command.verb.text == grammar.verb else {
      return []
    }
    let isPlain = command.form == .plain
    let binding = Binder.bind(
      verb: command.verb, span: statement.span, arguments: command.arguments.map(expanded),
      grammar: grammar)
    guard case .failed(let errors) = binding else { return [] }
    // The words of the other forms are no parameters.
    return errors.filter { error in
      if case .missingParameter = error.kind { isPlain } else { true }
    }
  }

  private static func expanded(_ argument: ArgumentSyntax) -> ExpandedArgument {
    switch argument {
    case .word(let word): .word(expanded(word))
    case .option(let key, let value): .option(key: key, value: expanded(value))
    }
  }

  private static func expanded(_ word: Word) -> ExpandedWord {
    var isPlaceholder = false
    let text = word.pieces.map { piece in
      switch piece {
      case .text(let text): return text
      case .variable(let reference):
        isPlaceholder = true
        return reference.fallback ?? reference.name
      }
    }.joined()
    return ExpandedWord(
      text, span: word.span, isQuoted: word.quoting != .bare, isPlaceholder: isPlaceholder)
  }

  private static func repeated(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { !seen.insert($0).inserted }
  }
}
