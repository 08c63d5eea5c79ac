import CommandLanguage
import Testing

@Suite struct WordTests {
  struct Case: CustomTestStringConvertible {
    let text: String
    let pieces: [Word.Piece]
    let quoting: Word.Quoting
    var testDescription: String { text }

    init(_ text: String, _ quoting: Word.Quoting, _ pieces: Word.Piece...) {
      self.text = text
      self.quoting = quoting
      self.pieces = pieces
    }
  }

  /// `echo WORD` without places.
  private func statement(_ word: Word) -> Statement {
    let command = CommandSyntax(
      modifier: nil, verb: Name("echo", SourceSpan(0, 0)), arguments: [.word(word)])
    return Statement(.command(command), SourceSpan(0, 0))
  }

  @Test(arguments: [
    Case("abc#1", .bare, .text("abc#1")),
    Case("${room}", .bare, .variable("room")), Case("${9999}", .bare, .variable("9999")),
    Case(
      "a${1}b${x:-c#/é}d", .bare, .text("a"), .variable("1"), .text("b"),
      .variable("x", "c#/é"), .text("d")),
    Case("${x:-}", .bare, .variable("x", "")),
    Case(#"'a "b" \n ${c} # ; |'"#, .single, .text(#"a "b" \n ${c} # ; |"#)),
    Case("''", .single),
    Case(#""""#, .double),
    Case(#""\" \\ \n \t \$ \u{1F600}""#, .double, .text("\" \\ \n \t $ 😀")),
    Case(
      #""it's ${who:-some one}!""#, .double, .text("it's "), .variable("who", "some one"),
      .text("!")),
    Case("\"a\tb\"", .double, .text("a\tb")),
  ])
  func `reads a word`(test: Case) {
    let statements = Parser.lines("echo " + test.text).flatMap(\.statements)

    let word = Word(test.pieces, quoting: test.quoting, span: SourceSpan(0, 0))
    #expect(statements.map(\.erasingSpans) == [statement(word)])
  }

  @Test(
    arguments: ["'a\nb'", "'a\r\nb'", "\"a\nb\"", "\"a\r\nb\"", "\"a\\nb\""],
    [Dialect.file, .terminal])
  func `reads the lines of a quote, wherever the text comes from`(text: String, dialect: Dialect) {
    let statements = Parser.lines("echo " + text, dialect).flatMap(\.statements)

    let word = Word(
      [.text("a\nb")], quoting: text.hasPrefix("'") ? .single : .double,
      spansLines: text.contains { $0.isNewline }, span: SourceSpan(0, 0))
    #expect(statements.map(\.erasingSpans) == [statement(word)])
  }

  @Test func `keeps the place of a variable`() throws {
    let marked = MarkedText("echo \"é^${x:-y}^\"")

    let statement = try #require(Parser.lines(marked.text).first?.statements.first)

    guard case .command(let command) = statement.body,
      case .word(let word) = command.arguments[0], case .variable(let variable) = word.pieces[1]
    else { return #expect(Bool(false), "no variable: \(statement)") }
    #expect(variable.span == marked.spans[0])
  }

  @Test(arguments: [
    ("abcd-efgh", "abcd-efgh"), ("", "''"), ("a b", "'a b'"), ("it's", #""it's""#),
    ("#x", "'#x'"), ("a=b", "'a=b'"), ("A=b", "A=b"), ("$x", "'$x'"),
    ("'$\"\n\u{1B}", #""'\$\"\n\u{1B}""#), ("a\n\u{1B}", #""a\n\u{1B}""#), ("a\tb", "'a\tb'"),
  ])
  func `makes a literal in the lightest quotes`(text: String, printed: String) {
    #expect(Printer.print(Word.literal(text)) == printed)
  }
}

extension Word.Piece {
  static func variable(_ name: String, _ fallback: String? = nil) -> Word.Piece {
    .variable(VariableReference(name: name, fallback: fallback, span: SourceSpan(0, 0)))
  }
}
