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
      case .plain: form
      case .capture(let name, let query, let isSecret):
        .capture(name: name, query: query.mapWords(change), isSecret: isSecret)
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
    let claim: Claim =
      switch claim {
      case .refusal(.word(let word)): .refusal(.word(change(word)))
      case .refusal: claim
      case .condition(let condition): .condition(condition.mapWords(change))
      }
    return ExpectationSyntax(claim, else: complaint.map(change))
  }

  var variableNames: Set<String> {
    let names =
      switch claim {
      case .refusal(.word(let word)): word.variableNames
      case .refusal: Set<String>()
      case .condition(let condition): condition.variableNames
      }
    return names.union(complaint?.variableNames ?? [])
  }
}

extension Condition {
  fileprivate func mapWords(_ change: (Word) -> Word) -> Condition {
    var operand = operand
    if case .word(let word) = operand { operand = .word(change(word)) }
    return Condition(
      isNegated: isNegated, query: query.mapWords(change), predicate: predicate,
      operand: operand, span: span)
  }

  fileprivate var variableNames: Set<String> {
    guard case .word(let word) = operand else { return query.variableNames }
    return query.variableNames.union(word.variableNames)
  }
}

extension Query {
  /// The words that elements are chosen by, in the order written.
  var words: [Word] {
    path.flatMap { step -> [Word] in
      if case .choice(let criteria, _) = step { criteria.map(\.value) } else { [] }
    }
  }

  fileprivate func mapWords(_ change: (Word) -> Word) -> Query {
    guard !words.isEmpty else { return self }
    let path = path.map { step -> Step in
      guard case .choice(let criteria, let span) = step else { return step }
      return .choice(criteria.map { Criterion($0.name, change($0.value)) }, span)
    }
    return Query(root: root, path: path, span: span)
  }

  fileprivate var variableNames: Set<String> {
    let names = Set(words.flatMap(\.variableNames))
    if case .variable(let reference) = root { return names.union([reference.name]) }
    return names
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

  /// A word that is one variable.
  static func variable(_ name: String) -> Word {
    Word(
      [.variable(VariableReference(name: name, fallback: nil, span: SourceSpan(0, 0)))],
      quoting: .bare,
      span: SourceSpan(0, 0))
  }
}
