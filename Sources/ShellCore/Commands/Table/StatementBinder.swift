import CommandLanguage
import VideoSDKClient

/// A statement whose words are expanded and bound: ready to run.
enum BoundStatement: Sendable {
  case command(any Command)
  case polling(Polling)
  case capture(name: Name, query: Query, isSecret: Bool)
  indirect case preview(PreviewOrder)
  case watch(WatchOrder)
}

/// Turns syntax into something that can run.
///
/// Pure; what it throws is every mistake in the syntax.
enum StatementBinder {
  static func bind(
    _ syntax: CommandSyntax, span: SourceSpan, in scope: Scope
  ) throws(Mistakes) -> BoundStatement {
    switch syntax.form {
    case .capture(let name, let query, let isSecret):
      let mistakes = mistakes(in: query, scope: scope)
      guard mistakes.isEmpty else { throw Mistakes(mistakes) }
      return .capture(name: name, query: query, isSecret: isSecret)
    case .waitUntil(let condition):
      return try polling(condition, syntax, span: span, in: scope)
    case .nested(let inner): return try nested(inner, in: syntax, span: span, scope)
    case .plain:
      guard let type = CommandTable.command(for: syntax.verb.text) else {
        guard let grammar = CommandTable.prefix(for: syntax.verb.text) else {
          throw Mistakes(.unknownVerb(syntax.verb, in: syntax))
        }
        // Without a command behind it, it never binds.
        _ = try bind(syntax, span: span, grammar: grammar, in: scope)
        throw Mistakes([])
      }
      return .command(try type.init(bind(syntax, span: span, grammar: type.grammar, in: scope)))
    }
  }

  /// Why only a person at the prompt may give a command so; nil where a script may too.
  static func reasonForPrompt(_ syntax: CommandSyntax, in scope: Scope) -> String? {
    switch try? bind(syntax, span: syntax.verb.span, in: scope) {
    case .command(let command): command.reasonForPrompt
    case .watch: WatchGrammar.reason
    case .polling, .capture, .preview, nil: nil
    }
  }

  /// A whole command behind `dry`, `as LANGUAGE` or `watch`.
  private static func nested(
    _ inner: CommandSyntax, in syntax: CommandSyntax, span: SourceSpan, _ scope: Scope
  ) throws(Mistakes) -> BoundStatement {
    guard let grammar = CommandTable.prefix(for: syntax.verb.text) else {
      throw Mistakes(.unknownVerb(syntax.verb, in: syntax))
    }
    let own = grammar.parameters.filter { $0.name != PreviewGrammar.command.name }
    let words = Grammar(
      verb: grammar.verb, summary: grammar.summary, parameters: own, options: grammar.options,
      examples: grammar.examples)
    // What stands last belongs to the verb that stands first, where that knows it.
    let isOuter = { (argument: ArgumentSyntax) in
      if case .option(let key, _) = argument {
        grammar.options.contains { $0.key == key.text }
      } else {
        false
      }
    }
    let outer = CommandSyntax(
      modifier: nil, verb: syntax.verb,
      arguments: syntax.arguments + inner.arguments.filter(isOuter))
    let command = CommandSyntax(
      modifier: inner.modifier, verb: inner.verb,
      arguments: inner.arguments.filter { !isOuter($0) },
      form: inner.form)
    let innerSpan = SourceSpan(inner.verb.span.start, span.end)
    let arguments = try bind(outer, span: span, grammar: words, in: scope)
    let prepared = try bind(command, span: innerSpan, in: scope)
    guard grammar.verb == WatchGrammar.grammar.verb else {
      return .preview(
        PreviewOrder(
          language: PreviewGrammar.language(in: arguments), text: Printer.print(command),
          command: prepared))
    }
    return .watch(try WatchOrder(prepared, verb: inner.verb, arguments))
  }

  private static func bind(
    _ syntax: CommandSyntax, span: SourceSpan, grammar: Grammar, in scope: Scope
  ) throws(Mistakes) -> Arguments {
    let (arguments, missing) = Expansion.expand(syntax.arguments, in: scope)
    guard missing.isEmpty else { throw Mistakes(missing.map { .undefinedVariable($0) }) }
    switch Binder.bind(verb: syntax.verb, span: span, arguments: arguments, grammar: grammar) {
    case .bound(let bound): return bound
    case .failed(let errors):
      if let failure = FamiliarWords.failure(of: syntax, grammar) { throw Mistakes(failure) }
      throw Mistakes(errors.map { .bind($0) })
    }
  }

