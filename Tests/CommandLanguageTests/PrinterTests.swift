@testable import CommandLanguage
import Testing

@Suite struct PrinterTests {
  @Test(.timeLimit(.minutes(2))) func `is read back as the same statement`() throws {
    var random = StatementGenerator(seed: RandomInputTests.seed)
    for round in 0..<5000 {
      let statement = random.statement()
      let text = Printer.print(statement)

      let lines = Parser.lines(text)

      #expect(
        lines.flatMap(\.errors) == []
          && lines.flatMap(\.statements).map(\.erasingSpans)
            == [statement.erasingSpans],
        "seed \(RandomInputTests.seed), round \(round), text \(text.debugDescription)")
    }
  }

  @Test func `prints a line with its comment`() throws {
    let line = try #require(Parser.lines("a ;  b \\\n c;# why ").first)

    #expect(Printer.print(line) == "a; b c  # why")
  }

  @Test func `prints a comment alone at the margin`() throws {
    let line = try #require(Parser.lines("   #: title x").first)

    #expect(Printer.print(line) == "#: title x")
  }

  @Test func `quotes a bare word that would not be read back`() {
    let words = ["a b", "#x", "a=b", "it's"].map {
      ArgumentSyntax.word(Word([.text($0)], quoting: .bare, span: SourceSpan(0, 0)))
    }

    #expect(words.map { Printer.print($0) } == ["'a b'", "'#x'", "'a=b'", "\"it's\""])
  }

  @Test func `quotes a word with a variable only where it would be read otherwise`() {
    let words = [[.variable("x"), .text("#1")], [.text("a="), .variable("x")]].map {
      ArgumentSyntax.word(Word($0, quoting: .bare, span: SourceSpan(0, 0)))
    }

    #expect(words.map { Printer.print($0) } == ["${x}#1", "\"a=${x}\""])
  }

  @Test(arguments: [
    "dry start audio", "as curl try stop all", "watch recordings every=2s",
    "dry wait until elapsed < 5s within=2s", "as json let x = last.a[0] secret", "history /abc/",
    "history '/a (b|c)*/'", "history \"/it's/\"", "history '/a\\/b/'", "history 5-9", "dry",
    "as curl",
  ])
  func `prints a command in a command`(_ text: String) throws {
    let line = try #require(Parser.lines(text).first)
    #expect(line.errors == [])

    let printed = Printer.print(line)

    #expect(printed == text)
    #expect(
      Parser.lines(printed).flatMap(\.statements).map(\.erasingSpans)
        == line.statements.map(\.erasingSpans))
  }

  @Test func `a regex of the history may hold any sign`() throws {
    let line = try #require(Parser.lines("history /a (b|c)* \\/ '/ # why").first)

    #expect(line.errors == [])
    #expect(Printer.print(line) == "history \"/a (b|c)* \\\\/ '/\"  # why")
  }

  @Test func `erases every place`() throws {
    let text = "try wait until not last.a[0] == \"${x:-y}\" within=5s"
    let first = try #require(Parser.lines(text).first?.statements.first)
    let second = try #require(Parser.lines("  " + text).first?.statements.first)

    #expect(first != second)
    #expect(first.erasingSpans == second.erasingSpans)
    #expect(first.erasingSpans.span == SourceSpan(0, 0))
  }
}

/// Makes statements at random, all of which can be written.
struct StatementGenerator {
  private var generator: SeededGenerator
  private let nowhere = SourceSpan(0, 0)

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func statement() -> Statement {
    let body: Statement.Body =
      switch number(6) {
      case 0: .version(1)
      case 1: .parameter(name: name(), defaultValue: number(2) == 0 ? nil : word())
      case 2: .secret(name: name(), source: secretSource())
      case 3: .expectation(ExpectationSyntax(refusal(), else: complaint()))
      case 4: .expectation(ExpectationSyntax(.condition(condition()), else: complaint()))
      default: .command(command())
      }
    return Statement(body, nowhere)
  }

  private mutating func refusal() -> ExpectationSyntax.Claim {
    .refusal(number(2) == 0 ? nil : .word(word()))
  }

  private mutating func complaint() -> Word? { number(2) == 0 ? nil : word() }

  private mutating func number(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }

  private mutating func pick<Element>(_ first: Element, _ rest: Element...) -> Element {
    let index = number(rest.count + 1)
    return index == 0 ? first : rest[index - 1]
  }

  private mutating func name() -> Name { Name(pick("x", "room-2", "a_b", "who"), nowhere) }

