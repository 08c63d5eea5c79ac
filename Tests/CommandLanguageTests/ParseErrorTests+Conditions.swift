import CommandLanguage
import Testing

extension ParseErrorTests {
  private static let brackets =
    "between brackets stands a whole number, or what the element must hold"
  private static let bracketForms =
    "write `[0]`, or `[kind=audio]` for the first that fits; a comma stands between two"
  private static let openBracket =
    "write `[kind=audio]`; a value with spaces or brackets stands in quotes"

  @Test(arguments: [
    Case("expect^^", "missing-query", "`expect` needs something to look at", roots),
    Case("expect not^^", "missing-query", "`not` needs something to look at", roots),
    Case(
      "wait until^^; b", "missing-query", "`wait until` needs something to look at", roots),
    Case(
      "expect ^htpp^ == 200", "unknown-root", "`htpp` is nothing to look at",
      "did you mean `http`?"),
    Case(
      "expect ^HTTP^ == 200", "unknown-root", "`HTTP` is nothing to look at",
      "did you mean `http`?"),
    Case("expect ^'x'^ == 200", "unknown-root", "`'x'` is nothing to look at", roots),
    Case("expect ^200^ == http", "unknown-root", "`200` is nothing to look at", roots),
    Case(
      "expect ^http.status^ == 200", "path-not-allowed", "`http` has no parts",
      "write `http` alone"),
    Case(
      "expect ^${x}.y^ == 200", "path-not-allowed", "`${x}` has no parts",
      "write `${x}` alone"),
    Case(
      "expect last^.^ == 1", "bad-path", "the path breaks off here",
      "go on with `.name`, `[0]` or `[kind=audio]`"),
    Case(
      "expect last^/^x == 1", "bad-path", "the path breaks off here",
      "go on with `.name`, `[0]` or `[kind=audio]`"),
    Case(
      "expect last^[-1^] == 1", "bad-path", brackets, bracketForms),
    Case("expect last^[99999999999999999999]^ == 1", "bad-path", brackets, bracketForms),
    Case("expect last^[^] == 1", "bad-path", brackets, bracketForms),
    Case("expect last^[kind^] == 1", "bad-path", brackets, bracketForms),
    Case(
      "expect last[kind=a, ^kind^=b] exists", "bad-path", "`kind` is asked for twice",
      "keep one of them"),
    Case(
      "expect last[kind=^^] exists", "bad-path", "`kind=` needs a value",
      "write `[kind=VALUE]`; `\"\"` is the empty text"),
    Case("expect last^[^kind=a exists", "bad-path", "the bracket is never closed", openBracket),
    Case("expect last^[^kind=a b] exists", "bad-path", "the bracket is never closed", openBracket),
    Case(
      "expect last[kind='a'^x^] exists", "adjacent-text",
      "quoted text touches what stands beside it",
      "put a space between them, or one pair of quotes around the whole word"),
    Case(
      "expect error else^^", "missing-text", "`else` needs a text",
      "such as `expect state.running == 0 else \"something still runs\"`"),
    Case(
      "expect last exists else a ^b^", "unexpected-word", "unexpected `b`: `else` is complete",
      "start a new command with `;`, or put quotes around text with spaces"),
    Case("expect last.x^^ # y", "missing-predicate", "the predicate is missing", predicates),
    Case(
      "expect last.x ^5^", "missing-predicate", "`5` stands where a predicate belongs",
      predicates),
    Case(
      "expect http ^=^ 200", "unknown-predicate", "unknown predicate `=`",
      "did you mean `==`?"),
    Case(
      "expect http ^=>^ 200", "unknown-predicate", "unknown predicate `=>`",
      "did you mean `>=`?"),
    Case(
      "expect last ^=~^ /x/", "unknown-predicate", "unknown predicate `=~`",
      "did you mean `matches`?"),
    Case(
      "expect last ^Contains^ x", "unknown-predicate", "unknown predicate `Contains`",
      "did you mean `contains`?"),
    Case(
      "expect last ^has^ x", "unknown-predicate", "unknown predicate `has`", predicates),
    Case(
      "expect http ==^^", "missing-operand", "`==` needs a value",
      "write it behind the predicate; `\"\"` is the empty text"),
    Case(
      "wait until http ==^^ within=5s", "missing-operand", "`==` needs a value",
      "write it behind the predicate; `\"\"` is the empty text"),
    Case(
      "expect last matches^^", "missing-operand", "`matches` needs a regex",
      "write it as `/…/`"),
    Case(
      "expect last matches ^'x'^", "expected-regex", "`matches` needs a regex, found `'x'`",
      "write it as `/…/`; for plain text use `contains`"),
    Case(
      "expect last matches ^/^abc; d", "open-regex", "the regex is never closed",
      "end it with `/`; inside it a `/` is written `\\/`"),
    Case(
      "expect last matches ^//^", "empty-regex", "the regex is empty",
      "say what to look for, or use `exists`"),
    Case(
      "expect last matches /a/^b^", "adjacent-text",
      "quoted text touches what stands beside it",
      "put a space between them, or one pair of quotes around the whole word"),
    Case(
      "expect last matches /(^/^", "bad-regex",
      "the regex does not compile: missing closing parenthesis",
      "a `\\` makes a sign stand for itself, such as `\\.` or `\\(`"),
    Case(
      "expect http == 200 ^300^", "unexpected-word", "unexpected `300`: `expect` is complete",
      "start a new command with `;`, or put quotes around text with spaces"),
    Case(
      "expect last exists ^x^", "unexpected-word", "unexpected `x`: `expect` is complete",
      "start a new command with `;`, or put quotes around text with spaces"),
    Case(
      "expect error a ^b^", "unexpected-word", "unexpected `b`: `expect error` is complete",
      "start a new command with `;`, or put quotes around text with spaces"),
    Case(
      "wait until last exists ^5s^", "unexpected-word",
      "unexpected `5s`: `wait until` is complete",
      "start a new command with `;`, or put quotes around text with spaces"),
    Case(
      "expect last.x == a^!^b", "reserved-sign",
      "`!` is reserved: vsdk recalls no history in a line; use `history` or the arrow keys",
      "for the sign itself, put quotes around the word: '!'"),
  ])
  func `explains conditions`(test: Case) { check(test) }
}
