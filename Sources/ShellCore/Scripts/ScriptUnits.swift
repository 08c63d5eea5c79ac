import CommandLanguage

/// A command of a script with the expectations below it.
struct ScriptUnit: Sendable {
  /// Everything but an expectation; nil for expectations with no command above.
  let statement: Statement?
  /// The command, where the unit begins with one and not with a header or an expectation.
  let command: CommandSyntax?
  /// The 1-based line that the command begins on; 0 when there is none.
  let line: Int
  var expectations: [Statement]
  var errors: [ParseError]

  init(statement: Statement?, line: Int, expectations: [Statement], errors: [ParseError]) {
    self.statement = statement
    command = if case .command(let syntax) = statement?.body { syntax } else { nil }
    self.line = line
    self.expectations = expectations
    self.errors = errors
  }

  /// Where the command stands; empty when there is none.
  var span: SourceSpan { statement?.span ?? SourceSpan(0, 0) }

  /// Whether a refusal of the command does not end the script.
  var allowsRefusal: Bool { command?.modifier == .try || expectsRefusal }

  /// Whether what follows the command makes a refusal expected: `expect error …`, `expect http == 4xx`.
  var expectsRefusal: Bool { expectations.expectRefusal }
}

extension [Statement] {
  /// Whether one of these expectations makes a refusal expected.
  var expectRefusal: Bool {
    contains { statement in
      if case .expectation(let expectation) = statement.body {
        expectation.expectsRefusal
      } else {
        false
      }
    }
  }
}

extension ExpectationSyntax {
  /// Whether it makes a refusal of the command above expected.
  var expectsRefusal: Bool {
    switch claim {
    case .refusal: return true
    case .condition(let condition):
      switch condition.query.root {
      case .error: return !condition.isNegated
      case .http: return Self.namesFailure(condition)
      default: return false
      }
    }
  }

  private static func namesFailure(_ condition: Condition) -> Bool {
    guard condition.predicate == .equal, !condition.isNegated,
      case .word(let word) = condition.operand, case .text(let text) = word.pieces.first
    else { return false }
    return text.hasPrefix("4") || text.hasPrefix("5")
  }
}

/// Groups the statements of a text into units, one at a time: a long script is never held as statements.
struct ScriptUnits: Sequence, IteratorProtocol {
  private var parser: Parser
  /// Lines that somebody has parsed already; the parser is not asked then.
  private var lines: ArraySlice<ParsedLine>?
  private let text: SourceText
  private var pending: ArraySlice<Statement> = []
  /// A place that is not behind the first of `pending`, and its line.
  private var pendingStart = (offset: 0, line: 0)
  private var pendingErrors: [ParseError] = []

  init(_ source: SourceText) {
    text = source
    parser = Parser(source, dialect: .file)
  }

  /// The units of a text whose lines are parsed.
  init(_ source: SourceText, lines: [ParsedLine]) {
    self.init(source)
    self.lines = lines[...]
  }

  mutating func next() -> ScriptUnit? {
    fill()
    if !pendingErrors.isEmpty, pending.isEmpty {
      defer { pendingErrors = [] }
      return ScriptUnit(statement: nil, line: 0, expectations: [], errors: pendingErrors)
    }
    guard let first = pending.popFirst() else { return nil }
    if case .expectation = first.body { return unit(nil, line: 0, [first]) }
    return unit(first, line: line(of: first), [])
  }

  private mutating func unit(
    _ statement: Statement?, line: Int, _ start: [Statement]
  ) -> ScriptUnit {
    var unit = ScriptUnit(statement: statement, line: line, expectations: start, errors: [])
    while true {
      fill()
      guard let following = pending.first, case .expectation = following.body else { break }
      unit.expectations.append(following)
      pending.removeFirst()
    }
    unit.errors = pendingErrors
    pendingErrors = []
    return unit
  }

  /// Counted from the start of its logical line, which the parser knows, or from the statement before it: to search
  /// the text for it costs more.
  private mutating func line(of statement: Statement) -> Int {
    for offset in pendingStart.offset..<statement.span.start where text.utf8[offset] == 0x0A {
      pendingStart.line += 1
    }
    pendingStart.offset = statement.span.start
    return pendingStart.line
  }

  private mutating func nextLine() -> ParsedLine? {
    lines == nil ? parser.next() : lines?.popFirst()
  }

  /// Reads lines until a statement is at hand, or the text ends.
  private mutating func fill() {
    while pending.isEmpty, let line = nextLine() {
      pending = line.statements[...]
      pendingStart = (line.span.start, line.line)
      pendingErrors += line.errors
    }
  }
}
