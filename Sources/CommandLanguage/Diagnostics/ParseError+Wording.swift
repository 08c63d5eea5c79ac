extension ParseError {
  /// The mistake in words, with its place in the text it was found in.
  public func diagnostic(in source: SourceText) -> Diagnostic {
    wording(found: source.text(in: span), in: source).diagnostic(in: source, at: span)
  }

  private static let nameRule =
    "a name starts with a lower-case letter and goes on with a-z, 0-9, `_` and `-`"
  private static let roots =
    "it can be \(Wording.list(Query.Root.words + ["${name}"]))"
  private static let predicates =
    "it can be \(Wording.list(Condition.Predicate.allCases.map(\.rawValue)))"

  // One table on purpose: a new kind without a sentence does not compile.
  private func wording(found: String, in source: SourceText) -> Wording {
    switch kind {
    // Signs and words.
    case .controlCharacter(let scalar):
      Wording(
        "control-character", "the text holds the control character \(scalar.codePoint)",
        hint: "remove it, or write `\\u{\(String(scalar.value, radix: 16, uppercase: true))}` "
          + "between double quotes")
    case .unexpectedCharacter(let scalar): Self.unexpectedWording(scalar)
    case .reserved(let scalar):
      Wording(
        "reserved-sign", "`\(scalar)` is reserved: \(Self.reason(for: scalar))",
        hint: "for the sign itself, put quotes around the word: '\(scalar)'")
    case .strayBackslash:
      Wording(
        "stray-backslash", "a `\\` may only stand at the end of a line, to continue it",
        hint: "for the sign itself, put single quotes around the word: '\\'")
    case .danglingContinuation:
      Wording(
        "dangling-continuation", "nothing follows the `\\` at the end of the text",
        hint: "remove the `\\`, or add the line it continues on")
    case .openQuote:
      Wording(
        "open-quote", "the quote is never closed",
        hint: "close it; a quoted text may span lines")
    case .adjacentText:
      Wording(
        "adjacent-text", "quoted text touches what stands beside it",
        hint: "put a space between them, or one pair of quotes around the whole word")
    case .adjacentTextBelow(let quote):
      Wording(
        "adjacent-text",
        "quoted text that begins on line \(source.position(at: quote.start).line) ends here, and touches what stands beside it",
        hint:
          "is the quote on line \(source.position(at: quote.start).line) closed where it should be?"
      )
    case .unknownEscape(let scalar):
      Wording(
        "unknown-escape", "\(Wording.quoted("\\" + String(Character(scalar)))) is no escape",
        hint: "escapes are `\\\"`, `\\\\`, `\\n`, `\\t`, `\\$` and `\\u{1F600}`; "
          + "between single quotes a `\\` is only a sign")
    case .badUnicodeEscape:
      Wording(
        "bad-unicode-escape", "`\\u` needs the number of a character between braces",
        hint: "write it in hexadecimal digits, such as `\\u{1F600}`")

    // Variables.
    case .dollarWithoutBrace(let name?):
      Wording(
        "dollar-without-brace", "`$\(name)` is not how a variable is written",
        hint: "write `${\(name)}`")
    case .dollarWithoutBrace(nil):
      Wording(
        "dollar-without-brace", "a `$` starts a variable, and none follows",
        hint: "write `${name}`; for the sign itself `\\$` between double quotes, or '$'")
    case .badVariableName(""):
      Wording("bad-variable-name", "the variable has no name", hint: "write `${name}`")
    case .badVariableName(let name):
      Wording(
        "bad-variable-name", "\(Wording.quoted(name)) cannot be the name of a variable",
        hint: Self.isQuery(name)
          ? "keep the value first, `let value = \(name)`, then write `${value}`"
          : Self.nameRule + "; positional values are `${1}`, `${2}`")
    case .openVariable:
      Wording(
        "open-variable", "the variable is never closed",
        hint: "write `${name}` or `${name:-text}`")
    case .badFallback(let scalar):
      Wording(
        "bad-default",
        "\(Wording.quoted(String(Character(scalar)))) cannot stand in a variable's default",
        hint: "put double quotes around the word, or give the value to a `param`")

    // Items.
    case .emptyItem:
      Wording("empty-item", "no command stands before this `;`", hint: "remove the `;`")
    case .wrongCase(let keyword):
      Wording(
        "unknown-verb", "unknown command \(Wording.quoted(found))",
        hint: Wording.didYouMean(keyword))
    case .controlFlow(let word):
      Wording(
        "unknown-verb", "unknown command \(Wording.quoted(word))", hints: Self.insteadOf(word))
    case .quotedVerb:
      Wording(
        "quoted-verb", "a line starts with a command, not with quoted text",
        hint: "write the verb without quotes")
    case .variableVerb:
      Wording(
        "variable-verb", "a command cannot be a variable",
        hint: "write the verb itself, so that the line can be checked before it runs")
    case .optionInsteadOfVerb(let key):
      Wording(
        "option-without-command", "\(Wording.quoted(found)) is an option without a command",
        hint: "write the command before it; for all commands that follow use `set \(key) …`")
    case .missingCommand(let modifier):
      Wording(
        "missing-command", "`\(modifier.rawValue)` needs a command",
        hint: modifier == .try ? "such as `try start audio`" : "such as `defer stop all`")
    case .misplacedModifier(let modifier, "expect"):
      Wording(
        "misplaced-modifier", "`\(modifier.rawValue)` cannot stand before `expect`",
        hint: "an `expect` belongs to the command above it; modify that one")
    case .misplacedModifier(let modifier, let keyword):
      Wording(
        "misplaced-modifier", "`\(modifier.rawValue)` cannot stand before `\(keyword)`",
        hint: "`try` and `defer` stand before a command, one at a time")
    case .notACommand(let verb):
      Wording(
        "not-a-command", "\(Wording.quoted(found)) is no command that `\(verb)` can take",
        hint: "it takes one that stands for itself, such as `rooms`")

    case .unexpectedWord(let keyword):
      Wording(
        "unexpected-word", "unexpected \(Wording.quoted(found)): `\(keyword)` is complete",
        hint: "start a new command with `;`, or put quotes around text with spaces")

    // Headers and captures.
    case .headerAfterCommand(let keyword, let line):
      Wording(
        "header-after-command",
        "`\(keyword)` must stand before the first command, which is on line \(line)",
        hint: "move it above line \(line)")
    case .versionNotFirst:
      Wording(
        "version-not-first", "`vsdk` must be the first command of a script",
        hint: "move it to the top")
    case .versionNotAlone:
      Wording(
        "version-not-alone", "`vsdk 1` must stand on a line of its own",
        hint: "start a new line here")
    case .badVersion:
      Wording(
        "bad-version", "`vsdk` takes the version of the language, a whole number",
        hint: "write `vsdk 1`; commands stand without `vsdk`, which is for the system's shell")
    case .newerVersion(let version):
      Wording(
        "newer-version", "version \(version) of the language needs a newer vsdk",
        hint: "update vsdk; this one knows version 1")
    case .missingName(let keyword):
      Wording(
        "missing-name", "`\(keyword)` needs a name", hint: Self.example(of: keyword))
    case .badName(let name):
      Wording(
        "bad-name", "\(Wording.quoted(name)) cannot be a name", hint: Self.nameRule)
    case .missingEquals(let keyword):
      Wording(
        "missing-equals", "`\(keyword)` needs a `=` behind the name",
        hint: Self.example(of: keyword))
    case .missingValue(let keyword):
      Wording(
        "missing-value", "`\(keyword)` needs a value behind the `=`",
        hint: Self.example(of: keyword))
    case .badSecretSource:
      Wording(
        "bad-secret-source", "a secret is never written into a script",
        hint: "say where to read it: `env:NAME`, `file:PATH` or `prompt`")

    // Queries and predicates.
    case .missingQuery(let keyword):
      Wording(
        "missing-query", "`\(keyword)` needs something to look at", hint: Self.roots)
    case .unknownRoot(let root):
      Wording(
        "unknown-root", "\(Wording.quoted(root)) is nothing to look at",
        hint: Suggestion.nearest(to: root, in: Query.Root.words).map(Wording.didYouMean)
          ?? Self.roots)
    case .pathNotAllowed(let root):
      Wording("path-not-allowed", "`\(root)` has no parts", hint: "write `\(root)` alone")
    case .badPathName:
      Wording(
        "bad-path", "the path breaks off here",
        hint: "go on with `.name`, `[0]` or `[kind=audio]`")
    case .badPathIndex:
      Wording(
        "bad-path", "between brackets stands a whole number, or what the element must hold",
        hint: "write `[0]`, or `[kind=audio]` for the first that fits; a comma stands between two")
    case .openBracket:
      Wording(
        "bad-path", "the bracket is never closed",
        hint: "write `[kind=audio]`; a value with spaces or brackets stands in quotes")
    case .missingChoiceValue(let name):
      Wording(
        "bad-path", "`\(name)=` needs a value",
        hint: "write `[\(name)=VALUE]`; `\"\"` is the empty text")
    case .repeatedMember(let name):
      Wording(
        "bad-path", "\(Wording.quoted(name)) is asked for twice", hint: "keep one of them")
    case .missingComplaint:
      Wording(
        "missing-text", "`else` needs a text",
        hint: "such as `expect state.running == 0 else \"something still runs\"`")
    case .missingPredicate where !found.isEmpty:
      Wording(
        "missing-predicate", "\(Wording.quoted(found)) stands where a predicate is due",
        hint: Self.predicates)
    case .missingPredicate:
      Wording("missing-predicate", "the predicate is missing", hint: Self.predicates)
    case .unknownPredicate(let text):
      Wording(
        "unknown-predicate", "unknown predicate \(Wording.quoted(text))",
        hint: Self.predicate(meantBy: text).map(Wording.didYouMean) ?? Self.predicates)
    case .missingOperand(.matches):
      Wording("missing-operand", "`matches` needs a regex", hint: "write it as `/…/`")
    case .missingOperand(let predicate):
      Wording(
        "missing-operand", "`\(predicate.rawValue)` needs a value",
        hint: "write it behind the predicate; `\"\"` is the empty text")
    case .expectedRegex:
      Wording(
        "expected-regex", "`matches` needs a regex, found \(Wording.quoted(found))",
        hint: "write it as `/…/`; for plain text use `contains`")
    case .openRegex:
      Wording(
        "open-regex", "the regex is never closed",
        hint: "end it with `/`; inside it a `/` is written `\\/`")
    case .emptyRegex:
      Wording(
        "empty-regex", "the regex is empty", hint: "say what to look for, or use `exists`")
    case .badRegex(let reason):
      Wording(
        "bad-regex", "the regex does not compile: \(reason)",
        hint: reason.contains("\\u")
          ? "write `\\x{1F600}` for a character by its number"
          : "a `\\` makes a sign stand for itself, such as `\\.` or `\\(`")
    }
  }

  /// What this language has in the place of another's control flow.
  private static func insteadOf(_ word: String) -> [String] {
    switch word {
    case "if", "elif", "else", "unless":
      [
        "nothing is run or left out by a condition: `expect` ends the script when one does not hold, "
          + "`wait until` waits for it, `try` goes on behind a refusal",
        "what to say then stands behind the `expect`: `expect … else \"TEXT\"`",
      ]
    default:
      [
        "there are no loops: `wait until` asks again until a condition holds, "
          + "`participant=all` does it for everyone",
        "more belongs into a program around `vsdk --output json`",
      ]
    }
  }

  /// Whether somebody wrote what `let` and `expect` look at in the place of a name.
  private static func isQuery(_ name: String) -> Bool {
    let root = name.prefix { $0 != "." && $0 != "[" }
    return root.count < name.count && Query.Root.words.contains(String(root))
  }

  private static func unexpectedWording(_ scalar: Unicode.Scalar) -> Wording {
    if ["“", "”", "‘", "’", "„", "«", "»"].contains(scalar) {
      return Wording(
        "unexpected-character", "`\(scalar)` is not a quote of this language",
        hint: "write `\"` or `'`")
    }
    if scalar.properties.isWhitespace || scalar.properties.generalCategory == .format {
      return Wording(
        "unexpected-character", "the text holds \(scalar.codePoint), which cannot be seen",
        hint: "write an ordinary space, or put quotes around the word")
    }
    return Wording(
      "unexpected-character", "`\(scalar)` cannot stand outside quotes",
      hint: "put quotes around the word: '\(scalar)'")
  }

  private static func reason(for scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "|": "vsdk has no pipes; pipe the output of `vsdk --output json` in the system's shell"
    case ">", "<": "vsdk has no redirections; redirect `vsdk` itself"
    case "`", "(", ")": "vsdk runs no commands inside commands; keep an answer with `let`"
    case "{", "}": "braces only stand in a variable, `${name}`"
    case "*": "vsdk has no file patterns; name each file, or say `all`"
    default: "vsdk recalls no history in a line; use `history` or the arrow keys"
    }
  }

  private static func example(of keyword: String) -> String {
    switch keyword {
    case "param": "such as `param room = abcd-efgh-ijkl`"
    case "secret": "such as `secret key = env:VIDEOSDK_API_KEY`"
    default: "such as `let file = recording.audio.files[0].filePath`"
    }
  }

  private static func predicate(meantBy text: String) -> String? {
    switch text {
    case "=", "===", "is", "equals", "eq": "=="
    case "=>": ">="
    case "=<": "<="
    case "<>", "!", "!==": "!="
    case "=~", "~", "~=": "matches"
    default: Suggestion.nearest(to: text, in: Condition.Predicate.allCases.map(\.rawValue))
    }
  }
}
