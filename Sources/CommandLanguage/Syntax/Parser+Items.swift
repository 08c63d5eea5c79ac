/// Items: headers, modifiers and commands.
extension Parser {
  private static let keywords =
    Statement.headers + ["let", "expect", "wait", "try", "defer"]

  /// What other languages have, and this one has not on purpose.
  private static let controlFlow = [
    "if", "elif", "else", "unless", "for", "foreach", "while", "until", "loop", "repeat",
  ]

  /// Reads the item at the cursor up to its delimiter.
  mutating func parseItem() throws(Abort) -> Statement {
    let start = lexer.cursor
    let verb = try parseVerb()
    if order.lineHasVersion { throw .at(verb.span, .versionNotAlone) }
    let body = try parseBody(verb)
    order.hasItem = true
    return Statement(body, SourceSpan(start, itemEnd))
  }

  private mutating func parseBody(_ verb: Name) throws(Abort) -> Statement.Body {
    switch verb.text {
    case "vsdk": try parseVersion(verb)
    case "param": try parseParam(verb)
    case "secret": try parseSecret(verb)
    case "expect": .expectation(try parseExpectation(verb))
    case "try": .command(try parseModified(.try, verb))
    case "defer": .command(try parseModified(.defer, verb))
    default: .command(try parseCommand(modifier: nil, verb))
    }
  }

  /// Whether another word of the item follows.
  mutating func hasNext() throws(Abort) -> Bool {
    try lexer.skipBlanks()
    return lexer.delimiter == nil
  }

  /// Reads on to the end of the item, which must come now.
  mutating func parseEnd(after keyword: String) throws(Abort) {
    guard try hasNext() else { return }
    let start = lexer.cursor
    _ = try lexer.readArgument()
    throw .at(SourceSpan(start, lexer.cursor), .unexpectedWord(after: keyword))
  }

  private mutating func parseVerb() throws(Abort) -> Name {
    let verb = if let word = lexer.readPlainWord() { word } else { try parseOddVerb() }
    itemEnd = verb.span.end
    let isLower = lexer.bytes[verb.span.start] >= 0x61
    if !isLower, Self.keywords.contains(verb.text.lowercased()) {
      throw .at(verb.span, .wrongCase(keyword: verb.text.lowercased()))
    }
    if Self.controlFlow.contains(verb.text) { throw .at(verb.span, .controlFlow(verb.text)) }
    return verb
  }

  /// Reads a verb with unusual signs, or says why a word is none.
  private mutating func parseOddVerb() throws(Abort) -> Name {
    switch try lexer.readArgument() {
    case .option(let key, _):
      throw .at(SourceSpan(key.span.start, lexer.cursor), .optionInsteadOfVerb(key: key.text))
    case .word(let word):
      guard word.quoting == .bare else { throw .at(word.span, .quotedVerb) }
      guard word.pieces.count == 1, case .text(let text)? = word.pieces.first else {
        throw .at(word.span, .variableVerb)
      }
      return Name(text, word.span)
    }
  }

  // MARK: Headers

  private mutating func parseVersion(_ keyword: Name) throws(Abort) -> Statement.Body {
    if order.hasItem { throw .at(keyword.span, .versionNotFirst) }
    order.lineHasVersion = true
    guard try hasNext() else { throw .at(SourceSpan(itemEnd, itemEnd), .badVersion) }
    let word = try lexer.readWord()
    itemEnd = word.span.end
    guard case .text(let digits)? = word.pieces.first, word.pieces.count == 1,
      word.quoting == .bare, digits.utf8.allSatisfy(Byte.isDigit)
    else { throw .at(word.span, .badVersion) }
    let version = Int(digits) ?? .max
    guard version > 0 else { throw .at(word.span, .badVersion) }
    guard version == 1 else { throw .at(word.span, .newerVersion(version)) }
    try parseEnd(after: keyword.text)
    return .version(version)
  }

  private mutating func parseParam(_ keyword: Name) throws(Abort) -> Statement.Body {
    noteHeader(keyword)
    let name = try parseName(after: keyword)
    guard try hasNext() else { return .parameter(name: name, defaultValue: nil) }
    let value = try parseAssignedWord(keyword)
    try parseEnd(after: keyword.text)
    return .parameter(name: name, defaultValue: value)
  }

