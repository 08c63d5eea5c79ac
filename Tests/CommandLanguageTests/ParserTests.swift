import CommandLanguage
import Testing

@Suite struct ParserTests {
  struct Case: CustomTestStringConvertible {
    let text: String
    let statements: [String]
    var testDescription: String { text.debugDescription }

    init(_ text: String, _ statements: String...) {
      self.text = text
      self.statements = statements
    }
  }

  @Test(arguments: [
    Case("start audio", "start audio"),
    Case("  start\taudio  ", "start audio"),
    Case("start audio\r\nstop audio\r\n", "start audio", "stop audio"),
    Case("start audio; stop audio;", "start audio", "stop audio"),
    Case("a;b;c", "a", "b", "c"),
    Case(""),
    Case("\n\r\n  \n"),
    Case("# only a comment"),
    Case("start audio# is a word; b # is a comment; c", "start audio# is a word", "b"),
    Case("start \\\n  audio \\\r\n  video", "start audio video"),
    Case("start audio;\\\nstop audio", "start audio", "stop audio"),
    Case(
      "start audio participant=all webhook=http://x/?a=b&c=d",
      "start audio participant=all webhook=http://x/?a=b&c=d"),
    Case(
      "start webhook=\"http://x\" bucket='my dir'", "start webhook=\"http://x\" bucket='my dir'"),
    Case("echo http://x/?k=v A=b 1=2", "echo http://x/?k=v A=b 1=2"),
    Case("run f.vsdk room_2=x a-b=y key=", "run f.vsdk room_2=x a-b=y key="),
    Case("run f.vsdk key=#1", "run f.vsdk key=#1"),
    Case("echo ${x}#1 ${x}=y", "echo ${x}#1 ${x}=y"),
    Case("echo _./:@%+=,-?&~[] é日٣ e\u{301}", "echo _./:@%+=,-?&~[] é日٣ e\u{301}"),
    Case("sandbox clock +10m", "sandbox clock +10m"),
    Case("try start audio; defer stop all", "try start audio", "defer stop all"),
    Case("vsdk 1\nparam room\nparam who=abcd # one", "vsdk 1", "param room", "param who = abcd"),
    Case("param x = ''", "param x = ''"),
    Case("secret k = env:KEY_1; secret p = prompt", "secret k = env:KEY_1", "secret p = prompt"),
    Case("secret k='file:my keys/k'", "secret k = 'file:my keys/k'"),
    Case(
      "let file=recording.audio.files[0].filePath", "let file = recording.audio.files[0].filePath"),
    Case("let t = last.token secret", "let t = last.token secret"),
    Case("wait 2s", "wait 2s"),
    Case(
      "wait until recording.audio exists every=1s within=20s",
      "wait until recording.audio exists every=1s within=20s"),
    Case("try wait until http==200", "try wait until http == 200"),
  ])
  func `reads items`(test: Case) {
    #expect(Parser.canonical(test.text) == test.statements)
  }

  @Test(arguments: [
    Case("expect http == 200", "expect http == 200"),
    Case("expect http==200", "expect http == 200"),
    Case("expect elapsed<5s", "expect elapsed < 5s"),
    Case("expect http != \"200\"", "expect http != \"200\""),
    Case("expect not state.audio == recording", "expect not state.audio == recording"),
    Case("expect error", "expect error"),
    Case("expect error \"already\" # why", "expect error \"already\""),
    Case("expect error 409", "expect error 409"),
    Case("expect error.message contains 'a b'", "expect error.message contains 'a b'"),
    Case("expect error contains x", "expect error contains x"),
    Case("expect error exists", "expect error exists"),
    Case("expect ${file} matches /\\.webm$/", "expect ${file} matches /\\.webm$/"),
    Case("expect last matches /a; b \\/ 'c\" #|/", "expect last matches /a; b \\/ 'c\" #|/"),
    Case("expect last.items[12].naïve-x_1 >= -1.5", "expect last.items[12].naïve-x_1 >= -1.5"),
    Case("expect last[0][1] <= ${n:-5}", "expect last[0][1] <= ${n:-5}"),
    Case("expect hook.data.kind == /tmp/x", "expect hook.data.kind == /tmp/x"),
    Case("expect last.q == within=5s", "expect last.q == within=5s"),
    Case("expect http > 1; expect http < 2", "expect http > 1", "expect http < 2"),
  ])
  func `reads expectations`(test: Case) {
    #expect(Parser.canonical(test.text) == test.statements)
  }

