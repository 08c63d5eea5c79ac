import CommandLanguage
import Testing

@Suite struct ParseErrorTests {
  /// A text with its one mistake marked, and what is said about it.
  struct Case: CustomTestStringConvertible {
    let marked: String
    let code: String
    let message: String
    let hint: String
    var testDescription: String { marked.debugDescription }

    init(_ marked: String, _ code: String, _ message: String, _ hint: String) {
      self.marked = marked
      self.code = code
      self.message = message
      self.hint = hint
    }
  }

  func check(_ test: Case) {
    let marked = MarkedText(test.marked)
    let source = marked.source()
    let lines = Parser(source, dialect: .file)

    let diagnostics = lines.flatMap(\.errors).map { $0.diagnostic(in: source) }

    let location = Diagnostic.Location(source: source, span: marked.spans[0])
    #expect(
      diagnostics == [
        Diagnostic(
          code: test.code, message: test.message, location: location, hints: [test.hint])
      ])
  }

  static let roots =
    "it can be `http`, `elapsed`, `error`, `state`, `recording`, `last`, `hook`, `sandbox` or `${name}`"
  static let predicates =
    "it can be `==`, `!=`, `<`, `<=`, `>`, `>=`, `contains`, `matches` or `exists`"
  static let nameRule =
    "a name starts with a lower-case letter and goes on with a-z, 0-9, `_` and `-`"
  static let noSubstitution =
    "vsdk runs no commands inside commands; keep an answer with `let`"

  @Test(arguments: [
    Case(
      "dry ^expect^ http == 200", "not-a-command", "`expect` is no command that `dry` can take",
      "it takes one that stands for itself, such as `rooms`"),
    Case(
      "as curl try ^as^ json rooms", "not-a-command", "`as` is no command that `as` can take",
      "it takes one that stands for itself, such as `rooms`"),
    Case(
      "echo ^|^ x", "reserved-sign",
      "`|` is reserved: vsdk has no pipes; pipe the output of `vsdk --output json` in the system's shell",
      "for the sign itself, put quotes around the word: '|'"),
    Case(
      "echo a^>^b", "reserved-sign",
      "`>` is reserved: vsdk has no redirections; redirect `vsdk` itself",
      "for the sign itself, put quotes around the word: '>'"),
    Case(
      "echo ^<^b", "reserved-sign",
      "`<` is reserved: vsdk has no redirections; redirect `vsdk` itself",
      "for the sign itself, put quotes around the word: '<'"),
    Case(
      "echo ^`^b", "reserved-sign", "``` is reserved: \(noSubstitution)",
      "for the sign itself, put quotes around the word: '`'"),
    Case(
      "echo ^(^b", "reserved-sign", "`(` is reserved: \(noSubstitution)",
      "for the sign itself, put quotes around the word: '('"),
    Case(
      "echo b^)^", "reserved-sign", "`)` is reserved: \(noSubstitution)",
      "for the sign itself, put quotes around the word: ')'"),
    Case(
      "echo ^*^.vsdk", "reserved-sign",
      "`*` is reserved: vsdk has no file patterns; name each file, or say `all`",
      "for the sign itself, put quotes around the word: '*'"),
    Case(
      "^!^5", "reserved-sign",
      "`!` is reserved: vsdk recalls no history in a line; use `history` or the arrow keys",
      "for the sign itself, put quotes around the word: '!'"),
    Case(
      "echo ^{^room}", "reserved-sign",
      "`{` is reserved: braces only stand in a variable, `${name}`",
      "for the sign itself, put quotes around the word: '{'"),
    Case(
      "echo room^}^", "reserved-sign",
      "`}` is reserved: braces only stand in a variable, `${name}`",
      "for the sign itself, put quotes around the word: '}'"),
    Case(
      "echo a^§^b", "unexpected-character", "`§` cannot stand outside quotes",
      "put quotes around the word: '§'"),
    Case(
      "echo ^“^b”", "unexpected-character", "`“` is not a quote of this language",
      "write `\"` or `'`"),
    Case(
      "echo a^\u{A0}^b", "unexpected-character",
      "the text holds U+00A0, which cannot be seen",
      "write an ordinary space, or put quotes around the word"),
    Case(
      "echo ^\u{1B}^[2J", "control-character", "the text holds the control character U+001B",
      "remove it, or write `\\u{1B}` between double quotes"),
    Case(
      "echo 'a^\u{1B}\u{7}^b'", "control-character",
      "the text holds the control character U+001B",
      "remove it, or write `\\u{1B}` between double quotes"),
    Case(
      "# a^\u{202E}^b", "control-character", "the text holds the control character U+202E",
      "remove it, or write `\\u{202E}` between double quotes"),
    Case(
      "echo a^\r^b", "control-character", "the text holds the control character U+000D",
      "remove it, or write `\\u{D}` between double quotes"),
    Case(
      "expect last matches /a^\u{9B}^b/", "control-character",
      "the text holds the control character U+009B",
      "remove it, or write `\\u{9B}` between double quotes"),
  ])
  func `explains a sign that cannot stand where it does`(test: Case) { check(test) }

  @Test(arguments: [
    Case(
      "start ^'^audio", "open-quote", "the quote is never closed",
      "close it; a quoted text may span lines"),
    Case(
      "start ^\"^audio\\\nstop audio", "open-quote", "the quote is never closed",
      "close it; a quoted text may span lines"),
    Case(
      "echo abc^\"^def\"", "adjacent-text", "quoted text touches what stands beside it",
      "put a space between them, or one pair of quotes around the whole word"),
    Case(
      "echo 'abc'^d^ef", "adjacent-text", "quoted text touches what stands beside it",
      "put a space between them, or one pair of quotes around the whole word"),
    Case(
      "echo ''^'^'", "adjacent-text", "quoted text touches what stands beside it",
      "put a space between them, or one pair of quotes around the whole word"),
    Case(
      "echo ${a}^\"^b\"", "adjacent-text", "quoted text touches what stands beside it",
      "put a space between them, or one pair of quotes around the whole word"),
    Case(
      "echo 'a'^#^b", "adjacent-text", "quoted text touches what stands beside it",
      "put a space between them, or one pair of quotes around the whole word"),
    Case(
      #"echo "a^\q^b""#, "unknown-escape", "`\\q` is no escape",
      #"escapes are `\"`, `\\`, `\n`, `\t`, `\$` and `\u{1F600}`; between single quotes a `\` is "#
        + "only a sign"),
    Case(
      #"echo "^\u{D800^}""#, "bad-unicode-escape",
      "`\\u` needs the number of a character between braces",
      "write it in hexadecimal digits, such as `\\u{1F600}`"),
    Case(
      #"echo "^\u{0000041^}""#, "bad-unicode-escape",
      "`\\u` needs the number of a character between braces",
      "write it in hexadecimal digits, such as `\\u{1F600}`"),
    Case(
      "start ^\\^", "dangling-continuation", "nothing follows the `\\` at the end of the text",
      "remove the `\\`, or add the line it continues on"),
    Case(
      "start ^\\^\r\n", "dangling-continuation",
      "nothing follows the `\\` at the end of the text",
      "remove the `\\`, or add the line it continues on"),
    Case(
      "start ^\\^ \naudio", "stray-backslash",
      "a `\\` may only stand at the end of a line, to continue it",
      "for the sign itself, put single quotes around the word: '\\'"),
    Case(
      "echo a^\\^b", "stray-backslash",
      "a `\\` may only stand at the end of a line, to continue it",
      "for the sign itself, put single quotes around the word: '\\'"),
  ])
  func `explains quotes, escapes and continuations`(test: Case) { check(test) }

  @Test(arguments: [
    Case(
      "echo ^$room^", "dollar-without-brace", "`$room` is not how a variable is written",
      "write `${room}`"),
    Case(
      "echo \"^$1^ each\"", "dollar-without-brace", "`$1` is not how a variable is written",
      "write `${1}`"),
    Case(
      "echo ^$^ x", "dollar-without-brace", "a `$` starts a variable, and none follows",
      "write `${name}`; for the sign itself `\\$` between double quotes, or '$'"),
    Case(
      "echo ^${Room}^", "bad-variable-name", "`Room` cannot be the name of a variable",
      nameRule + "; positional values are `${1}`, `${2}`"),
    Case(
      "echo ^${0}^", "bad-variable-name", "`0` cannot be the name of a variable",
      nameRule + "; positional values are `${1}`, `${2}`"),
    Case(
      "echo ^${10000}^", "bad-variable-name", "`10000` cannot be the name of a variable",
      nameRule + "; positional values are `${1}`, `${2}`"),
    Case("echo ^${}^", "bad-variable-name", "the variable has no name", "write `${name}`"),
    Case(
      "echo ^${^room", "open-variable", "the variable is never closed",
      "write `${name}` or `${name:-text}`"),
    Case(
      "echo \"^${^room:-x\"", "open-variable", "the variable is never closed",
      "write `${name}` or `${name:-text}`"),
    Case(
      "echo ^${^room:-a b}", "open-variable", "the variable is never closed",
      "write `${name}` or `${name:-text}`"),
    Case(
      "echo ${room:-a^*^b}", "bad-default", "`*` cannot stand in a variable's default",
      "put double quotes around the word, or give the value to a `param`"),
  ])
  func `explains variables`(test: Case) { check(test) }

  @Test(arguments: [
    Case("a; ^;^ b", "empty-item", "no command stands before this `;`", "remove the `;`"),
    Case("^;^", "empty-item", "no command stands before this `;`", "remove the `;`"),
    Case(
      "^Expect^ http < 5", "unknown-verb", "unknown command `Expect`",
      "did you mean `expect`?"),
    Case(
      "try ^WAIT^ until", "unknown-verb", "unknown command `WAIT`", "did you mean `wait`?"),
    Case(
      "^'start'^ audio", "quoted-verb", "a line starts with a command, not with quoted text",
      "write the verb without quotes"),
    Case(
      "^${verb}^ audio", "variable-verb", "a command cannot be a variable",
      "write the verb itself, so that the line can be checked before it runs"),
    Case(
      "^room=x^ start", "option-without-command", "`room=x` is an option without a command",
      "write the command before it; for all commands that follow use `set room …`"),
    Case("try^^", "missing-command", "`try` needs a command", "such as `try start audio`"),
    Case(
      "defer^^ ; b", "missing-command", "`defer` needs a command", "such as `defer stop all`"),
    Case(
      "try ^expect^ http == 1", "misplaced-modifier", "`try` cannot stand before `expect`",
      "an `expect` belongs to the command above it; modify that one"),
    Case(
      "defer ^expect^ error", "misplaced-modifier", "`defer` cannot stand before `expect`",
      "an `expect` belongs to the command above it; modify that one"),
    Case(
      "try ^defer^ x", "misplaced-modifier", "`try` cannot stand before `defer`",
      "`try` and `defer` stand before a command, one at a time"),
    Case(
      "defer ^param^ x", "misplaced-modifier", "`defer` cannot stand before `param`",
      "`try` and `defer` stand before a command, one at a time"),
  ])
  func `explains items`(test: Case) { check(test) }

  @Test func `shortens and disarms what it quotes`() throws {
    let long = String(repeating: "x", count: 80)
    let source = SourceText(name: "a", text: "param X\u{7}\(long)")

    let error = try #require(Parser(source, dialect: .file).flatMap(\.errors).first)

    let shown = String(repeating: "x", count: 57)
    #expect(error.diagnostic(in: source).message == #"`X\u{7}\#(shown)…` cannot be a name"#)
  }
}