  private mutating func parseSecret(_ keyword: Name) throws(Abort) -> Statement.Body {
    noteHeader(keyword)
    let name = try parseName(after: keyword)
    let word = try parseAssignedWord(keyword)
    guard case .text(let text)? = word.pieces.first, word.pieces.count == 1,
      let source = SecretSource(text)
    else { throw .at(word.span, .badSecretSource) }
    try parseEnd(after: keyword.text)
    return .secret(name: name, source: source)
  }

  /// Notes a header that stands too late, and reads on.
  private mutating func noteHeader(_ keyword: Name) {
    order.hasItem = true
    guard let line = order.firstCommandLine else { return }
    lexer.errors.append(
      ParseError(
        .headerAfterCommand(keyword: keyword.text, firstCommandLine: line), keyword.span))
  }

  /// Reads the name that a keyword declares.
  private mutating func parseName(after keyword: Name) throws(Abort) -> Name {
    guard try hasNext() else {
      throw .at(SourceSpan(itemEnd, itemEnd), .missingName(keyword: keyword.text))
    }
    let start = lexer.cursor
    let name = lexer.readName()
    while let byte = lexer.byte(at: lexer.cursor), byte != Byte.equals,
      !lexer.endsWord(at: lexer.cursor)
    {
      lexer.cursor += 1
    }
    let span = SourceSpan(start, lexer.cursor)
    if span.count == 0 { throw .at(span, .missingName(keyword: keyword.text)) }
    guard let name, name.span == span else {
      throw .at(span, .badName(lexer.text(span.start, span.end)))
    }
    itemEnd = span.end
    return name
  }

  /// Reads `= VALUE`.
  private mutating func parseAssignedWord(_ keyword: Name) throws(Abort) -> Word {
    try parseEquals(keyword)
    guard try hasNext() else {
      throw .at(SourceSpan(itemEnd, itemEnd), .missingValue(keyword: keyword.text))
    }
    let word = try lexer.readWord()
    itemEnd = word.span.end
    return word
  }

  private mutating func parseEquals(_ keyword: Name) throws(Abort) {
    let hasNext = try hasNext()
    guard hasNext, lexer.byte(at: lexer.cursor) == Byte.equals else {
      let place = hasNext ? lexer.cursor : itemEnd
      throw .at(SourceSpan(place, place), .missingEquals(keyword: keyword.text))
    }
    lexer.cursor += 1
    itemEnd = lexer.cursor
  }

  // MARK: Commands

  private mutating func parseModified(
    _ modifier: CommandSyntax.Modifier, _ keyword: Name
  ) throws(Abort) -> CommandSyntax {
    guard try hasNext() else {
      throw .at(SourceSpan(itemEnd, itemEnd), .missingCommand(after: modifier))
    }
    let verb = try parseVerb()
    switch verb.text {
    case "vsdk", "param", "secret", "expect", "try", "defer":
      throw .at(verb.span, .misplacedModifier(modifier, before: verb.text))
    default: return try parseCommand(modifier: modifier, verb)
    }
  }

  private mutating func parseCommand(
    modifier: CommandSyntax.Modifier?, _ verb: Name
  ) throws(Abort) -> CommandSyntax {
    if order.firstCommandLine == nil {
      order.firstCommandLine = lineNumber(at: verb.span.start)
      order.hasItem = true
    }
    if verb.text == "let" { return try parseCapture(modifier: modifier, verb) }
    if verb.text == "wait", try hasNext(), parseKeyword("until") {
      return try parseWaitUntil(modifier: modifier, verb)
    }
    if let count = Self.wordsBeforeCommand(behind: verb.text) {
      return try parsePrefixed(modifier: modifier, verb, wordCount: count)
    }
    let takesRegex = verb.text == "history"
    var arguments: [ArgumentSyntax] = []
    while try hasNext() {
      arguments.appendOrStart(
        with: takesRegex ? try parseRegexOrArgument() : try lexer.readArgument())
      itemEnd = lexer.cursor
    }
    return CommandSyntax(modifier: modifier, verb: verb, arguments: arguments)
  }

  /// How many words stand between a verb and the whole command that it takes; nil for any other verb.
  private static func wordsBeforeCommand(behind verb: String) -> Int? {
    switch verb {
    case "dry", "watch": 0
    case "as": 1
    default: nil
    }
  }

