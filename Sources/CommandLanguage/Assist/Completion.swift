/// What the Tab key can put in place of the word at a cursor.
public struct Completion: Sendable, Equatable {
  /// UTF-8 offset from which a candidate replaces the text up to the cursor.
  public let wordStart: Int
  /// In the order of the command table.
  public let candidates: [Candidate]
  /// Whether the name of a file is due; only the caller can look for one.
  public let expectsFile: Bool
  /// The word up to the cursor, without a quote that is open in it.
  public var typed = ""
  /// The quote that is open at the cursor.
  public var quote: Character?

  /// One possible word.
  public struct Candidate: Sendable, Equatable {
    /// What replaces the word, quoted when it must be.
    public let text: String
    /// One line that says what it is; for a live id its note.
    public let summary: String
    /// How long ago a live id was seen; empty for what the command table holds.
    public internal(set) var age = ""
    /// Whether a space belongs behind it; false where the word goes on, as behind `room=`.
    public internal(set) var endsWord = true
  }

  /// An id that is known to exist.
  public struct LiveIdentifier: Sendable, Equatable {
    /// As the service writes it.
    public let id: String
    /// One line that says what it names.
    public let note: String
    /// How long ago that was learnt, such as `12s ago`; empty when it does not age.
    public let age: String

    /// Makes one from its parts.
    public init(_ id: String, _ note: String, age: String = "") {
      self.id = id
      self.note = note
      self.age = age
    }
  }

  /// The ids of a kind that are known to exist.
  public typealias LiveIdentifiers = (IdentifierKind) -> [LiveIdentifier]

  /// Finds what may stand at a cursor.
  ///
  /// - Parameters:
  ///   - cursor: UTF-8 offset in the line; what follows it is not looked at.
  ///   - liveIdentifiers: Asked at most once for each place where an id may stand.
  public static func complete(
    _ line: String, cursor: Int, table: GrammarTable,
    liveIdentifiers: LiveIdentifiers = { _ in [] }
  ) -> Completion {
    let command = PartialCommand(line, cursor: cursor)
    let context = CursorContext(command, table: table)
    let prefix = String(
      decoding: command.prefix.utf8.dropFirst(context.skippedBytes), as: UTF8.self)
    let all = context.slots.flatMap {
      candidates(for: $0, prefix: prefix, table, liveIdentifiers)
    }
    let found = all.filter { $0.text.hasPrefix(prefix) || $0.value.hasPrefix(prefix) }
    return Completion(
      wordStart: command.wordStart + context.skippedBytes,
      candidates: command.quote.map { quote in found.map { $0.inQuotes(quote) } } ?? found,
      expectsFile: context.slots.contains(where: \.expectsFile), typed: prefix,
      quote: command.quote)
  }

  /// A value as it is written in a command: bare where it can be, and else in the quote that was begun, or the lightest.
  ///
  /// - Parameter goesOn: whether more of the value follows, so that the quote stays open.
  public static func written(_ value: String, in quote: Character?, goesOn: Bool = false) -> String
  {
    let text = Candidate(text: Printer.print(Word.literal(value)), summary: "")
    let written = quote.map { text.inQuotes($0).text } ?? text.text
    return goesOn && written != value ? String(written.dropLast()) : written
  }

  static func candidates(
    for slot: Slot, prefix: String, _ table: GrammarTable, _ liveIdentifiers: LiveIdentifiers
  ) -> [Candidate] {
    switch slot {
    case .verb(let isModified, let nesting):
      return verbs(table, isModified: isModified).filter { nesting.allows($0.text) }
    case .verbName(let parameter):
      return table.grammars.map { Candidate(text: $0.verb, summary: $0.summary) }
        + words(of: parameter)
    case .positional(let parameter, let given):
      return (values(of: parameter.type, liveIdentifiers) + words(of: parameter)).filter {
        !given.contains($0.text)
      }
    case .key(let option):
      return [Candidate(text: option.key + "=", summary: option.summary, endsWord: false)]
    case .optionValue(let option, let given):
      return values(of: option.type, liveIdentifiers).filter { !given.contains($0.text) }
    case .query(let keyword, let mayBeNegated):
      return queries(keyword, mayBeNegated: mayBeNegated, prefix: prefix)
    case .predicate: return Vocabulary.predicates.map(candidate)
    case .operand(let predicate, let query):
      return predicate == .matches ? [] : operands(of: query)
    case .word(let text, let summary): return [Candidate(text: text, summary: summary)]
    case .end: return []
    }
  }

