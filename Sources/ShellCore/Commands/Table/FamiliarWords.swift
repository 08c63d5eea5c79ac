import CommandLanguage

/// What somebody types who does not know the language yet, and what is said to it.
///
/// A word that is another name of one command stands in that command's grammar.
enum FamiliarWords {
  private static let sentences: [(words: String, advice: String)] = [
    (
      "man ? -h --help -help /? info usage hilfe hello hi start-here menu",
      "`help` shows what there is to do, `help VERB` how; `?` behind a blank: what may come next"
    ),
    (
      "learn tutorial tutor teach training train course demo intro guide tour lessons",
      "`lesson` begins the training, in a sandbox of its own"
    ),
    ("exit q bye logout close :q :q! :wq end", "`quit` leaves the shell, and so does Ctrl-D"),
    (
      "ls list dir show get ll find query",
      "`rooms`, `participants`, `sessions` and `recordings` list what there is"
    ),
    (
      questions,
      "`explain` tells what the words mean, `help` what there is to do"
    ),
    (
      "cd use select choose enter open join switch",
      "`set room ID` chooses a room; `rooms` lists them"
    ),
    (
      "gantt chart graph plot draw picture svg",
      "`timeline` draws what was recorded when; `timeline to=lesson.svg` as a picture"
    ),
    ("hook webhooks events", "`hooks` shows what came; `let h = hook` keeps the last one"),
    ("version --version -v", "`vsdk --version` in the system's shell tells it"),
    (
      "login auth signin signup register",
      "`token` asks for a token; `whoami` shows which credentials are used"
    ),
    ("live", "`vsdk --live` in the system's shell begins at the vendor's service"),
    ("curl http", "`as curl start audio` writes a command's requests for curl"),
    ("play open-file mp4 webm", "`download audio` fetches the file; a media player plays it"),
    (
      "if for while loop function def alias",
      "the language has no loops and no conditions; `help scripts` shows what it has"
    ),
    ("& | > < * (", "there are no pipes and no patterns here; `help` shows what there is to do"),
  ]

  /// What is said to a word; nil for one that nobody has thought of.
  static func advice(for word: String) -> String? {
    let lower = word.lowercased()
    let found = sentences.first { $0.words.split(separator: " ").contains { $0 == lower } }?.advice
    return found
      ?? GlossaryTerm(word: lower).map { advice(for: $0, asksForPrice: asksForPrice([lower])) }
  }

  /// Whether a word asks what another one means.
  static func asks(_ word: String) -> Bool {
    questions.split(separator: " ").contains { $0 == word.lowercased() }
  }

  private static let questions =
    "glossary what what's whats dictionary vocabulary terms meaning words why how"

  private static func advice(for term: GlossaryTerm, asksForPrice: Bool) -> String {
    pointer(to: term, asksForPrice: asksForPrice) + "; `\(term.command)` shows it"
  }

  /// - Parameter asksForPrice: whether somebody asks what it costs.
  fileprivate static func pointer(to term: GlossaryTerm, asksForPrice: Bool) -> String {
    "`explain \(term.rawValue)` tells what it is\(asksForPrice ? ", and what it costs" : "")"
  }

  /// Whether a line is about money.
  fileprivate static func asksForPrice(_ words: [String]) -> Bool {
    let letters = words.map { $0.lowercased().filter(\.isLetter) }
    return letters.contains { word in
      ["cost", "pric", "bill", "money", "dollar", "expensive", "charge", "much"]
        .contains { word.hasPrefix($0) }
    }
  }

  /// What is said to the heading of a group of commands, as `help` has them; nil where it is none.
  static func advice(forHeading word: String) -> String? {
    let group = CommandTable.groups.first {
      $0.title == word || $0.title.hasPrefix("\(word) ")
    }
    return group.map {
      "`\($0.title)` is a heading of `help`; below it: "
        + $0.grammars.map(\.verb).joined(separator: ", ")
    }
  }

  /// Every word that something is said to.
  static var words: [String] {
    sentences.flatMap { $0.words.split(separator: " ").map { String($0) } }
  }

  /// Everything that is said.
  static var all: [String] {
    sentences.map(\.advice) + GlossaryTerm.allCases.map { advice(for: $0, asksForPrice: false) }
  }

  /// A better word for words that do not bind, by the way in which they were written; nil where there is none.
  static func failure(of syntax: CommandSyntax, _ grammar: Grammar) -> Failure? {
    for argument in syntax.arguments {
      switch argument {
      case .word(let word):
        guard let text = word.literalText else { continue }
        if asksForHelp.contains(text.lowercased()) { return .helpAsked(grammar.verb, word.span) }
        if text == "=", grammar.verb == SetCommand.grammar.verb { return .equalsSign(word.span) }
      case .option(let key, _):
        guard grammar.verb == SetCommand.grammar.verb, SettingKey(rawValue: key.text) != nil
        else { continue }
        return .equalsSign(argument.word.span.union(key.span), setting: key.text)
      }
    }
    return nil
  }

  private static let asksForHelp = ["--help", "-h", "-help", "?", "/?"]
}

extension Failure {
  /// No command has this verb.
  static func unknownVerb(_ verb: Name, in syntax: CommandSyntax) -> Failure {
    var failure = Failure.bind(.unknownVerb(verb, in: CommandTable.grammars))
    let behind = syntax.arguments.lazy.compactMap { $0.word.literalText }
    let word = verb.text.lowercased()
    if syntax.arguments.isEmpty, let heading = FamiliarWords.advice(forHeading: word) {
      let isOtherName = CommandTable.grammars.grammars.contains { $0.otherNames.contains(word) }
      failure.hints = (isOtherName ? failure.hints : []) + [heading]
      return failure
    }
    guard let advice = FamiliarWords.advice(for: verb.text) else { return failure }
    let command = behind.first.flatMap { CommandTable.grammars.grammar(for: $0)?.verb }
    let isPrice = FamiliarWords.asksForPrice(Array(behind))
    let named = behind.compactMap { GlossaryTerm(word: $0) }.first
    let term: GlossaryTerm? = isPrice ? .recording : named
    if let term, FamiliarWords.asks(verb.text) {
      // `what is a room?`
      failure.hints = [FamiliarWords.pointer(to: term, asksForPrice: isPrice)]
    } else {
      // `list rooms`
      failure.hints = [command.map { "did you mean `\($0)`?" } ?? advice]
    }
    return failure
  }

  fileprivate static func helpAsked(_ verb: String, _ span: SourceSpan) -> Failure {
    Failure(
      .script, "help-asked", "`\(verb)` takes no word for help", span: span,
      hints: ["`help \(verb)` shows what it takes"])
  }

  fileprivate static func equalsSign(_ span: SourceSpan, setting: String = "KEY") -> Failure {
    Failure(
      .script, "equals-sign", "`set` takes no `=`", span: span,
      hints: ["write a blank: `set \(setting) VALUE`"])
  }
}
