/// Tells the parts of a line apart while it is typed.
///
/// Pure. The lexer reads the words; what each of them is, and whether it can stand where it does, the grammar table says,
/// as it does for completion. A word at the very end may still grow, and is a mistake only when nothing begins so.
public struct Highlighter {
  /// Longer lines are left plain: each word is looked at in the light of all before it.
  private static let longestLine = 2000

  private let text: String
  private let table: GrammarTable
  private let length: Int
  private var lexer: Lexer
  private var spans: [HighlightedSpan] = []
  /// The words of the item that is read, as far as they are complete.
  private var itemWords: [String] = []

  private init(_ text: String, _ table: GrammarTable) {
    self.text = text
    self.table = table
    length = text.utf8.count
    lexer = Lexer(SourceText(name: "", text: text), dialect: .file)
  }

  /// What the parts of a line are, in order; none over another.
  public static func spans(of text: String, table: GrammarTable) -> [HighlightedSpan] {
    guard text.utf8.count <= longestLine else { return [] }
    var highlighter = Highlighter(text, table)
    highlighter.read()
    return highlighter.spans
  }

  private mutating func read() {
    while !lexer.isAtEnd {
      do throws(Abort) {
        try readPart()
      } catch {
        if case .mistake(let mistake) = error { note(mistake.span, .mistake, mayGrow: true) }
        lexer.cursor = max(lexer.cursor, spans.last?.span.end ?? 0)
        lexer.skipItem()
        itemWords.append("")
      }
    }
  }

  private mutating func readPart() throws(Abort) {
    try lexer.skipBlanks()
    switch lexer.delimiter {
    case .semicolon: beginItem(behind: 1)
    case .lineEnd:
      guard !lexer.isAtEnd else { return }
      beginItem(behind: lexer.lineEndLength(at: lexer.cursor))
    case .comment:
      note(lexer.readComment().span, .comment)
    case nil: try readWord()
    }
  }

  private mutating func beginItem(behind count: Int) {
    lexer.cursor += count
    itemWords = []
  }

  /// In a condition stand signs and regexes, which are no words.
  private var isCondition: Bool {
    let words = itemWords.drop { $0 == "try" || $0 == "defer" }
    return words.first == "expect" || words.first == "let"
      || (words.first == "wait" && words.dropFirst().first == "until")
  }

  private mutating func readWord() throws(Abort) {
    let start = lexer.cursor
    let sign = lexer.bytes[start]
    if isCondition, sign != Byte.singleQuote, sign != Byte.doubleQuote, sign != Byte.dollar {
      return readSign(from: start)
    }
    if sign == Byte.singleQuote || sign == Byte.doubleQuote { return try readQuoted(from: start) }
    switch try lexer.readArgument() {
    case .word(let word): judge(word, from: start)
    case .option(let key, let value): judge(key, value, from: start)
    }
    itemWords.append(lexer.text(start, lexer.cursor))
  }

  /// A quote that is still open is quoted to the end of the text.
  private mutating func readQuoted(from start: Int) throws(Abort) {
    do throws(Abort) {
      let word = try lexer.readWord()
      note(word.span, .quoted, except: word)
    } catch {
      lexer.cursor = length
      note(SourceSpan(start, length), .quoted)
    }
    itemWords.append("''")
  }

  private mutating func readSign(from start: Int) {
    let isPattern = itemWords.last == "matches" && lexer.bytes[start] == Byte.slash
    while !lexer.endsWord(at: lexer.cursor) || isPattern, !lexer.endsLine(at: lexer.cursor) {
      let byte = lexer.bytes[lexer.cursor]
      lexer.cursor += 1
      if isPattern, byte == Byte.slash, lexer.cursor > start + 1, lexer.endsWord(at: lexer.cursor) {
        break
      }
    }
    let word = lexer.text(start, lexer.cursor)
    let span = SourceSpan(start, lexer.cursor)
    if isPattern { note(span, .quoted) } else { judge(word, span) }
    itemWords.append(word)
  }

  // MARK: What a word is

  private func slots(before start: Int) -> [Slot] {
    CursorContext(PartialCommand(text, cursor: start), table: table).slots
  }

  private mutating func judge(_ word: Word, from start: Int) {
    guard word.literalText != nil, !word.span.isEmpty else {
      return note(word.span, nil, except: word)
    }
    judge(lexer.text(start, word.span.end), word.span)
  }

  private mutating func judge(_ word: String, _ span: SourceSpan) {
    let slots = slots(before: span.start)
    guard !slots.isEmpty else { return }
    if let role = slots.compactMap({ Self.role(of: word, in: $0, table) }).first {
      return note(span, role)
    }
    let isClosed = slots.allSatisfy { Self.isClosed($0) }
    let mayGrow = span.end == length && slots.contains { Self.begins($0, with: word, table) }
    if isClosed, !mayGrow { note(span, .mistake) }
  }

