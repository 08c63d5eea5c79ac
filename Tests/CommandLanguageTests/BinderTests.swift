import CommandLanguage
import Testing

@Suite struct BinderTests {
  /// A command with its mistakes marked in the order of the text, and what is said of them.
  struct Case: CustomTestStringConvertible {
    let marked: String
    let mistakes: [Mistake]
    var testDescription: String { marked }

    init(_ marked: String, _ mistakes: Mistake...) {
      self.marked = marked
      self.mistakes = mistakes
    }
  }

  struct Mistake: Equatable {
    let code: String
    let message: String
    let hints: [String]

    init(_ code: String, _ message: String, _ hints: String...) {
      self.code = code
      self.message = message
      self.hints = hints
    }
  }

  /// Binds the only command of a text; variables become placeholders.
  private func bind(_ source: SourceText) throws -> Binding {
    let line = try #require(Array(Parser(source, dialect: .file)).first)
    let statement = try #require(line.statements.first)
    guard case .command(let command) = statement.body else { throw NoCommand() }
    let grammar = try #require(SampleTable.table.grammar(for: command.verb.text))
    return Binder.bind(
      verb: command.verb, span: statement.span, arguments: command.arguments.map(expanded),
      grammar: grammar)
  }

  private struct NoCommand: Error {}

  private func expanded(_ argument: ArgumentSyntax) -> ExpandedArgument {
    switch argument {
    case .word(let word): .word(expanded(word))
    case .option(let key, let value): .option(key: key, value: expanded(value))
    }
  }

  private func expanded(_ word: Word) -> ExpandedWord {
    var text = ""
    var isPlaceholder = false
    for piece in word.pieces {
      if case .text(let part) = piece { text += part } else { isPlaceholder = true }
    }
    return ExpandedWord(
      text, span: word.span, isQuoted: word.quoting != .bare, isPlaceholder: isPlaceholder)
  }

  private func arguments(_ text: String) throws -> Arguments {
    switch try bind(SourceText(name: "a", text: text)) {
    case .bound(let arguments): return arguments
    case .failed(let errors): throw try #require(errors.first)
    }
  }

  @Test func `binds words and options`() throws {
    let marked = MarkedText("start ^audio^ 'video' limit=3 webhook=http://x/ room=^r-1^")
    let arguments = try arguments(marked.text)

    #expect(arguments.verb.text == "start")
    #expect(arguments.values("KIND").map(\.text) == ["audio", "video"])
    #expect(arguments.value("KIND")?.span == marked.spans[0])
    #expect(arguments.option("limit")?.integer == 3)
    #expect(arguments.option("webhook")?.text == "http://x/")
    #expect(arguments.option("room")?.span == marked.spans[1])
    #expect(arguments.option("participant") == nil)
    #expect(arguments.openOptions == [])
  }

  @Test func `gives a duration its value`() throws {
    let arguments = try arguments("wait 1m30s within=5s")

    #expect(arguments.value("DURATION")?.duration == .seconds(90))
    #expect(arguments.option("within")?.duration == .seconds(5))
  }

  @Test func `keeps options that nobody declared, where any is allowed`() throws {
    let arguments = try arguments("run f.vsdk room=a who='b c' empty=")

    #expect(arguments.openOptions.map(\.key.text) == ["room", "who", "empty"])
    #expect(arguments.openOptions.map(\.value.text) == ["a", "b c", ""])
  }

  @Test func `takes an option as text, where it is no option`() throws {
    let marked = MarkedText("echo ^a^ ^b=c^ d")
    let arguments = try arguments(marked.text)

    #expect(arguments.values("TEXT").map(\.text) == ["a", "b=c", "d"])
    #expect(arguments.values("TEXT").map(\.span).prefix(2) == marked.spans[...])
  }

  @Test func `checks no placeholder`() throws {
    let arguments = try arguments("start ${kind} limit=${n} webhook=${url} format=\"${f}\"")

    #expect(arguments.value("KIND")?.isPlaceholder == true)
    #expect(arguments.option("limit")?.isPlaceholder == true)
    #expect(arguments.option("limit")?.integer == nil)
    #expect(arguments.option("webhook")?.isPlaceholder == true)
  }

  @Test(arguments: [
    "http://x", "https://a.b:8080/p?q#f", "HTTP://x", "http://user@host/", "http://[::1]:80/",
  ])
  func `takes a URL`(url: String) throws {
    #expect(try arguments("start audio webhook=\(url)").option("webhook")?.text == url)
  }

  static let kinds = "it can be `audio`, `video` or `screen`"

