/// One thing that may stand at a cursor.
enum Slot {
  /// A verb, or `try` and the like when nothing modifies it yet.
  case verb(isModified: Bool, nesting: Grammar.Nesting)
  /// The name of a command, as `help` takes it.
  case verbName(Parameter)
  case positional(Parameter, given: [String])
  case key(CommandOption)
  /// What stands before the cursor in a comma list is given.
  case optionValue(CommandOption, given: [String])
  case query(keyword: String, mayBeNegated: Bool)
  case predicate
  case operand(Condition.Predicate, query: String)
  /// A fixed word with what it does.
  case word(String, summary: String)
  /// The command is complete.
  case end
}

extension Slot {
  fileprivate var takesQuotes: Bool {
    switch self {
    case .positional, .optionValue: true
    case .verb, .verbName, .key, .query, .predicate, .operand, .word, .end: false
    }
  }
}

/// What may stand at a cursor, from the words before it.
struct CursorContext {
  let slots: [Slot]
  /// Length of what stands before the value in the word at the cursor: a `key=`, or ids and `,`.
  let skippedBytes: Int

  init(_ command: PartialCommand, table: GrammarTable) {
    guard !command.isOpaque else {
      self.init([])
      return
    }
    let context = Self.ofCommand(command.words[...], prefix: command.prefix, table, depth: 0)
    guard let quoted = command.quotedPart else {
      self = context
      return
    }
    // In quotes stand values; a comma there is none between two.
    let slots = context.slots.filter(\.takesQuotes)
    self.init(context.skippedBytes <= quoted ? slots : [], skippedBytes: context.skippedBytes)
  }

  private init(_ slots: [Slot], skippedBytes: Int = 0) {
    self.slots = slots
    self.skippedBytes = skippedBytes
  }

  /// How often a command may stand in a command, as in `try dry as curl start`.
  private static let deepestCommand = 8

  private typealias Words = ArraySlice<PartialCommand.CompleteWord>

  private static func ofCommand(
    _ words: Words, prefix: String, _ table: GrammarTable, depth: Int,
    nesting: Grammar.Nesting = .any
  ) -> CursorContext {
    let isModified = depth > 0
    guard depth < deepestCommand else { return CursorContext([]) }
    guard let verb = words.first else {
      return CursorContext([.verb(isModified: isModified, nesting: nesting)])
    }
    let rest = words.dropFirst()
    switch verb.text {
    case _ where verb.isQuoted: return CursorContext([])
    case "try" where !isModified, "defer" where !isModified:
      return ofCommand(rest, prefix: prefix, table, depth: depth + 1)
    case "expect" where !isModified:
      return CursorContext(ofCondition(rest, keyword: "expect", then: []))
    case "let": return CursorContext(ofCapture(rest))
    case "wait" where rest.first?.text == "until": return ofWaitUntil(rest, prefix, table)
    default: break
    }
    guard let grammar = table.grammar(for: verb.text) else { return CursorContext([]) }
    let context = ofArguments(rest, prefix: prefix, grammar, table, depth: depth)
    guard verb.text == "wait", rest.isEmpty else { return context }
    let until = Slot.word("until", summary: "until a condition holds")
    return CursorContext(context.slots + [until], skippedBytes: context.skippedBytes)
  }

  // MARK: Plain commands

  private static func ofArguments(
    _ words: Words, prefix: String, _ grammar: Grammar, _ table: GrammarTable, depth: Int
  ) -> CursorContext {
    if let word = words.first, let form = form(word.text, of: grammar) {
      return ofArguments(words.dropFirst(), prefix: prefix, form, table, depth: depth)
    }
    var positionals: [String] = []
    var keys: Set<String> = []
    for (index, word) in zip(words.indices, words) {
      if let parameter = parameter(positionals.count, of: grammar), parameter.name == "COMMAND" {
        return ofCommand(
          words[index...], prefix: prefix, table, depth: depth + 1, nesting: grammar.nesting)
      }
      if grammar.optionPolicy != .text, let key = key(of: word.text) {
        keys.insert(key)
      } else {
        positionals.append(word.text)
      }
    }
    if let context = ofOptionValue(prefix, grammar) { return context }
    return CursorContext(ofNext(positionals, keys, grammar))
  }

