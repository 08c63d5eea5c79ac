/// Reads words from the bytes of a text, one at a time and on demand.
///
/// What a sign means depends on where it stands (a `/` after `matches` opens a regex, a `<` in a
/// condition is a predicate), so there is no token stream: the parser asks for what may come. All
/// scanning is done on bytes; a `String` is only made of a whole piece. A mistake inside a quoted
/// word is kept in `errors` and reading goes on; any other mistake throws with the cursor where the
/// search for the next item may start.
struct Lexer: Sendable {
  let bytes: [UInt8]
  let dialect: Dialect
  var cursor = 0
  /// Mistakes that did not stop the reading.
  var errors: [ParseError] = []
  /// Whether a word is read between the brackets of a path, where `,` and `]` end it.
  var isInBrackets = false
  /// Where a single and a double quote were found to stay open to the end of the text: so does every one behind them.
  private var openFrom: (single: Int?, double: Int?)

  init(_ source: SourceText, dialect: Dialect) {
    bytes = source.utf8
    self.dialect = dialect
  }

  var isAtEnd: Bool { cursor == bytes.count }

  /// Whether a quote at a place is known to have no end.
  ///
  /// Whoever looked for the end of one before it has come by, and found an escape in front of each double quote.
  func isOpen(quoteAt place: Int) -> Bool {
    let known = bytes[place] == Byte.singleQuote ? openFrom.single : openFrom.double
    return known.map { $0 <= place } ?? false
  }

  /// Notes that the quote at a place has no end.
  mutating func noteOpen(quoteAt place: Int) {
    if bytes[place] == Byte.singleQuote { openFrom.single = place } else { openFrom.double = place }
  }

  /// What ends the item here, if something does.
  var delimiter: Delimiter? {
    guard cursor < bytes.count else { return .lineEnd }
    switch bytes[cursor] {
    case Byte.semicolon: return .semicolon
    case Byte.hash: return .comment
    case Byte.lineFeed, Byte.carriageReturn: return lineEndLength(at: cursor) > 0 ? .lineEnd : nil
    default: return nil
    }
  }

  /// The length of the line end at an offset: 1, 2, or 0 when there is none.
  @inline(__always)
  func lineEndLength(at offset: Int) -> Int {
    guard offset < bytes.count else { return 0 }
    if bytes[offset] == Byte.lineFeed { return 1 }
    let isPair =
      bytes[offset] == Byte.carriageReturn && offset + 1 < bytes.count
      && bytes[offset + 1] == Byte.lineFeed
    return isPair ? 2 : 0
  }

  func endsLine(at offset: Int) -> Bool {
    offset >= bytes.count || lineEndLength(at: offset) > 0
  }

  func byte(at offset: Int) -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  func text(_ start: Int, _ end: Int) -> String {
    bytes.withUnsafeBufferPointer { bytes in
      String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    }
  }

  /// The scalar at an offset and the number of its bytes.
  func decodeScalar(at offset: Int) -> (scalar: Unicode.Scalar, length: Int) {
    let lead = bytes[offset]
    guard lead >= 0x80 else { return (Unicode.Scalar(lead), 1) }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    let end = min(offset + length, bytes.count)
    let scalar = String(decoding: bytes[offset..<end], as: UTF8.self).unicodeScalars.first
    return (scalar ?? "\u{FFFD}", end - offset)
  }

  /// Moves over blanks and over each `\` at the end of a line.
  mutating func skipBlanks() throws(Abort) {
    while cursor < bytes.count {
      let byte = bytes[cursor]
      if Byte.isBlank(byte) {
        cursor += 1
      } else if byte == Byte.backslash, endsLine(at: cursor + 1) {
        try skipContinuation()
      } else {
        return
      }
    }
  }

  private mutating func skipContinuation() throws(Abort) {
    let place = SourceSpan(cursor, cursor + 1)
    let next = cursor + 1 + lineEndLength(at: cursor + 1)
    cursor = next
    guard next == bytes.count else { return }
    switch dialect {
    case .file: throw .at(place, .danglingContinuation)
    // An empty line behind the `\` is how a person says that nothing more comes.
    case .terminal: if next == place.end { throw .incomplete(.continuation) }
    }
  }

  /// Reads the comment at the cursor, to the end of the line.
  mutating func readComment() -> ParsedLine.Comment {
    let start = cursor
    while !endsLine(at: cursor) { stepOverText() }
    var end = cursor
    while Byte.isBlank(bytes[end - 1]) { end -= 1 }
    return ParsedLine.Comment(text(start, end), span: SourceSpan(start, end))
  }

  /// Moves over one scalar of a quote, a regex or a comment, noting one that acts unseen.
  @inline(__always)
  mutating func stepOverText() {
    let byte = bytes[cursor]
    if byte >= 0x20, byte < 0x7F { cursor += 1 } else { stepOverScalar() }
  }

