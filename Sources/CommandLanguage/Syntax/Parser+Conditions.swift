import Patterns

/// Expectations, conditions and queries.
extension Parser {
  mutating func parseExpectation(_ keyword: Name) throws(Abort) -> ExpectationSyntax {
    order.hasItem = true
    if order.firstCommandLine == nil {
      order.firstCommandLine = lineNumber(at: keyword.span.start)
    }
    guard try hasNext() else { throw missingQuery(keyword.text) }
    let start = lexer.cursor
    guard parseKeyword("error") else {
      let condition = try parseCondition(after: keyword.text)
      return try parseComplaint(.condition(condition), after: keyword.text)
    }
    guard try hasNext(), !startsWord("else") else {
      return try parseComplaint(.refusal(nil), after: "expect error")
    }
    if startsPredicate {
      let query = Query(root: .error, path: [], span: SourceSpan(start, start + 5))
      let condition = try parsePredicate(isNegated: false, query, from: start, keyword.text)
      return try parseComplaint(.condition(condition), after: keyword.text)
    }
    let word = try lexer.readWord()
    itemEnd = word.span.end
    return try parseComplaint(.refusal(.word(word)), after: "expect error")
  }

  /// Reads `[else TEXT]` and the end of the item.
  private mutating func parseComplaint(
    _ claim: ExpectationSyntax.Claim, after keyword: String
  ) throws(Abort) -> ExpectationSyntax {
    guard try hasNext(), parseKeyword("else") else {
      try parseEnd(after: keyword)
      return ExpectationSyntax(claim)
    }
    guard try hasNext() else { throw .at(SourceSpan(itemEnd, itemEnd), .missingComplaint) }
    let text = try lexer.readWord()
    itemEnd = text.span.end
    try parseEnd(after: "else")
    return ExpectationSyntax(claim, else: text)
  }

  /// Reads `[not] QUERY PREDICATE [VALUE]`.
  mutating func parseCondition(after keyword: String) throws(Abort) -> Condition {
    guard try hasNext() else { throw missingQuery(keyword) }
    let start = lexer.cursor
    let isNegated = parseKeyword("not")
    let query = try parseQuery(after: isNegated ? "not" : keyword)
    guard try hasNext() else { throw .at(SourceSpan(itemEnd, itemEnd), .missingPredicate) }
    return try parsePredicate(isNegated: isNegated, query, from: start, keyword)
  }

  private func missingQuery(_ keyword: String) -> Abort {
    .at(SourceSpan(itemEnd, itemEnd), .missingQuery(keyword: keyword))
  }

