import CommandLanguage

/// The language as an editor must know it to colour it, taken from the command table and the parser.
struct EditorWords {
  /// Commands, each with what may stand behind it.
  let verbs: [Verb]
  /// What stands in front of a whole command, each with the words between.
  let prefixes: [Verb]

  struct Verb {
    let name: String
    /// The words that mean something behind it, in any place.
    let words: [String]
    let options: Options
    /// Whether a query with a predicate may follow.
    let takesQuery: Bool
  }

  enum Options: Equatable {
    case keys([String])
    /// Any `key=`.
    case any
  }

  init(_ table: GrammarTable) {
    var verbs: [Verb] = []
    var prefixes: [Verb] = []
    for grammar in table.grammars {
      // As completion knows it.
      let isPrefix = grammar.parameters.last?.name == "COMMAND"
      if isPrefix { prefixes.append(Verb(grammar)) } else { verbs.append(Verb(grammar)) }
    }
    self.verbs = verbs
    self.prefixes = prefixes
  }

  /// The items of a script that are no commands.
  static let headers = Statement.headers
  /// The words between the parts of a condition.
  static let connectives = Condition.connectives
  static let roots = Query.Root.words
  /// The predicates that are words, and those that are signs, longer ones first.
  static let predicates = (
    words: Condition.Predicate.allCases.map(\.rawValue).filter { $0.first?.isLetter == true },
    signs: Condition.Predicate.allCases.map(\.rawValue).filter { $0.first?.isLetter == false }
      .sorted { ($0.count, $1) > ($1.count, $0) }
  )
}

extension EditorWords.Verb {
  init(_ grammar: Grammar) {
    name = grammar.verb
    takesQuery = [
      ExpectationGrammar.expect.verb, ExpectationGrammar.capture.verb, WaitCommand.grammar.verb,
    ].contains(grammar.verb)
    words = grammar.constantWords.reduce(into: []) { words, word in
      if !words.contains(word) { words.append(word) }
    }
    options =
      switch grammar.optionPolicy {
      case .open: .any
      case .declared, .text:
        .keys(
          (([grammar] + grammar.alternatives).flatMap(\.options)
            + (grammar.verb == PollingBinder.grammar.verb ? PollingBinder.grammar.options : []))
            .map(\.key))
      }
  }
}

extension Grammar {
  /// The words that its parameters, its options and its forms take.
  fileprivate var constantWords: [String] {
    let own =
      parameters.flatMap { $0.type.words + $0.words.map(\.name) }
      + options.flatMap(\.type.words)
    let inner = (forms + alternatives).flatMap { form in
      // `VERB WORD`.
      form.verb.split(separator: " ").dropFirst().map(String.init) + form.constantWords
    }
    return own + inner
  }
}

extension ArgumentType {
  fileprivate var words: [String] {
    switch self {
    case .choice(let choices), .choices(let choices): choices.map(\.name)
    case .text, .identifier, .integer, .duration, .url, .file: []
    }
  }
}

/// Regular expressions for both kinds of editors are built of these.
enum EditorPattern {
  /// Words of the language: letters, digits, `_` and `-`, which mean nothing in a pattern; longer ones first.
  static func anyOf(_ words: [String], _ separator: String) -> String {
    words.sorted { ($0.count, $1) > ($1.count, $0) }.joined(separator: separator)
  }
}