  private mutating func secretSource() -> SecretSource {
    pick(.prompt, .environment("A_1"), .file("keys/a"), .file("my keys/it's"))
  }

  private mutating func command() -> CommandSyntax {
    let modifier: CommandSyntax.Modifier? = pick(nil, .try, .defer)
    switch number(4) {
    case 0:
      let options = (0..<number(3)).map { _ in option() }
      return CommandSyntax(
        modifier: modifier, verb: Name("wait", nowhere), arguments: options,
        form: .waitUntil(condition()))
    case 1:
      return CommandSyntax(
        modifier: modifier, verb: Name("let", nowhere), arguments: [],
        form: .capture(name: name(), query: query(), isSecret: number(2) == 0))
    default:
      let arguments = (0..<number(5)).map { _ in number(2) == 0 ? .word(word()) : option() }
      return CommandSyntax(
        modifier: modifier, verb: Name(pick("start", "set", "echo"), nowhere),
        arguments: arguments)
    }
  }

  private mutating func option() -> ArgumentSyntax {
    let value = pick(word(), Word([], quoting: .bare, span: nowhere))
    return .option(key: name(), value: value)
  }

  private mutating func word() -> Word {
    switch number(3) {
    case 0:
      let pieces: [Word.Piece] = [.text(pick("audio", "/a:b?c", "é#1", "A=b", "-5"))]
      return Word(
        number(2) == 0
          ? pieces : (number(2) == 0 ? pieces : []) + [variable(), .text(pick("z=#", "#", "=1"))],
        quoting: .bare,
        span: nowhere)
    case 1:
      let text = pick("a b", "", "\"", "\\n$;#|", "x=y", "`{}`", "\t", "a\n# b\n")
      return Word(
        text.isEmpty ? [] : [.text(text)], quoting: .single, spansLines: text.contains("\n"),
        span: nowhere)
    default:
      let plain = pick("a\nb", "it's", "$\"\\", "\u{1B}", "😀 ;", "\u{202E}")
      let text = Word.Piece.text(plain)
      let pieces = pick([], [text], [variable()], [text, variable(), text])
      return Word(
        pieces, quoting: .double,
        spansLines: pieces.contains(text) && plain.contains("\n") && number(2) == 0,
        span: nowhere)
    }
  }

  private mutating func variable() -> Word.Piece { .variable(reference()) }

  private mutating func reference() -> VariableReference {
    VariableReference(
      name: pick("x", "1", "a-b_2"), fallback: pick(nil, "", "a/b?c=d#e", "é"), span: nowhere)
  }

  private mutating func condition() -> Condition {
    let predicate = Condition.Predicate.allCases.randomElement(using: &generator) ?? .exists
    let operand: Operand? =
      switch predicate {
      case .exists: nil
      case .matches: .regex(pick("a", "/", "\\.webm$", "\\\\/", "[/ ;#'\"]"), nowhere)
      default: .word(word())
      }
    return Condition(
      isNegated: number(3) == 0, query: query(), predicate: predicate, operand: operand,
      span: nowhere)
  }

  private mutating func query() -> Query {
    let root: Query.Root = pick(
      .http, .elapsed, .variable(reference()), .error, .state, .recording, .last, .hook, .sandbox)
    switch root {
    case .http, .elapsed, .variable: return Query(root: root, path: [], span: nowhere)
    case .error, .state, .recording, .last, .hook, .sandbox:
      return Query(root: root, path: (0..<number(4)).map { _ in step() }, span: nowhere)
    }
  }

  private mutating func step() -> Query.Step {
    switch number(3) {
    case 0: return .index(number(100), nowhere)
    case 1: return .name(Name(pick("a", "fileUrl", "x-1_y", "é"), nowhere))
    default:
      let names = pick(["kind"], ["kind", "participantId"], ["a", "Ü-1", "7"])
      return .choice(names.map { .init(Name($0, nowhere), chosen()) }, nowhere)
    }
  }

  private mutating func chosen() -> Word {
    number(2) == 0
      ? word(bare: "audio", "-5", "#1", "é/x")
      : Word([.text(pick("a,b", "]", " [x] ", "it's"))], quoting: .double, span: nowhere)
  }

  private mutating func word(bare first: String, _ rest: String...) -> Word {
    let text = ([first] + rest)[number(rest.count + 1)]
    return Word(
      number(2) == 0 ? [.text(text)] : [.text(text), variable()], quoting: .bare, span: nowhere)
  }
}