  private static func ofNext(
    _ positionals: [String], _ keys: Set<String>, _ grammar: Grammar
  ) -> [Slot] {
    let next = keys.isEmpty ? parameter(positionals.count, of: grammar) : nil
    let isComplete = positionals.count >= grammar.parameters.count(where: \.isRequired)
    var slots: [Slot] = []
    switch next?.name {
    case "COMMAND": slots.append(.verb(isModified: true, nesting: grammar.nesting))
    case "VERB": slots += next.map { [.verbName($0)] } ?? []
    default:
      let given = positionals.dropFirst(max(0, grammar.parameters.count - 1))
      slots += next.map { [.positional($0, given: $0.repeats ? Array(given) : [])] } ?? []
    }
    if positionals.isEmpty, keys.isEmpty {
      slots += grammar.alternativeWords.map { .word($0.name, summary: $0.summary) }
    }
    guard isComplete else { return slots }
    return slots + grammar.options.filter { !keys.contains($0.key) }.map { .key($0) } + [.end]
  }

  /// The slot of a value behind `key=`; of a comma list only the last part is completed.
  private static func ofOptionValue(_ prefix: String, _ grammar: Grammar) -> CursorContext? {
    guard grammar.optionPolicy != .text, let key = key(of: prefix) else { return nil }
    guard let option = grammar.options.first(where: { $0.key == key }) else {
      return CursorContext([])
    }
    let value = prefix.utf8.dropFirst(key.utf8.count + 1)
    let head = key.utf8.count + 1
    guard option.type.isList, let comma = value.lastIndex(of: UInt8(ascii: ",")) else {
      return CursorContext([.optionValue(option, given: [])], skippedBytes: head)
    }
    let given = value[..<comma].split(separator: UInt8(ascii: ",")).map { String(Substring($0)) }
    let skipped = head + value.distance(from: value.startIndex, to: comma) + 1
    return CursorContext([.optionValue(option, given: given)], skippedBytes: skipped)
  }

  private static func form(_ word: String, of grammar: Grammar) -> Grammar? {
    grammar.alternative(word) ?? grammar.forms.first { $0.verb == grammar.verb + " " + word }
  }

  private static func parameter(_ index: Int, of grammar: Grammar) -> Parameter? {
    if index < grammar.parameters.count { return grammar.parameters[index] }
    return grammar.parameters.last.flatMap { $0.repeats ? $0 : nil }
  }

  private static func key(of word: String) -> String? {
    guard let equals = word.firstIndex(of: "=") else { return nil }
    let key = String(word[..<equals])
    return Byte.isName(key) ? key : nil
  }

  // MARK: Conditions and captures

  private static func ofCapture(_ words: Words) -> [Slot] {
    switch words.count {
    case 0: []
    case 1: [.word("=", summary: "what to keep follows")]
    case 2: [.query(keyword: "let", mayBeNegated: false)]
    case 3: [.word("secret", summary: "never show or store the value"), .end]
    default: [.end]
    }
  }

  private static func ofWaitUntil(
    _ words: Words, _ prefix: String, _ table: GrammarTable
  ) -> CursorContext {
    let grammar = table.grammar(for: "wait")
    if let grammar, let context = ofOptionValue(prefix, grammar) { return context }
    let given = words.compactMap { key(of: $0.text) }
    let options = (grammar?.options ?? []).filter { !given.contains($0.key) }
    return CursorContext(
      ofCondition(words.dropFirst(), keyword: "wait until", then: options.map { .key($0) }))
  }

  private static func ofCondition(
    _ words: Words, keyword: String, then options: [Slot]
  ) -> [Slot] {
    let isNegated = words.first?.text == "not"
    let parts = Array(words.dropFirst(isNegated ? 1 : 0))
    switch parts.count {
    case 0: return [.query(keyword: keyword, mayBeNegated: !isNegated)]
    case 1:
      let mayEnd = keyword == "expect" && !isNegated && parts[0].text == "error"
      return mayEnd ? [.predicate] + complaint + [.end] : [.predicate]
    case 2:
      guard let predicate = Condition.Predicate(rawValue: parts[1].text) else {
        // `expect error TEXT`
        return keyword == "expect" && parts[0].text == "error" ? complaint + [.end] : []
      }
      if predicate == .exists { return ofClaimEnd(keyword, options) }
      return [.operand(predicate, query: parts[0].text)]
    case 3 where parts[1].text != Condition.Predicate.exists.rawValue:
      return ofClaimEnd(keyword, options)
    default:
      return keyword == "expect" && parts.last?.text == "else" ? [] : options + [.end]
    }
  }

  private static let complaint = [Slot.word("else", summary: "what to say first when it fails")]

  private static func ofClaimEnd(_ keyword: String, _ options: [Slot]) -> [Slot] {
    (keyword == "expect" ? complaint : options) + [.end]
  }
}

extension ArgumentType {
  /// Whether a value may be several with commas between them.
  fileprivate var isList: Bool {
    switch self {
    case .identifier, .choices: true
    case .text, .integer, .duration, .url, .file, .choice: false
    }
  }
}
