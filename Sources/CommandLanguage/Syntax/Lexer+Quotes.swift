/// Quoted words, variables and regexes.
extension Lexer {
  /// Reads `'…'`, in which every sign stands for itself.
  mutating func readSingleQuoted() throws(Abort) -> Word {
    let start = cursor
    cursor += 1
    var hasLineEnd = false
    while try isInside(quoteAt: start) {
      if lineEndLength(at: cursor) > 0 {
        hasLineEnd = true
        cursor += lineEndLength(at: cursor)
      } else {
        stepOverText()
      }
    }
    let content = text(start + 1, cursor)
    cursor += 1
    try presumeWordEnd(behindQuoteAt: start)
    let lines = hasLineEnd ? Self.withoutCarriageReturns(content) : content
    return Word(
      lines.isEmpty ? [] : [.text(lines)], quoting: .single, spansLines: hasLineEnd,
      span: SourceSpan(start, cursor))
  }

  /// Reads `"…"` with its escapes and variables.
  mutating func readDoubleQuoted() throws(Abort) -> Word {
    let start = cursor
    cursor += 1
    var pieces: [Word.Piece] = []
    var content = ""
    while try isInside(quoteAt: start) {
      switch bytes[cursor] {
      case Byte.backslash:
        content += readEscape()
      case Byte.dollar:
        let variable = try readVariable(inQuotes: true)
        if !content.isEmpty { pieces.append(.text(content)) }
        content = ""
        pieces.append(.variable(variable))
      default:
        content += readPlainRun()
      }
    }
    cursor += 1
    try presumeWordEnd(behindQuoteAt: start)
    if !content.isEmpty { pieces.append(.text(content)) }
    return Word(
      pieces, quoting: .double, spansLines: hasLineEnd(start..<cursor),
      span: SourceSpan(start, cursor))
  }

  /// Whether the cursor is before the closing quote.
  private mutating func isInside(quoteAt start: Int) throws(Abort) -> Bool {
    let place = SourceSpan(start, start + 1)
    guard cursor < bytes.count, !isOpen(quoteAt: start) else {
      noteOpen(quoteAt: start)
      switch dialect {
      case .file:
        // Nothing was inside it; what is wrong on the lines below is found when they are read.
        errors.removeAll { $0.span.start > start }
        cursor = start + 1
        while !endsLine(at: cursor) { cursor += 1 }
        throw .at(place, .openQuote)
      case .terminal: throw .incomplete(.openQuote(place))
      }
    }
    return bytes[cursor] != bytes[start]
  }

  private func hasLineEnd(_ range: Range<Int>) -> Bool { bytes[range].contains(Byte.lineFeed) }

  /// Reads what needs no interpretation between double quotes.
  private mutating func readPlainRun() -> String {
    let start = cursor
    while cursor < bytes.count {
      switch bytes[cursor] {
      case Byte.backslash, Byte.dollar, Byte.doubleQuote: return text(start, cursor)
      default: break
      }
      guard lineEndLength(at: cursor) == 0 else { break }
      stepOverText()
    }
    let run = text(start, cursor)
    let lineEnd = lineEndLength(at: cursor)
    guard lineEnd > 0 else { return run }
    cursor += lineEnd
    return run + "\n"
  }

  private mutating func readEscape() -> String {
    let start = cursor
    guard !endsLine(at: cursor + 1) else {
      cursor += 1
      // Where the text ends, the quote is the mistake.
      if cursor < bytes.count {
        errors.append(ParseError(.strayBackslash, SourceSpan(start, cursor)))
      }
      return ""
    }
    let (scalar, length) = decodeScalar(at: cursor + 1)
    cursor += 1 + length
    switch scalar {
    case "\"", "\\", "$": return String(Character(scalar))
    case "n": return "\n"
    case "t": return "\t"
    case "u": return readUnicodeEscape(from: start)
    default:
      errors.append(ParseError(.unknownEscape(scalar), SourceSpan(start, cursor)))
      return ""
    }
  }

  /// Reads `{1F600}` behind `\u`.
  private mutating func readUnicodeEscape(from start: Int) -> String {
    let digits = cursor + 1
    if byte(at: cursor) == Byte.openBrace {
      cursor += 1
      while let byte = byte(at: cursor), Character(Unicode.Scalar(byte)).isHexDigit { cursor += 1 }
      let value = UInt32(text(digits, cursor), radix: 16)
      if byte(at: cursor) == Byte.closeBrace, cursor - digits <= 6,
        let scalar = value.flatMap(Unicode.Scalar.init)
      {
        cursor += 1
        return String(Character(scalar))
      }
    }
    errors.append(ParseError(.badUnicodeEscape, SourceSpan(start, cursor)))
    return ""
  }