  /// Reads the command behind `dry`, `as LANGUAGE` or `watch`; one that is missing is the grammar's affair.
  private mutating func parsePrefixed(
    modifier: CommandSyntax.Modifier?, _ prefix: Name, wordCount: Int
  ) throws(Abort) -> CommandSyntax {
    var words: [ArgumentSyntax] = []
    while words.count < wordCount, try hasNext() {
      words.append(try lexer.readArgument())
      itemEnd = lexer.cursor
    }
    guard try hasNext() else {
      return CommandSyntax(modifier: modifier, verb: prefix, arguments: words)
    }
    var verb = try parseVerb()
    var inner: CommandSyntax.Modifier?
    if verb.text == "try", try hasNext() { (inner, verb) = (.try, try parseVerb()) }
    switch verb.text {
    // No prefix stands behind another, so that no line is too deep to be read.
    case "vsdk", "param", "secret", "expect", "try", "defer", "dry", "watch", "as":
      throw .at(verb.span, .notACommand(after: prefix.text))
    default:
      return CommandSyntax(
        modifier: modifier, verb: prefix, arguments: words,
        form: .nested(try parseCommand(modifier: inner, verb)))
    }
  }

  /// Reads `/…/` as one word with its slashes, so that any sign may stand in it.
  private mutating func parseRegexOrArgument() throws(Abort) -> ArgumentSyntax {
    guard lexer.byte(at: lexer.cursor) == Byte.slash,
      case .regex(_, let span) = try parseRegex()
    else { return try lexer.readArgument() }
    let word = Word.literal(lexer.text(span.start, span.end))
    return .word(Word(word.pieces, quoting: word.quoting, span: span))
  }

  private mutating func parseCapture(
    modifier: CommandSyntax.Modifier?, _ verb: Name
  ) throws(Abort) -> CommandSyntax {
    let name = try parseName(after: verb)
    try parseEquals(verb)
    let query = try parseQuery(after: verb.text)
    let isSecret = try hasNext() && parseKeyword("secret")
    try parseEnd(after: verb.text)
    return CommandSyntax(
      modifier: modifier, verb: verb, arguments: [],
      form: .capture(name: name, query: query, isSecret: isSecret))
  }

  private mutating func parseWaitUntil(
    modifier: CommandSyntax.Modifier?, _ verb: Name
  ) throws(Abort) -> CommandSyntax {
    let condition = try parseCondition(after: "wait until")
    var options: [ArgumentSyntax] = []
    while try hasNext() {
      let argument = try lexer.readArgument()
      guard case .option = argument else {
        throw .at(argument.span, .unexpectedWord(after: "wait until"))
      }
      options.append(argument)
      itemEnd = lexer.cursor
    }
    return CommandSyntax(
      modifier: modifier, verb: verb, arguments: options, form: .waitUntil(condition))
  }

  /// Moves over a bare word when it is exactly this one.
  mutating func parseKeyword(_ keyword: String) -> Bool {
    guard startsWord(keyword) else { return false }
    lexer.cursor += keyword.utf8.count
    itemEnd = lexer.cursor
    return true
  }

  /// Whether the word at the cursor is exactly this one, and bare.
  func startsWord(_ word: String) -> Bool {
    let end = lexer.cursor + word.utf8.count
    return end <= lexer.bytes.count && lexer.endsWord(at: end)
      && lexer.bytes[lexer.cursor..<end].elementsEqual(word.utf8)
  }
}

extension SecretSource {
  /// Reads `env:NAME`, `file:PATH` or `prompt`.
  init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    switch (parts[0], parts.count == 2 ? String(parts[1]) : nil) {
    case ("prompt", nil): self = .prompt
    case ("env", let name?) where Self.isEnvironmentName(name): self = .environment(name)
    case ("file", let path?) where !path.isEmpty: self = .file(path)
    default: return nil
    }
  }

  private static func isEnvironmentName(_ name: String) -> Bool {
    guard let first = name.utf8.first, !Byte.isDigit(first) else { return false }
    return name.utf8.allSatisfy {
      Byte.isLower($0) || Byte.isUpper($0) || Byte.isDigit($0) || $0 == UInt8(ascii: "_")
    }
  }
}
