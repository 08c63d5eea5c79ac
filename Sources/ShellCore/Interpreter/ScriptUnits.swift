import CommandLanguage

/// A command of a script with the expectations below it.
struct ScriptUnit: Sendable {
  /// Everything but an expectation; nil for expectations with no command above, and for a known command.
  let statement: Statement?
  /// A command that is known by its line, which was not read again.
  var known: KnownCommand?
  /// The 1-based line that the command begins on; 0 when there is none.
  let line: Int
  /// But for those that are known to be right.
  var expectations: [Statement]
  /// Whether one of those that are known makes a refusal expected.
  var isRefusalKnown = false
  var errors: [ParseError]

  struct KnownCommand: Sendable {
    let command: any Command
    let isTried: Bool
    let line: RawLine
  }

  /// Where the command stands; empty when there is none.
  var span: Span { statement?.span ?? known?.line.span ?? Span(0, 0) }

  /// The command, unless it is known.
  var command: CommandSyntax? {
    if case .command(let syntax) = statement?.body { syntax } else { nil }
  }

  /// Whether it begins with a command, and not with a header or an expectation.
  var hasCommand: Bool {
    if case .command = statement?.body { true } else { known != nil }
  }

  /// Whether a refusal of the command does not end the script.
  var allowsRefusal: Bool {
    if case .command(let syntax) = statement?.body, syntax.modifier == .try { return true }
    return known?.isTried == true || isRefusalKnown || expectsRefusal
  }

  /// Whether what follows the command makes a refusal expected: `expect error …`, `expect http == 4xx`.
  var expectsRefusal: Bool {
    expectations.contains { statement in
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
    switch self {
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

/// Groups the statements of a text into units, one at a time: a script of a million lines is never held as statements.
struct ScriptUnits: Sequence, IteratorProtocol {
  private var parser: Parser
  private let text: SourceText
  private let dialect: Dialect
  private var pending: ArraySlice<Statement> = []
  /// Where the logical line begins that `pending` is of.
  private var pendingStart = (offset: 0, line: 0)
  private var pendingErrors: [ParseError] = []
  /// A line that is known and still to be taken; `pending` is empty then.
  private var known: (content: KnownLines.Content, line: RawLine, number: Int)?
  private var isAtEnd = false

  init(_ source: SourceText, dialect: Dialect = .file) {
    text = source
    self.dialect = dialect
    parser = Parser(source, dialect: dialect)
  }

  mutating func next() -> ScriptUnit? { next(knowing: KnownLines()) }

  /// The next unit; a line that is known is not read again.
  mutating func next(knowing lines: KnownLines) -> ScriptUnit? {
    fill(lines)
    if let item = known.take() {
      if case .command(let command, let isTried) = item.content {
        let known = ScriptUnit.KnownCommand(command: command, isTried: isTried, line: item.line)
        return unit(nil, known, line: item.number, [], lines)
      }
      read(item.line, number: item.number)
    }
    if !pendingErrors.isEmpty, pending.isEmpty {
      defer { pendingErrors = [] }
      return ScriptUnit(statement: nil, line: 0, expectations: [], errors: pendingErrors)
    }
    guard let first = pending.popFirst() else { return nil }
    if case .expectation = first.body { return unit(nil, nil, line: 0, [first], lines) }
    return unit(first, nil, line: line(of: first), [], lines)
  }

  /// Reads the line of a known command, for the places of its words.
  func command(of known: ScriptUnit.KnownCommand, number: Int) -> CommandSyntax? {
    var parser = Parser(text, dialect: dialect, from: known.line, number: number)
    guard case .command(let syntax) = parser.next()?.statements.first?.body else { return nil }
    return syntax
  }

  private mutating func unit(
    _ statement: Statement?, _ command: ScriptUnit.KnownCommand?, line: Int,
    _ start: [Statement], _ lines: KnownLines
  ) -> ScriptUnit {
    var unit = ScriptUnit(
      statement: statement, known: command, line: line, expectations: start, errors: [])
    while true {
      fill(lines)
      if case .expectation(let expectsRefusal)? = known?.content {
        guard !unit.hasCommand else {
          unit.isRefusalKnown = unit.isRefusalKnown || expectsRefusal
          known = nil
          continue
        }
        if let item = known.take() { read(item.line, number: item.number) }
      }
      guard let following = pending.first, case .expectation = following.body else { break }
      unit.expectations.append(following)
      pending.removeFirst()
    }
    unit.errors = pendingErrors
    pendingErrors = []
    return unit
  }

  /// Counted from the start of its logical line, which the parser knows: to search the text for it costs more.
  private func line(of statement: Statement) -> Int {
    var line = pendingStart.line
    for offset in pendingStart.offset..<statement.span.start where text.utf8[offset] == 0x0A {
      line += 1
    }
    return line
  }

  /// Reads lines until a statement or a known line is at hand, or the text ends.
  private mutating func fill(_ lines: KnownLines) {
    while pending.isEmpty, known == nil, !isAtEnd {
      if !lines.isEmpty, let line = parser.upcoming, let content = lines.content(of: line) {
        known = (content, line, parser.lineNumber)
        parser.skip(line)
      } else if let line = parser.next() {
        take(line)
      } else {
        isAtEnd = true
      }
    }
  }

  /// Reads a known line after all.
  private mutating func read(_ line: RawLine, number: Int) {
    var parser = Parser(text, dialect: dialect, from: line, number: number)
    if let line = parser.next() { take(line) }
  }

  private mutating func take(_ line: ParsedLine) {
    pending = line.statements[...]
    pendingStart = (line.span.start, line.line)
    pendingErrors += line.errors
  }
}