  private static func words(of parameter: Parameter) -> [Candidate] {
    parameter.words.map {
      Candidate(text: $0.name, summary: $0.summary, endsWord: !$0.name.hasSuffix(":"))
    }
  }

  private static func candidate(_ entry: Vocabulary.Entry) -> Candidate {
    Candidate(
      text: entry.text, summary: entry.summary, endsWord: !entry.text.hasSuffix("."))
  }

  private static func verbs(_ table: GrammarTable, isModified: Bool) -> [Candidate] {
    let verbs = table.grammars.map { Candidate(text: $0.verb, summary: $0.summary) }
    let words = isModified ? [] : Vocabulary.items + Vocabulary.modifiers
    let itemsOnly = Set((Vocabulary.modifiers + [Vocabulary.items[0]]).map(\.text))
    let allowed = isModified ? verbs.filter { !itemsOnly.contains($0.text) } : verbs
    return allowed + words.filter { table.grammar(for: $0.text) == nil }.map(candidate)
  }

  private static func values(
    of type: ArgumentType, _ liveIdentifiers: LiveIdentifiers
  ) -> [Candidate] {
    switch type {
    case .choice(let choices):
      choices.map { Candidate(text: $0.name, summary: $0.summary) }
    case .choices(let choices):
      choices.map { Candidate(text: $0.name, summary: $0.summary, endsWord: false) }
    case .identifier(let kind):
      liveIdentifiers(kind).map { live in
        Candidate(
          text: Printer.print(Word.literal(live.id)), summary: live.note, age: live.age)
      }
    case .text, .integer, .duration, .url, .file: []
    }
  }

  private static func queries(
    _ keyword: String, mayBeNegated: Bool, prefix: String
  ) -> [Candidate] {
    if prefix.contains(".") { return Vocabulary.paths.map(candidate) }
    let roots = Vocabulary.roots.map(candidate)
    let negation = Candidate(text: "not", summary: "the opposite")
    return mayBeNegated ? roots + [negation] : roots
  }

  private static func operands(of query: String) -> [Candidate] {
    guard Vocabulary.recordedStates.contains(query) else { return [] }
    return Vocabulary.trackStates.map {
      Candidate(text: $0, summary: "state of a recording")
    }
  }
}

extension Completion.Candidate {
  /// What the text stands for.
  fileprivate var value: String {
    guard let quote = text.first, quote == "'" || quote == "\"", text.count > 1 else { return text }
    var value = ""
    var isEscaped = false
    for character in text.dropFirst().dropLast() {
      if quote == "\"", character == "\\", !isEscaped {
        isEscaped = true
      } else {
        value.append(character)
        isEscaped = false
      }
    }
    return value
  }

  /// The same in a quote of that kind, where its text can stand in one.
  fileprivate func inQuotes(_ quote: Character) -> Self {
    let value = value
    let cannot =
      value.unicodeScalars.contains { $0.value < 0x20 } || (quote == "'" && value.contains("'"))
    guard !cannot else { return self }
    var written = ""
    for character in value {
      if quote == "\"", "\\\"$".contains(character) { written.append("\\") }
      written.append(character)
    }
    var copy = Self(text: "\(quote)\(written)\(quote)", summary: summary)
    (copy.age, copy.endsWord) = (age, endsWord)
    return copy
  }
}

extension Slot {
  fileprivate var expectsFile: Bool {
    switch self {
    case .positional(let parameter, _): parameter.type == .file
    case .optionValue(let option, _): option.type == .file
    default: false
    }
  }
}