  @Test func `keeps the place of a statement without blanks and comment`() throws {
    let marked = MarkedText("a; ^try start audio room='x y'^  # comment")

    let line = try #require(Parser.lines(marked.text).first)

    #expect(line.statements.map(\.span) == [SourceSpan(0, 1), marked.spans[0]])
    #expect(line.span == SourceSpan(0, marked.text.utf8.count))
  }

  @Test func `keeps the places of verb, words, keys and values`() throws {
    let marked = MarkedText("try ^start^ ^audio^ ^room^=^'x y'^")

    let statement = try #require(Parser.lines(marked.text).first?.statements.first)

    guard case .command(let command) = statement.body,
      case .option(let key, let value) = command.arguments[1]
    else { return #expect(Bool(false), "not a command with an option: \(statement)") }
    let spans = [command.verb.span, command.arguments[0].span, key.span, value.span]
    #expect(spans == marked.spans)
    #expect(command.modifier == .try)
  }

  @Test func `keeps the places in a condition`() throws {
    let marked = MarkedText("expect not ^last^.^a^^[0]^ == ^'x'^")

    let statement = try #require(Parser.lines(marked.text).first?.statements.first)

    guard case .expectation(let expectation) = statement.body,
      case .condition(let condition) = expectation.claim,
      case .name(let name) = condition.query.path[0],
      case .index(0, let index) = condition.query.path[1]
    else { return #expect(Bool(false), "not such a condition: \(statement)") }
    #expect(name.span == marked.spans[1])
    #expect(index == marked.spans[2])
    #expect(condition.operand?.span == marked.spans[3])
    #expect(
      condition.query.span == SourceSpan(marked.spans[0].start, marked.spans[2].end))
    #expect(condition.span == SourceSpan(7, marked.text.utf8.count))
  }

  @Test(arguments: [Dialect.file, .terminal])
  func `counts the lines of a quoted text`(_ dialect: Dialect) throws {
    let text = "echo 'a\nb'; echo \"\n\n\"\nstart audio \"\n\"\n\nbogus |"

    let lines = Parser.lines(text, dialect)

    #expect(lines.map(\.line) == [1, 5, 7, 8])
    let source = SourceText(name: "a", text: text)
    let mistake = try #require(lines.last?.errors.first)
    let place = source.position(at: mistake.span.start)
    #expect([place.line, place.column] == [8, 7])
  }

  @Test func `finds what is wrong below a quote that is never closed`() {
    let text = "echo 'a\nbogus |\n"

    #expect(Parser.lines(text).flatMap(\.errors).map(\.kind) == [.openQuote, .reserved("|")])
  }

  @Test func `names the line of a quote that ends where text goes on`() throws {
    let text = "echo \"a\necho \"b\"\n"

    let lines = Parser.lines(text)

    let source = SourceText(name: "a.vsdk", text: text)
    let drawn = try #require(lines.flatMap(\.errors).first).diagnostic(in: source)
    #expect(
      DiagnosticText.render(drawn) == [
        "a.vsdk:2:7: quoted text that begins on line 1 ends here, and touches what stands beside it",
        "    2 | echo \"b\"", "      |       ^",
        "      = hint: is the quote on line 1 closed where it should be?",
      ])
  }

  @Test(arguments: [
    "if", "elif", "else", "unless", "for", "foreach", "while", "until", "loop", "repeat",
  ])
  func `knows what other languages have`(_ word: String) {
    for text in [word, "\(word) http == 200", "\(word) (x) {", "try \(word) x"] {
      #expect(Parser.lines(text).flatMap(\.errors).first?.kind == .controlFlow(word))
    }
  }

  @Test func `numbers logical lines by their first physical line`() {
    let text = "vsdk 1\n\nstart \\\n  audio\nstop audio"

    #expect(Parser.lines(text).map(\.line) == [1, 2, 3, 5])
  }

  @Test func `goes on behind a mistake`() throws {
    let line = try #require(Parser.lines("start |; b; echo 'x;y'|; c").first)

    #expect(line.statements.map { Printer.print($0) } == ["b", "c"])
    #expect(line.errors.map(\.kind) == [.reserved("|"), .adjacentText])
  }

  @Test func `goes on behind the quotes and the regex of a mistake`() {
    let text = "start | 'a;b' \"c\\\";d\"; expect foo matches /e;f/; b # c"

    #expect(
      Parser.canonical(text) == ["b", "<reserved(\"|\")>", "<unknownRoot(\"foo\")>"])
  }

  @Test func `finds all mistakes of a quoted word`() throws {
    let marked = MarkedText(#"echo "^\q^ a ^\z^ ^\u^" b"#)

    let line = try #require(Parser.lines(marked.text).first)

    #expect(line.errors.map(\.span) == marked.spans)
    #expect(line.statements.isEmpty)
  }
}
