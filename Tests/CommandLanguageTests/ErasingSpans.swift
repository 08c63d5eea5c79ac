@testable import CommandLanguage

/// The same syntax without its places, to compare what two texts mean.
extension Statement {
  /// A copy in which every span is empty.
  var erasingSpans: Statement { Statement(body.erasingSpans, .none) }
}

extension SourceSpan {
  fileprivate static let none = SourceSpan(0, 0)
}

extension Statement.Body {
  fileprivate var erasingSpans: Self {
    switch self {
    case .version: self
    case .parameter(let name, let value):
      .parameter(name: name.erasingSpans, defaultValue: value?.erasingSpans)
    case .secret(let name, let source): .secret(name: name.erasingSpans, source: source)
    case .command(let command): .command(command.erasingSpans)
    case .expectation(let expectation):
      .expectation(
        ExpectationSyntax(
          expectation.claim.erasingSpans, else: expectation.complaint?.erasingSpans))
    }
  }
}

extension ExpectationSyntax.Claim {
  fileprivate var erasingSpans: Self {
    switch self {
    case .refusal(let operand): .refusal(operand?.erasingSpans)
    case .condition(let condition): .condition(condition.erasingSpans)
    }
  }
}

extension Name {
  fileprivate var erasingSpans: Name { Name(text, .none) }
}

extension CommandSyntax {
  fileprivate var erasingSpans: CommandSyntax {
    CommandSyntax(
      modifier: modifier, verb: verb.erasingSpans, arguments: arguments.map(\.erasingSpans),
      form: form.erasingSpans)
  }
}

extension CommandSyntax.Form {
  fileprivate var erasingSpans: Self {
    switch self {
    case .plain: self
    case .waitUntil(let condition): .waitUntil(condition.erasingSpans)
    case .capture(let name, let query, let isSecret):
      .capture(name: name.erasingSpans, query: query.erasingSpans, isSecret: isSecret)
    case .nested(let command): .nested(command.erasingSpans)
    }
  }
}

extension ArgumentSyntax {
  fileprivate var erasingSpans: Self {
    switch self {
    case .word(let word): .word(word.erasingSpans)
    case .option(let key, let value):
      .option(key: key.erasingSpans, value: value.erasingSpans)
    }
  }
}

extension Word {
  fileprivate var erasingSpans: Word {
    let pieces = pieces.map { piece in
      switch piece {
      case .text: piece
      case .variable(let reference): Piece.variable(reference.erasingSpans)
      }
    }
    return Word(pieces, quoting: quoting, spansLines: spansLines, span: .none)
  }
}

extension VariableReference {
  fileprivate var erasingSpans: VariableReference {
    VariableReference(name: name, fallback: fallback, span: .none)
  }
}

extension Condition {
  fileprivate var erasingSpans: Condition {
    Condition(
      isNegated: isNegated, query: query.erasingSpans, predicate: predicate,
      operand: operand?.erasingSpans, span: .none)
  }
}

extension Query {
  fileprivate var erasingSpans: Query {
    let root: Root =
      if case .variable(let reference) = root { .variable(reference.erasingSpans) } else { root }
    return Query(root: root, path: path.map(\.erasingSpans), span: .none)
  }
}

extension Query.Step {
  fileprivate var erasingSpans: Self {
    switch self {
    case .name(let name): .name(name.erasingSpans)
    case .index(let index, _): .index(index, .none)
    case .choice(let criteria, _):
      .choice(criteria.map { .init($0.name.erasingSpans, $0.value.erasingSpans) }, .none)
    }
  }
}

extension Operand {
  fileprivate var erasingSpans: Self {
    switch self {
    case .word(let word): .word(word.erasingSpans)
    case .regex(let pattern, _): .regex(pattern, .none)
    }
  }
}