  @Test(arguments: [
    Case(
      "start^^", Mistake("missing-word", "KIND is missing: what to record", kinds)),
    Case("wait^^  # comment", Mistake("missing-word", "DURATION is missing: how long")),
    Case(
      "rooms ^a^ b",
      Mistake(
        "unexpected-word", "unexpected `a`: `rooms` takes no more words",
        "`help rooms` shows what it takes")),
    Case(
      "wait 5s ^within^",
      Mistake(
        "unexpected-word", "unexpected `within`: `wait` takes no more words",
        "did you mean `within=…`?")),
    Case(
      "start audio room=x ^video^",
      Mistake(
        "word-after-option", "`video` stands behind an option",
        "put all words before the first `key=value`")),
    Case(
      "start audio ^rom^=x",
      Mistake("unknown-option", "`start` has no option `rom`", "did you mean `room`?")),
    Case(
      "rooms ^page^=2",
      Mistake(
        "unknown-option", "`rooms` has no option `page`", "`help rooms` shows what it takes")),
    Case(
      "start audio room=x ^room^=y",
      Mistake("repeated-option", "`room=` is given twice", "keep one of them")),
    Case(
      "run f.vsdk a=x ^a^=y",
      Mistake("repeated-option", "`a=` is given twice", "keep one of them")),
    Case(
      "start ^audoi^",
      Mistake(
        "unknown-choice", "`audoi` is not a value of `KIND`", "did you mean `audio`?", kinds)),
    Case(
      "start ^Audio^",
      Mistake(
        "unknown-choice", "`Audio` is not a value of `KIND`", "did you mean `audio`?", kinds)),
    Case(
      "start ^picture^",
      Mistake("unknown-choice", "`picture` is not a value of `KIND`", kinds)),
    Case(
      "start audio format=^mp5^",
      Mistake(
        "unknown-choice", "`mp5` is not a value of `format`", "did you mean `mp4`?",
        "it can be `webm` or `mp4`")),
    Case(
      "rooms show=^id,nam^",
      Mistake(
        "unknown-choice", "`nam` is not a value of `show`", "did you mean `name`?",
        "it can be `id`, `name` or `open`")),
    Case(
      "rooms show=^id,name,^",
      Mistake(
        "unknown-choice", "a value of `show` is empty", "it can be `id`, `name` or `open`")),
    Case(
      "rooms show=^id,name,id^",
      Mistake("repeated-choice", "`id` stands twice in `show`", "keep one of them")),
    Case(
      "wait ^5^",
      Mistake("duration-without-unit", "`5` has no unit", "write `500ms`, `5s`, `1m30s` or `2h`")),
    Case(
      "wait ^1.5s^",
      Mistake(
        "bad-duration", "`1.5s` is not a duration",
        "write it as `500ms`, `5s`, `1m30s` or `2h`")),
    Case(
      "start audio limit=^17^",
      Mistake(
        "bad-integer", "`17` is not a whole number from 1 to 16",
        "write one from 1 to 16, without a unit")),
    Case(
      "start audio limit=^+3^",
      Mistake(
        "bad-integer", "`+3` is not a whole number from 1 to 16",
        "write one from 1 to 16, without a unit")),
    Case(
      "start audio webhook=^x.org^",
      Mistake(
        "bad-url", "`x.org` is not a URL",
        "write one that starts with `http://` or `https://`")),
    Case(
      "start audio webhook=^http://:80/^",
      Mistake(
        "bad-url", "`http://:80/` is not a URL",
        "write one that starts with `http://` or `https://`")),
    Case(
      "start audio room=^'a b'^",
      Mistake(
        "bad-identifier", "`a b` is not a room id",
        "an id holds neither spaces nor control characters")),
    Case(
      "start audio room=^^",
      Mistake("bad-identifier", "the room id is empty", "write the id")),
    Case("download r1 to=^''^", Mistake("empty-path", "the path is empty", "name a file")),
    Case(
      "start ^a^ ^vdeo^ ^b^=1 limit=^x^",
      Mistake("unknown-choice", "`a` is not a value of `KIND`", kinds),
      Mistake(
        "unknown-choice", "`vdeo` is not a value of `KIND`", "did you mean `video`?", kinds),
      Mistake("unknown-option", "`start` has no option `b`", "`help start` shows what it takes"),
      Mistake(
        "bad-integer", "`x` is not a whole number from 1 to 16",
        "write one from 1 to 16, without a unit")),
  ])
  func `finds every mistake of a command`(test: Case) throws {
    let marked = MarkedText(test.marked)
    let source = marked.source()

    guard case .failed(let errors) = try bind(source) else {
      return #expect(Bool(false), "no mistake was found")
    }

    let diagnostics = errors.map { $0.diagnostic(in: source) }
    let locations = marked.spans.map { Diagnostic.Location(source: source, span: $0) }
    #expect(diagnostics.map(\.location) == locations)
    #expect(
      zip(diagnostics, test.mistakes).map { $0.code == $1.code && $0.message == $1.message }
        .allSatisfy { $0 }, "\(diagnostics.map(\.message))")
    #expect(diagnostics.map(\.hints) == test.mistakes.map(\.hints))
  }

  @Test func `says once what is wrong where a word is no value of its parameter`() {
    let grammar = Grammar(
      verb: "delete", summary: "delete one",
      parameters: [
        Parameter("WHAT", "a word", .choice([Choice("recording", "one")])),
        Parameter("ID", "the id", .identifier(.recording)), Parameter("MORE", "more", .text),
      ],
      examples: ["delete recording r1 x"])
    func mistakes(_ words: [String]) -> [String] {
      let binding = Binder.bind(
        verb: Name("delete", SourceSpan(0, 6)), span: SourceSpan(0, 40),
        arguments: words.enumerated().map {
          .word(ExpandedWord($1, span: SourceSpan(7 + $0, 8 + $0)))
        },
        grammar: grammar)
      guard case .failed(let errors) = binding else { return [] }
      return errors.map {
        $0.diagnostic(in: SourceText(name: "a", text: String(repeating: "x", count: 40))).code
      }
    }

    #expect(mistakes(["audio"]) == ["unknown-choice"])
    #expect(mistakes(["recording"]) == ["missing-word", "missing-word"])
    #expect(mistakes(["recording", "a b"]) == ["bad-identifier"])
    #expect(mistakes(["audio", "a b"]) == ["unknown-choice", "bad-identifier"])
  }

  @Test func `keeps the text of a secret out of its mistakes`() {
    let grammar = Grammar(
      verb: "key", summary: "take a key",
      parameters: [Parameter("KEY", "the key", .integer(1...9), isSecret: true)],
      examples: ["key 1"])
    let word = ExpandedWord("hunter2", span: SourceSpan(4, 11))

    let binding = Binder.bind(
      verb: Name("key", SourceSpan(0, 3)), span: SourceSpan(0, 11), arguments: [.word(word)],
      grammar: grammar)

    #expect(
      binding == .failed([BindError(.badInteger("•••", range: 1...9), SourceSpan(4, 11))]))
  }
}