  /// Reads `${name}`, `${1}` or `${name:-text}`; the cursor stands on the `$`.
  mutating func readVariable(inQuotes: Bool) throws(Abort) -> VariableReference {
    let start = cursor
    guard byte(at: start + 1) == Byte.openBrace else { throw dollarWithoutBrace() }
    cursor += 2
    let nameStart = cursor
    while let byte = byte(at: cursor), byte != Byte.closeBrace, byte != Byte.colon,
      byte != Byte.doubleQuote, !endsWord(at: cursor)
    {
      cursor += 1
    }
    let name = text(nameStart, cursor)
    var fallback: String?
    if byte(at: cursor) == Byte.colon, byte(at: cursor + 1) == Byte.dash {
      cursor += 2
      fallback = try readFallback(from: start, inQuotes: inQuotes)
    }
    guard byte(at: cursor) == Byte.closeBrace else {
      throw .at(SourceSpan(start, start + 2), .openVariable)
    }
    cursor += 1
    guard Self.isVariableName(name) else {
      throw .at(SourceSpan(start, cursor), .badVariableName(name))
    }
    return VariableReference(name: name, fallback: fallback, span: SourceSpan(start, cursor))
  }

  private mutating func readFallback(from start: Int, inQuotes: Bool) throws(Abort) -> String {
    let first = cursor
    while let byte = byte(at: cursor), byte != Byte.closeBrace {
      let isPlain =
        inQuotes
        ? byte != Byte.doubleQuote && byte != Byte.backslash && byte != Byte.dollar
          && lineEndLength(at: cursor) == 0
        : Byte.isBare(byte) || byte == Byte.hash
          || (byte >= 0x80 && decodeScalar(at: cursor).scalar.isBareBeyondASCII)
      guard isPlain else {
        if byte == Byte.doubleQuote || endsWord(at: cursor) {
          throw .at(SourceSpan(start, start + 2), .openVariable)
        }
        let (scalar, length) = decodeScalar(at: cursor)
        throw .at(SourceSpan(cursor, cursor + length), .badFallback(scalar))
      }
      stepOverText()
    }
    return text(first, cursor)
  }

  private mutating func dollarWithoutBrace() -> Abort {
    let start = cursor
    cursor += 1
    while let byte = byte(at: cursor), Byte.isNameTail(byte) || Byte.isUpper(byte) { cursor += 1 }
    let name = text(start + 1, cursor)
    return .at(SourceSpan(start, cursor), .dollarWithoutBrace(name: name.isEmpty ? nil : name))
  }

  /// Reads `/…/`; the cursor stands on the first slash.
  mutating func readRegex() throws(Abort) -> Operand {
    let start = cursor
    cursor += 1
    var pattern = ""
    var runStart = cursor
    while true {
      guard !endsLine(at: cursor) else { throw .at(SourceSpan(start, start + 1), .openRegex) }
      let byte = bytes[cursor]
      if byte == Byte.slash { break }
      stepOverText()
      guard byte == Byte.backslash, !endsLine(at: cursor) else { continue }
      if bytes[cursor] == Byte.slash {
        pattern += text(runStart, cursor - 1)
        runStart = cursor
      }
      stepOverText()
    }
    pattern += text(runStart, cursor)
    cursor += 1
    try presumeWordEnd(behindQuoteAt: start)
    let span = SourceSpan(start, cursor)
    if pattern.isEmpty { throw .at(span, .emptyRegex) }
    return .regex(pattern, span)
  }

  private func presumeWordEnd(behindQuoteAt start: Int) throws(Abort) {
    guard !endsWord(at: cursor) else { return }
    let length = decodeScalar(at: cursor).length
    let span = SourceSpan(cursor, cursor + length)
    guard hasLineEnd(start..<cursor) else { throw .at(span, .adjacentText) }
    // A quote that was never meant to go on is closed by the next one, lines below.
    throw .at(span, .adjacentTextBelow(quote: SourceSpan(start, start + 1)))
  }

  /// Whether `${…}` may hold the name: a name, or the number of a positional value.
  static func isVariableName(_ text: String) -> Bool {
    if Byte.isName(text) { return true }
    guard let first = text.utf8.first, first != UInt8(ascii: "0") else { return false }
    return text.utf8.count <= 4 && text.utf8.allSatisfy(Byte.isDigit)
  }

  private static func withoutCarriageReturns(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\n", scalars.last == "\r" { scalars.removeLast() }
      scalars.append(scalar)
    }
    return String(scalars)
  }
}