  private mutating func stepOverScalar() {
    let (scalar, length) = decodeScalar(at: cursor)
    let place = SourceSpan(cursor, cursor + length)
    cursor += length
    guard scalar.isControl, scalar != "\t" else { return }
    // A run of them is one mistake.
    if case .controlCharacter? = errors.last?.kind, errors.last?.span.end == place.start {
      let last = errors.removeLast()
      errors.append(ParseError(last.kind, last.span.union(place)))
    } else {
      errors.append(ParseError(.controlCharacter(scalar), place))
    }
  }

  /// Reads a word or an option; the cursor stands on its first byte.
  mutating func readArgument() throws(Abort) -> ArgumentSyntax {
    if let name = readPlainWord() {
      return .word(Word([.text(name.text)], quoting: .bare, span: name.span))
    }
    guard let key = readOptionKey() else { return .word(try readWord()) }
    return .option(key: key, value: try readWord(isValue: true))
  }

  /// Reads a bare ASCII word with neither variables nor `=`, as most are; unmoved at any other.
  @inline(__always)
  mutating func readPlainWord() -> Name? {
    let start = cursor
    var end = start
    while end < bytes.count, Byte.isBare(bytes[end]), bytes[end] != Byte.equals { end += 1 }
    guard end > start, endsWord(at: end) else { return nil }
    cursor = end
    return Name(text(start, end), SourceSpan(start, end))
  }

  /// Reads `key=`; moves only when it is there.
  private mutating func readOptionKey() -> Name? {
    let start = cursor
    guard start < bytes.count, Byte.isLower(bytes[start]) else { return nil }
    var end = start + 1
    while end < bytes.count, Byte.isNameTail(bytes[end]) { end += 1 }
    guard end < bytes.count, bytes[end] == Byte.equals else { return nil }
    cursor = end + 1
    return Name(text(start, end), SourceSpan(start, end))
  }

  /// Reads a bare or quoted word, which is empty when a bare one does not start here.
  ///
  /// Behind `key=` no comment can start, so a value may begin with `#`.
  mutating func readWord(isValue: Bool = false) throws(Abort) -> Word {
    switch byte(at: cursor) {
    case Byte.singleQuote: try readSingleQuoted()
    case Byte.doubleQuote: try readDoubleQuoted()
    default: try readBareWord(mayStartWithHash: isValue)
    }
  }

  /// Moves over `[a-z][a-z0-9_-]*`; nil and unmoved when there is none.
  mutating func readName() -> Name? {
    let start = cursor
    guard start < bytes.count, Byte.isLower(bytes[start]) else { return nil }
    cursor += 1
    while cursor < bytes.count, Byte.isNameTail(bytes[cursor]) { cursor += 1 }
    return Name(text(start, cursor), SourceSpan(start, cursor))
  }

  private mutating func readBareWord(mayStartWithHash: Bool) throws(Abort) -> Word {
    let start = cursor
    var pieces: [Word.Piece] = []
    while true {
      let hashFrom = mayStartWithHash ? start : start + 1
      if let text = try readBareText(hashFrom: hashFrom) { pieces.append(.text(text)) }
      guard byte(at: cursor) == Byte.dollar else { break }
      pieces.append(.variable(try readVariable(inQuotes: false)))
    }
    return Word(pieces, quoting: .bare, span: SourceSpan(start, cursor))
  }

  /// Reads literal text up to a variable or the end of the word.
  private mutating func readBareText(hashFrom: Int) throws(Abort) -> String? {
    let start = cursor
    while cursor < bytes.count {
      let byte = bytes[cursor]
      if isInBrackets, endsWord(at: cursor) {
        break
      } else if Byte.isBare(byte) || (byte == Byte.hash && cursor >= hashFrom) {
        cursor += 1
      } else if byte >= 0x80, case let (scalar, length) = decodeScalar(at: cursor),
        scalar.isBareBeyondASCII
      {
        cursor += length
      } else if byte == Byte.dollar || endsWord(at: cursor) {
        break
      } else {
        throw unexpected(at: cursor)
      }
    }
    return cursor > start ? text(start, cursor) : nil
  }

  /// Whether a word may end before this offset.
  func endsWord(at offset: Int) -> Bool {
    guard let byte = byte(at: offset) else { return true }
    switch byte {
    case Byte.space, Byte.tab, Byte.semicolon, Byte.lineFeed: return true
    case Byte.carriageReturn: return lineEndLength(at: offset) > 0
    case Byte.backslash: return endsLine(at: offset + 1)
    case Byte.comma, Byte.openBracket, Byte.closeBracket: return isInBrackets
    default: return false
    }
  }

  /// Why the sign at an offset cannot stand there unquoted.
  func unexpected(at offset: Int) -> Abort {
    let (scalar, length) = decodeScalar(at: offset)
    let span = SourceSpan(offset, offset + length)
    switch bytes[offset] {
    case Byte.singleQuote, Byte.doubleQuote: return .at(span, .adjacentText)
    case Byte.backslash: return .at(span, .strayBackslash)
    case let byte where Byte.isReserved(byte): return .at(span, .reserved(scalar))
    default:
      return .at(
        span, scalar.isControl ? .controlCharacter(scalar) : .unexpectedCharacter(scalar))
    }
  }
}