@Suite struct GrammarTableTests {
  @Test func `finds a grammar by its exact verb`() {
    #expect(SampleTable.table.grammar(for: "start")?.summary == "start recording tracks")
    #expect(SampleTable.table.grammar(for: "Start") == nil)
  }

  @Test(arguments: [
    ("strat", "did you mean `start`?"), ("START", "did you mean `start`?"),
    ("down", "did you mean `download`?"), ("fly", "`help` lists all commands"),
  ])
  func `says what an unknown verb was meant to be`(verb: String, hint: String) {
    let source = SourceText(name: "a", text: verb)
    let name = Name(verb, SourceSpan(0, verb.utf8.count))

    let diagnostic = BindError.unknownVerb(name, in: SampleTable.table).diagnostic(in: source)

    #expect(
      diagnostic
        == Diagnostic(
          code: "unknown-verb", message: "unknown command `\(verb)`",
          location: .init(source: source, span: name.span), hints: [hint]))
  }
}

@Suite struct SuggestionTests {
  static let words = ["start", "stop", "status", "session", "sessions", "set"]

  @Test(arguments: [
    ("START", "start"), ("statr", "start"), ("strt", "start"), ("sstop", "stop"),
    ("sto", "stop"), ("sesion", "session"), ("sessionss", "sessions"), ("stat", "start"),
    ("statu", "status"), ("xyz", nil), ("", nil), ("s", nil), ("ab", nil),
    (String(repeating: "s", count: 65), nil),
  ])
  func `finds the nearest word`(word: String, nearest: String?) {
    #expect(Suggestion.nearest(to: word, in: Self.words) == nearest)
  }

  private static let slips: [(word: String, candidates: [String], nearest: String?)] = [
    ("abd", ["abc", "abe"], "abc"), ("Stop", ["shop", "STOP"], "STOP"),
    ("abcdef", ["abxdxf", "abcdxf"], "abcdxf"), ("ab", ["ba"], "ba"),
    ("recdo", ["record"], nil), ("rcordx", ["record"], "record"), ("rcdx", ["record"], nil),
    ("xarxicixants", ["participants"], "participants"), ("xarxicixanxs", ["participants"], nil),
    ("rec", ["recordings"], "recordings"), ("re", ["recordings"], nil),
    ("REC", ["Recordings", "stop"], "Recordings"), ("rec", ["recordings", "recover"], nil),
    (
      String(repeating: "s", count: 64), [String(repeating: "s", count: 63)],
      String(repeating: "s", count: 63)
    ),
  ]

  @Test(arguments: slips)
  func `weighs slips, case and beginnings`(word: String, candidates: [String], nearest: String?) {
    #expect(Suggestion.nearest(to: word, in: candidates) == nearest)
  }
}