  // MARK: Predicates

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == Byte.equals || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "<")
      || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "~")
  }

  /// Whether a predicate, and not the text of a refusal, stands behind `expect error`.
  private var startsPredicate: Bool {
    guard let byte = lexer.byte(at: lexer.cursor) else { return false }
    if Self.isSign(byte) && byte != UInt8(ascii: "~") { return true }
    return Condition.Predicate.allCases.contains { predicate in
      let end = lexer.cursor + predicate.rawValue.utf8.count
      return end <= lexer.bytes.count && lexer.endsWord(at: end)
        && lexer.bytes[lexer.cursor..<end].elementsEqual(predicate.rawValue.utf8)
    }
  }

  private mutating func parsePredicate(
    isNegated: Bool, _ query: Query, from start: Int, _ keyword: String
  ) throws(Abort) -> Condition {
    let predicate = try parsePredicateSign()
    let operand = predicate == .exists ? nil : try parseOperand(of: predicate, keyword)
    return Condition(
      isNegated: isNegated, query: query, predicate: predicate, operand: operand,
      span: SourceSpan(start, itemEnd))
  }

  private mutating func parsePredicateSign() throws(Abort) -> Condition.Predicate {
    let start = lexer.cursor
    let isSign = lexer.byte(at: start).map(Self.isSign) ?? false
    while let byte = lexer.byte(at: lexer.cursor),
      isSign ? Self.isSign(byte) : Byte.isLower(byte) || Byte.isUpper(byte)
    {
      lexer.cursor += 1
    }
    guard lexer.cursor > start else {
      _ = try lexer.readArgument()
      throw .at(SourceSpan(start, lexer.cursor), .missingPredicate)
    }
    let text = lexer.text(start, lexer.cursor)
    guard let predicate = Condition.Predicate(rawValue: text) else {
      throw .at(SourceSpan(start, lexer.cursor), .unknownPredicate(text))
    }
    if !isSign, !lexer.endsWord(at: lexer.cursor) { throw lexer.unexpected(at: lexer.cursor) }
    itemEnd = lexer.cursor
    return predicate
  }

  private mutating func parseOperand(
    of predicate: Condition.Predicate, _ keyword: String
  ) throws(Abort) -> Operand {
    guard try hasNext(), !(keyword == "wait until" && startsWaitOption) else {
      throw .at(SourceSpan(itemEnd, itemEnd), .missingOperand(predicate))
    }
    guard predicate == .matches else {
      let word = try lexer.readWord()
      itemEnd = word.span.end
      return .word(word)
    }
    guard lexer.byte(at: lexer.cursor) == Byte.slash else {
      let start = lexer.cursor
      _ = try lexer.readWord()
      throw .at(SourceSpan(start, lexer.cursor), .expectedRegex)
    }
    return try parseRegex()
  }

  private var startsWaitOption: Bool {
    let rest = lexer.bytes[lexer.cursor...]
    return rest.starts(with: "within=".utf8) || rest.starts(with: "every=".utf8)
  }

  mutating func parseRegex() throws(Abort) -> Operand {
    let errorCount = lexer.errors.count
    let operand = try lexer.readRegex()
    itemEnd = lexer.cursor
    if case .regex(let pattern, let span) = operand, lexer.errors.count == errorCount,
      let mistake = regexes.mistake(in: pattern)
    {
      let place = placeInRegex(span, mistake.offset)
      let length = Swift.max(1, lexer.decodeScalar(at: place).length)
      throw .at(SourceSpan(place, place + length), .badRegex(reason: mistake.reason))
    }
    return operand
  }

  /// Where an offset in a pattern stands in the text: the `\` before a `/` is no part of the pattern.
  private func placeInRegex(_ span: SourceSpan, _ offset: Int) -> Int {
    var place = span.start + 1
    var left = offset
    while left > 0, place < span.end - 1 {
      let isEscape = lexer.bytes[place] == Byte.backslash
      if isEscape, lexer.bytes[place + 1] == Byte.slash { place += 1 }
      // Any other `\` takes the sign behind it along.
      let length = isEscape && lexer.bytes[place] == Byte.backslash ? Swift.min(2, left) : 1
      place += length
      left -= length
    }
    return Swift.min(place, span.end - 1)
  }

  // MARK: Queries

  /// Reads a root with its path.
  mutating func parseQuery(after keyword: String) throws(Abort) -> Query {
    guard try hasNext() else { throw missingQuery(keyword) }
    let start = lexer.cursor
    let root = try parseRoot()
    let path = try parsePath()
    itemEnd = lexer.cursor
    let span = SourceSpan(start, itemEnd)
    guard path.isEmpty || root.hasParts else {
      throw .at(span, .pathNotAllowed(root: root.written))
    }
    return Query(root: root, path: path, span: span)
  }

  private mutating func parseRoot() throws(Abort) -> Query.Root {
    let start = lexer.cursor
    if lexer.byte(at: start) == Byte.dollar {
      return .variable(try lexer.readVariable(inQuotes: false))
    }
    let text = readPathName()
    guard let root = Query.Root(text) else {
      // Nothing that can name a root: the whole word is what was found.
      if text.isEmpty { _ = try lexer.readArgument() }
      let found = lexer.text(start, lexer.cursor)
      throw .at(SourceSpan(start, lexer.cursor), .unknownRoot(found))
    }
    return root
  }

  private mutating func parsePath() throws(Abort) -> [Query.Step] {
    var steps: [Query.Step] = []
    while let byte = lexer.byte(at: lexer.cursor), !lexer.endsWord(at: lexer.cursor) {
      let start = lexer.cursor
      switch byte {
      case Byte.dot:
        lexer.cursor += 1
        let name = readPathName()
        guard !name.isEmpty else { throw .at(SourceSpan(start, start + 1), .badPathName) }
        steps.append(.name(Name(name, SourceSpan(start + 1, lexer.cursor))))
      case Byte.openBracket:
        steps.append(try parseBrackets())
      case _ where Self.isSign(byte): return steps
      case _ where Byte.isBare(byte): throw .at(SourceSpan(start, start + 1), .badPathName)
      default: throw lexer.unexpected(at: start)
      }
    }
    return steps
  }

  /// Reads `[0]` or `[name=value, …]`.
  private mutating func parseBrackets() throws(Abort) -> Query.Step {
    let start = lexer.cursor
    lexer.cursor += 1
    while let byte = lexer.byte(at: lexer.cursor), Byte.isDigit(byte) { lexer.cursor += 1 }
    if lexer.cursor > start + 1, lexer.byte(at: lexer.cursor) == Byte.closeBracket {
      let index = Int(lexer.text(start + 1, lexer.cursor))
      lexer.cursor += 1
      let span = SourceSpan(start, lexer.cursor)
      guard let index else { throw .at(span, .badPathIndex) }
      return .index(index, span)
    }
    lexer.cursor = start + 1
    lexer.isInBrackets = true
    defer { lexer.isInBrackets = false }
    var criteria: [Query.Criterion] = []
    while true {
      let criterion = try parseCriterion(in: start)
      guard !criteria.contains(where: { $0.name.text == criterion.name.text }) else {
        throw .at(criterion.name.span, .repeatedMember(name: criterion.name.text))
      }
      criteria.append(criterion)
      try lexer.skipBlanks()
      switch lexer.byte(at: lexer.cursor) {
      case Byte.comma: lexer.cursor += 1
      case Byte.closeBracket:
        lexer.cursor += 1
        return .choice(criteria, SourceSpan(start, lexer.cursor))
      default: throw .at(SourceSpan(start, start + 1), .openBracket)
      }
    }
  }

  private mutating func parseCriterion(in bracket: Int) throws(Abort) -> Query.Criterion {
    try lexer.skipBlanks()
    let start = lexer.cursor
    let name = readPathName()
    guard !name.isEmpty, lexer.byte(at: lexer.cursor) == Byte.equals else {
      // What stands there up to the next sign is what was found.
      while !lexer.endsWord(at: lexer.cursor) { lexer.cursor += 1 }
      throw .at(SourceSpan(bracket, Swift.max(lexer.cursor, bracket + 1)), .badPathIndex)
    }
    let place = SourceSpan(start, lexer.cursor)
    lexer.cursor += 1
    let value = try lexer.readWord(isValue: true)
    guard value.span.count > 0 else {
      throw .at(SourceSpan(lexer.cursor, lexer.cursor), .missingChoiceValue(name: name))
    }
    return Query.Criterion(Name(name, place), value)
  }

  /// Moves over letters, digits, marks, `_` and `-`.
  private mutating func readPathName() -> String {
    let start = lexer.cursor
    while let byte = lexer.byte(at: lexer.cursor) {
      if Byte.isNameTail(byte) || Byte.isUpper(byte) {
        lexer.cursor += 1
      } else if byte >= 0x80, case let (scalar, length) = lexer.decodeScalar(at: lexer.cursor),
        scalar.isBareBeyondASCII
      {
        lexer.cursor += length
      } else {
        break
      }
    }
    return lexer.text(start, lexer.cursor)
  }
}

extension Query.Root {
  /// The roots that are words, in the order messages list them.
  private static let named: KeyValuePairs<String, Query.Root> = [
    "http": .http, "elapsed": .elapsed, "error": .error, "state": .state,
    "recording": .recording, "last": .last, "hook": .hook, "sandbox": .sandbox,
  ]
  /// The words for roots, in that order.
  public static let words = named.map(\.key)

  init?(_ text: String) {
    guard let found = Self.named.first(where: { $0.key == text }) else { return nil }
    self = found.value
  }

  /// As it is written.
  var written: String {
    if case .variable(let reference) = self { return reference.written }
    return Self.named.first { $0.value == self }?.key ?? ""
  }

  /// Whether parts may follow it.
  var hasParts: Bool {
    switch self {
    case .http, .elapsed, .variable: false
    case .error, .state, .recording, .last, .hook, .sandbox: true
    }
  }
}
