import CommandLanguage

extension CommandSyntax {
  /// The same command with other words; those of conditions too.
  func mapWords(_ change: (Word) -> Word) -> CommandSyntax {
    let arguments = arguments.map { argument -> ArgumentSyntax in
      switch argument {
      case .word(let word): .word(change(word))
      case .option(let key, let value): .option(key: key, value: change(value))
      }
    }
    let form: Form =
      switch form {
      case .plain, .capture: form
      case .waitUntil(let condition): .waitUntil(condition.mapWords(change))
      case .nested(let inner): .nested(inner.mapWords(change))
      }
    return CommandSyntax(modifier: modifier, verb: verb, arguments: arguments, form: form)
  }

  /// The names of the variables that it reads.
  var variableNames: Set<String> {
    var names = Set(arguments.flatMap(\.word.variableNames))
    switch form {
    case .plain: break
    case .waitUntil(let condition): names.formUnion(condition.variableNames)
    case .capture(_, let query, _): names.formUnion(query.variableNames)
    case .nested(let inner): names.formUnion(inner.variableNames)
    }
    return names
  }
}

extension ExpectationSyntax {
  func mapWords(_ change: (Word) -> Word) -> ExpectationSyntax {
    switch self {
    case .refusal(.word(let word)): .refusal(.word(change(word)))
    case .refusal: self
    case .condition(let condition): .condition(condition.mapWords(change))
    }
  }

  var variableNames: Set<String> {
    switch self {
    case .refusal(.word(let word)): word.variableNames
    case .refusal: []
    case .condition(let condition): condition.variableNames
    }
  }
}

extension Condition {
  fileprivate func mapWords(_ change: (Word) -> Word) -> Condition {
    guard case .word(let word) = operand else { return self }
    return Condition(
      isNegated: isNegated, query: query, predicate: predicate, operand: .word(change(word)),
      span: span)
  }

  fileprivate var variableNames: Set<String> {
    guard case .word(let word) = operand else { return query.variableNames }
    return query.variableNames.union(word.variableNames)
  }
}

extension Query {
  fileprivate var variableNames: Set<String> {
    if case .variable(let reference) = root { [reference.name] } else { [] }
  }
}

extension ArgumentSyntax {
  var word: Word {
    switch self {
    case .word(let word): word
    case .option(_, let value): value
    }
  }
}

extension Word {
  /// The names of the variables in it.
  var variableNames: Set<String> {
    Set(
      pieces.compactMap { piece in
        if case .variable(let reference) = piece { reference.name } else { nil }
      })
  }

  /// The text of a word without variables.
  var literalText: String? {
    var text = ""
    for piece in pieces {
      guard case .text(let part) = piece else { return nil }
      text += part
    }
    return text
  }

  /// A word that is one variable.
  static func variable(_ name: String) -> Word {
    Word(
      [.variable(VariableReference(name: name, fallback: nil, span: SourceSpan(0, 0)))],
      quoting: .bare,
      span: SourceSpan(0, 0))
  }
}