  private static func polling(
    _ condition: Condition, _ syntax: CommandSyntax, span: SourceSpan, in scope: Scope
  ) throws(Mistakes) -> BoundStatement {
    let mistakes = self.mistakes(in: condition, scope: scope)
    guard mistakes.isEmpty else { throw Mistakes(mistakes) }
    let arguments = try bind(syntax, span: span, grammar: PollingBinder.grammar, in: scope)
    return .polling(PollingBinder.bind(condition, arguments))
  }

  /// What is wrong with a condition before anything runs.
  static func mistakes(in condition: Condition, scope: Scope) -> [Failure] {
    mistakes(in: condition.query, scope: scope)
      + (condition.operand.map { mistakes(in: $0, scope: scope) } ?? [])
  }

  /// What is wrong with an expectation before anything runs.
  static func mistakes(in expectation: ExpectationSyntax, scope: Scope) -> [Failure] {
    let mistakes =
      switch expectation.claim {
      case .refusal(let operand): operand.map { self.mistakes(in: $0, scope: scope) } ?? []
      case .condition(let condition): self.mistakes(in: condition, scope: scope)
      }
    return mistakes + (expectation.complaint.map { self.mistakes(in: $0, scope: scope) } ?? [])
  }

  private static func mistakes(in query: Query, scope: Scope) -> [Failure] {
    var mistakes = QueryCheck.mistake(in: query).map { [$0] } ?? []
    if case .variable(let reference) = query.root {
      mistakes += self.mistakes(in: reference, scope: scope)
    }
    return mistakes + query.words.flatMap { self.mistakes(in: $0, scope: scope) }
  }

  /// What is wrong with the right side of a condition.
  static func mistakes(in operand: Operand, scope: Scope) -> [Failure] {
    // A regex was compiled when it was parsed.
    guard case .word(let word) = operand else { return [] }
    return mistakes(in: word, scope: scope)
  }

  /// What is wrong with a word whose text may be shown.
  private static func mistakes(in word: Word, scope: Scope) -> [Failure] {
    word.pieces.flatMap { piece -> [Failure] in
      guard case .variable(let reference) = piece else { return [] }
      return mistakes(in: reference, scope: scope)
    }
  }

  /// What is wrong with a variable where its value may be shown.
  static func mistakes(in reference: VariableReference, scope: Scope) -> [Failure] {
    do throws(UndefinedVariable) {
      guard case .secret = try Expansion.value(of: reference, in: scope) else { return [] }
      return [.bind(BindError(.misplacedSecret(reference.name), reference.span))]
    } catch {
      return [.undefinedVariable(error)]
    }
  }

}

/// The names that a query may hold.
enum QueryCheck {
  private static let stateNames =
    ["room", "participant", "running", "files"] + RecordedSubject.stateNames
  /// What a sandbox tells of itself, and what it keeps of requests.
  static let sandboxNames = [
    "seed", "deterministic", "now", "rooms", "sessions", "recordings", "merges", "faults",
    "processing", "storage", "requests",
  ]
  private static let errorNames = ["code", "message", "category", "status"]

  static func mistake(in query: Query) -> Failure? {
    switch query.root {
    case .state: first(query, root: "state", stateNames)
    case .recording: first(query, root: "recording", RecordingQuery.names)
    case .error: query.path.isEmpty ? nil : first(query, root: "error", errorNames)
    case .sandbox: first(query, root: "sandbox", sandboxNames)
    case .http, .elapsed, .last, .hook, .variable: nil
    }
  }

  private static func first(_ query: Query, root: String, _ names: [String]) -> Failure? {
    guard case .name(let name) = query.path.first else {
      return .incompleteQuery(root: root, names: names, query.span)
    }
    guard !names.contains(name.text) else { return nil }
    return .unknownQueryName(
      name, root: root, names: names, suggestion: Suggestion.nearest(to: name.text, in: names))
  }
}

extension Failure {
  fileprivate static func incompleteQuery(
    root: String, names: [String], _ span: SourceSpan
  ) -> Failure {
    Failure(
      .script, "incomplete-query", "`\(root)` needs a name behind a dot", span: span,
      hints: ["one of \(list(names, prefix: root + "."))"])
  }

  fileprivate static func unknownQueryName(
    _ name: Name, root: String, names: [String], suggestion: String?
  ) -> Failure {
    Failure(
      .script, "unknown-query", "`\(root)` has no `\(name.text)`", span: name.span,
      hints: didYouMean(suggestion) ?? ["one of \(list(names, prefix: root + "."))"])
  }

  private static func list(_ names: [String], prefix: String) -> String {
    names.map { "`\(prefix)\($0)`" }.joined(separator: ", ")
  }
}
