import CommandLanguage

/// The parameters and secrets of a text that nothing in it has made use of so far.
struct UnusedNames {
  /// In the order of the text.
  var names: [Name] { declared.filter { unread.contains($0.text) } }

  private let declared: [Name]
  private var unread: Set<String>

  init(_ header: ScriptHeader) {
    declared = header.parameters.map(\.name) + header.secrets.map(\.name)
    unread = Set(declared.map(\.text))
    for parameter in header.parameters { strike(parameter.defaultValue.map { [$0] } ?? []) }
  }

  /// Takes out every name that a unit reads.
  mutating func strike(_ unit: ScriptUnit) {
    // A script of a million lines reads its parameters early.
    guard !unread.isEmpty else { return }
    if case .command(let syntax) = unit.statement?.body { strike(syntax) }
    for statement in unit.expectations {
      guard case .expectation(let expectation) = statement.body else { continue }
      switch expectation.claim {
      case .refusal(let operand): strike(operand)
      case .condition(let condition): strike(condition)
      }
      strike(expectation.complaint.map { [$0] } ?? [])
    }
  }

  private mutating func strike(_ syntax: CommandSyntax) {
    strike(
      syntax.arguments.map { argument in
        switch argument {
        case .word(let word): word
        case .option(_, let value): value
        }
      })
    switch syntax.form {
    case .plain: break
    case .waitUntil(let condition): strike(condition)
    case .capture(_, let query, _): strike(query)
    case .nested(let command): strike(command)
    }
  }

  private mutating func strike(_ condition: Condition) {
    strike(condition.query)
    strike(condition.operand)
  }

  private mutating func strike(_ query: Query) {
    if case .variable(let reference) = query.root { strike(reference.name) }
    strike(query.words)
  }

  private mutating func strike(_ operand: Operand?) {
    if case .word(let word) = operand { strike([word]) }
  }

  private mutating func strike(_ words: [Word]) {
    for case .variable(let reference) in words.flatMap(\.pieces) { strike(reference.name) }
  }

  private mutating func strike(_ name: String) { unread.remove(name) }
}
