/// Fits the words of a command to its grammar.
public enum Binder {
  /// Typed arguments, or every mistake in the order of the text.
  ///
  /// A placeholder is taken as it is: what it stands for is checked when it is known. A missing
  /// parameter is reported at the end of `span`, the whole command.
  public static func bind(
    verb: Name, span: SourceSpan, arguments: [ExpandedArgument], grammar: Grammar
  ) -> Binding {
    if case .word(let first)? = arguments.first, !first.isPlaceholder,
      let alternative = grammar.alternative(first.text)
    {
      return bind(
        verb: verb, form: first.text, span: span, arguments: arguments.dropFirst(),
        grammar: alternative)
    }
    return bind(verb: verb, form: nil, span: span, arguments: arguments[...], grammar: grammar)
  }

  private static func bind(
    verb: Name, form: String?, span: SourceSpan, arguments: ArraySlice<ExpandedArgument>,
    grammar: Grammar
  ) -> Binding {
    var binding = PartialBinding(grammar)
    for argument in arguments {
      switch argument {
      case .word(let word): binding.take(word)
      case .option(let key, let value):
        if grammar.optionPolicy == .text {
          binding.take(joined(key, value))
        } else {
          binding.take(key, value)
        }
      }
    }
    binding.finish(at: SourceSpan(span.end, span.end))
    guard binding.errors.isEmpty else {
      return .failed(binding.errors.sorted { $0.span.start < $1.span.start })
    }
    return .bound(
      Arguments(
        verb: verb, form: form, span: span, openOptions: binding.openOptions,
        positionals: binding.positionals, options: binding.options))
  }

  private static func joined(_ key: Name, _ value: ExpandedWord) -> ExpandedWord {
    ExpandedWord(
      "\(key.text)=\(value.text)", span: key.span.union(value.span),
      isQuoted: value.isQuoted, isPlaceholder: value.isPlaceholder,
      secretName: value.secretName)
  }
}

/// What became of the words of a command.
public enum Binding: Sendable, Equatable {
  case bound(Arguments)
  /// At least one, in the order of the text.
  case failed([BindError])
}

/// A command whose words are being fitted one after the other.
private struct PartialBinding {
  private(set) var positionals: [Arguments.Positional] = []
  private(set) var options: [Arguments.Option] = []
  private(set) var openOptions: [Arguments.Option] = []
  private(set) var errors: [BindError] = []

  private let grammar: Grammar
  private var nextParameter = 0
  /// Parameters that have got a word; words fill them in order.
  private var filledCount = 0
  private var seenKeys: Set<String> = []
  private var excess: ExpandedWord?
  /// Whether a word was no value of its parameter; those behind it may then be another's.
  private var isMisread = false

  init(_ grammar: Grammar) { self.grammar = grammar }

  mutating func take(_ word: ExpandedWord) {
    if !seenKeys.isEmpty {
      let kind = word.secretName.map { BindError.Kind.misplacedSecret($0) }
      errors.append(BindError(kind ?? .positionalAfterOption(word.text), word.span))
      return
    }
    guard nextParameter < grammar.parameters.count else {
      // The first word too many stands for all.
      if excess == nil { excess = word }
      return
    }
    let parameter = grammar.parameters[nextParameter]
    filledCount = nextParameter + 1
    if !parameter.repeats { nextParameter += 1 }
    let checked = parameter.type.check(
      word, parameter: parameter.name, isSecret: parameter.isSecret)
    if let value = note(checked.mapError { mistake($0, in: word) }) {
      positionals.append(Arguments.Positional(parameter: parameter.name, value: value))
    } else {
      isMisread = true
    }
  }

  /// A word that would begin an alternative is one only at the front.
  private func mistake(_ error: BindError, in word: ExpandedWord) -> BindError {
    guard case .unknownChoice(let shown, let parameter, let choices, let suggestion) = error.kind
    else { return error }
    if grammar.alternative(word.text) != nil {
      return BindError(.alternativeNotAlone(word.text, verb: grammar.verb), word.span)
    }
    let words = grammar.alternativeWords.map(\.name)
    return BindError(
      .unknownChoice(
        shown, parameter: parameter, choices: choices,
        suggestion: suggestion ?? Suggestion.nearest(to: word.text, in: words)), error.span)
  }

  mutating func take(_ key: Name, _ value: ExpandedWord) {
    guard seenKeys.insert(key.text).inserted else {
      errors.append(BindError(.repeatedOption(key.text), key.span))
      return
    }
    if let option = grammar.options.first(where: { $0.key == key.text }) {
      let checked = option.type.check(value, parameter: key.text, isSecret: option.isSecret)
      if let value = note(checked) { options.append(Arguments.Option(key: key, value: value)) }
    } else if grammar.optionPolicy == .open, let name = value.secretName {
      errors.append(BindError(.misplacedSecret(name), value.span))
    } else if grammar.optionPolicy == .open {
      let value = ArgumentValue(
        text: value.text, span: value.span, isPlaceholder: value.isPlaceholder)
      openOptions.append(Arguments.Option(key: key, value: value))
    } else {
      let suggestion = Suggestion.nearest(to: key.text, in: grammar.options.map(\.key))
      errors.append(
        BindError(
          .unknownOption(key.text, verb: grammar.verb, suggestion: suggestion), key.span))
    }
  }

  mutating func finish(at end: SourceSpan) {
    if let excess {
      errors.append(BindError(mistake(inExcess: excess), excess.span))
    }
    guard !isMisread else { return }
    for parameter in grammar.parameters.dropFirst(filledCount) where parameter.isRequired {
      errors.append(
        BindError(
          .missingParameter(
            parameter.name, summary: parameter.summary, choices: parameter.type.choiceNames),
          end))
    }
  }

  private func mistake(inExcess word: ExpandedWord) -> BindError.Kind {
    if let name = word.secretName { return .misplacedSecret(name) }
    let suggestion = grammar.options.first { $0.key == word.text }?.key
    return .unexpectedWord(word.text, verb: grammar.verb, suggestion: suggestion)
  }

  private mutating func note(_ checked: Result<ArgumentValue, BindError>) -> ArgumentValue? {
    switch checked {
    case .success(let value): return value
    case .failure(let error):
      errors.append(error)
      return nil
    }
  }
}
