import Patterns

/// Turns a text into logical lines of statements, lazily and with every mistake it finds.
///
/// A line is parsed when it is asked for and nothing of the earlier ones is kept, so a long script
/// can be checked in the memory of its text. Inside a line the parser descends from items to words;
/// a mistake ends its item, and reading goes on behind the next `;`. The order of headers is the
/// only thing remembered from line to line.
///
/// ```
/// for line in Parser(source, dialect: .file) { … }
/// ```
public struct Parser: Sequence, IteratorProtocol, Sendable {
  var lexer: Lexer
  /// End of the last word of the item, where something missing is reported.
  var itemEnd = 0
  var order = ItemOrder()
  var regexes = KnownRegexes()
  private var lineStart = 0
  /// The line that is read next, or being read.
  public private(set) var lineNumber = 1

  /// Prepares to read a text from its first line.
  public init(_ source: SourceText, dialect: Dialect) {
    lexer = Lexer(source, dialect: dialect)
  }

  /// The next logical line, blank ones included; nil behind the last.
  public mutating func next() -> ParsedLine? {
    guard !lexer.isAtEnd else { return nil }
    lineStart = lexer.cursor
    order.lineHasVersion = false
    let content = readLine()
    let line = ParsedLine(
      span: SourceSpan(lineStart, lexer.cursor), line: lineNumber, statements: content.statements,
      comment: content.comment, errors: content.errors,
      incompleteness: content.errors.isEmpty ? content.incompleteness : nil)
    lexer.cursor += lexer.lineEndLength(at: lexer.cursor)
    lineNumber += lineFeeds(before: lexer.cursor)
    return line
  }

  /// The physical line of an offset in the logical line that is being read.
  func lineNumber(at offset: Int) -> Int { lineNumber + lineFeeds(before: offset) }

  private func lineFeeds(before offset: Int) -> Int {
    var count = 0
    for index in lineStart..<offset where lexer.bytes[index] == Byte.lineFeed { count += 1 }
    return count
  }

  private struct Content {
    var statements: [Statement] = []
    var comment: ParsedLine.Comment?
    var errors: [ParseError] = []
    var incompleteness: Incompleteness?
    /// Whether an item has been read since the last `;`.
    var hasItem = false
  }

  private mutating func readLine() -> Content {
    var content = Content()
    lexer.errors = []
    var goesOn = true
    while goesOn {
      do throws(Abort) {
        goesOn = try readPart(into: &content)
      } catch {
        switch error {
        case .mistake(let mistake):
          lexer.errors.append(mistake)
          lexer.skipItem()
          content.hasItem = true
        case .incomplete(let incompleteness):
          content.incompleteness = incompleteness
          goesOn = false
        }
      }
    }
    content.errors = lexer.errors
    if content.errors.count > 1 { content.errors.sort { $0.span.start < $1.span.start } }
    return content
  }

  /// Reads an item or what ends it; says whether the line goes on.
  private mutating func readPart(into content: inout Content) throws(Abort) -> Bool {
    try lexer.skipBlanks()
    switch lexer.delimiter {
    case .semicolon:
      guard content.hasItem else {
        throw .at(SourceSpan(lexer.cursor, lexer.cursor + 1), .emptyItem)
      }
      lexer.cursor += 1
      content.hasItem = false
    case .comment:
      content.comment = lexer.readComment()
      return false
    case .lineEnd:
      return false
    case nil:
      if let statement = try readItem() { content.statements.appendOrStart(with: statement) }
      content.hasItem = true
    }
    return true
  }

  /// Reads one item; nil when it has a mistake that was noted without stopping.
  private mutating func readItem() throws(Abort) -> Statement? {
    let errorCount = lexer.errors.count
    let statement = try parseItem()
    return lexer.errors.count == errorCount ? statement : nil
  }
}

/// What the order of headers and commands asks to remember.
struct ItemOrder: Sendable {
  var hasItem = false
  var firstCommandLine: Int?
  var lineHasVersion = false
}

/// Patterns that compiled before, so that a script that repeats one pays once.
struct KnownRegexes: Sendable {
  private var patterns: Set<String> = []
  private static let limit = 256

  /// Why a pattern does not compile; nil when it does.
  mutating func mistake(in pattern: String) -> PatternMistake? {
    if patterns.contains(pattern) { return nil }
    do throws(PatternMistake) { _ = try Pattern(pattern) } catch { return error }
    if patterns.count < Self.limit { patterns.insert(pattern) }
    return nil
  }
}

extension Array {
  /// Appends, but makes room for exactly one element at first: most lines hold one of each thing.
  @inline(__always)
  mutating func appendOrStart(with element: Element) {
    if isEmpty { self = [element] } else { append(element) }
  }
}