  private mutating func judge(_ key: Name, _ value: Word, from start: Int) {
    let end = SourceSpan(key.span.start, key.span.end + 1)
    let slots = slots(before: value.span.start)
    let isKnown = slots.contains { if case .optionValue = $0 { true } else { false } }
    let verb = itemWords.first { $0 != "try" && $0 != "defer" }
    let policy = verb.flatMap { table.grammar(for: $0)?.optionPolicy }
    guard isKnown else {
      if policy == .declared, !hasNested(verb) { note(end, .mistake) }
      return note(value.span, nil, except: value)
    }
    note(end, .option)
    guard let text = value.literalText, value.quoting == .bare else {
      return note(value.span, value.quoting == .bare ? nil : .quoted, except: value)
    }
    guard case .optionValue(let option, _)? = slots.first, let choices = option.type.allChoices
    else { return }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    if parts.allSatisfy({ part in choices.contains { $0.isCalled(part) } }) {
      return note(value.span, .choice)
    }
    let last = parts.last ?? ""
    let mayGrow = value.span.end == length && choices.contains { $0.name.hasPrefix(last) }
    if !mayGrow { note(value.span, .mistake) }
  }

  /// Whether a command stands behind the verb, with options of its own.
  private func hasNested(_ verb: String?) -> Bool {
    verb.flatMap { table.grammar(for: $0) }?.parameters.contains { $0.name == "COMMAND" } ?? false
  }

  private static func role(
    of word: String, in slot: Slot, _ table: GrammarTable
  ) -> HighlightedSpan.Role? {
    switch slot {
    case .verb(let isModified, let nesting):
      guard nesting.allows(word) else { return nil }
      let words = (Vocabulary.items + Vocabulary.modifiers).map(\.text)
      if !isModified, words.contains(word) { return .keyword }
      return table.grammar(for: word) != nil ? .verb : nil
    case .verbName(let parameter):
      if parameter.words.contains(where: { $0.isCalled(word) }) { return .choice }
      return table.grammar(for: word) != nil ? .verb : nil
    case .positional(let parameter, _):
      let choices = (parameter.type.allChoices ?? []) + parameter.words
      return choices.contains { $0.isCalled(word) } ? .choice : nil
    case .predicate: return Vocabulary.predicates.contains { $0.text == word } ? .keyword : nil
    case .query(_, let mayBeNegated):
      if mayBeNegated, word == "not" { return .keyword }
      let root = word.prefix { $0 != "." && $0 != "[" }
      return Query.Root.words.contains(String(root)) ? .keyword : nil
    case .word(let text, _): return text == word ? .keyword : nil
    case .key, .optionValue, .operand, .end: return nil
    }
  }

  /// Whether all that may stand there is known.
  private static func isClosed(_ slot: Slot) -> Bool {
    switch slot {
    case .verb, .predicate, .key, .end, .word: true
    case .positional(let parameter, _): parameter.type.allChoices != nil && parameter.words.isEmpty
    case .verbName, .query, .optionValue, .operand: false
    }
  }

  private static func begins(_ slot: Slot, with word: String, _ table: GrammarTable) -> Bool {
    Completion.candidates(for: slot, prefix: word, table, { _ in [] })
      .contains { $0.text.hasPrefix(word) }
  }

  // MARK: Spans

  /// Notes a stretch; the variables in a word stand out of it.
  private mutating func note(
    _ span: SourceSpan, _ role: HighlightedSpan.Role?, except word: Word
  ) {
    var start = span.start
    for case .variable(let variable) in word.pieces {
      note(SourceSpan(start, variable.span.start), role)
      note(variable.span, .variable)
      start = variable.span.end
    }
    note(SourceSpan(start, span.end), role)
  }

  private mutating func note(
    _ span: SourceSpan, _ role: HighlightedSpan.Role?, mayGrow: Bool = false
  ) {
    guard let role, !span.isEmpty, !(mayGrow && span.end >= length),
      span.start >= spans.last?.span.end ?? 0
    else { return }
    spans.append(HighlightedSpan(span, role))
  }
}

extension SourceSpan {
  fileprivate var isEmpty: Bool { count == 0 }
}

extension ArgumentType {
  /// The words of a closed list; nil for every other type.
  fileprivate var allChoices: [Choice]? {
    switch self {
    case .choice(let choices), .choices(let choices): choices
    case .text, .identifier, .integer, .duration, .url, .file: nil
    }
  }
}

extension Choice {
  fileprivate func isCalled(_ word: String) -> Bool { word == name || word == formerName }
}
