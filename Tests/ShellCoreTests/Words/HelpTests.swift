import TestSupport
import Testing

@testable import CommandLanguage
@testable import ShellCore

@Suite struct HelpTests {
  @Test func `the first page fits a screen and names every command once`() {
    let lines = HelpOverview.page.lines()

    #expect(lines.count <= 20)
    #expect(lines.allSatisfy { DisplayWidth.columns(of: $0) <= 80 })
    let groups = CommandTable.groups.flatMap(\.grammars).map(\.verb)
    #expect(Set(groups).count == groups.count)
    #expect(groups == CommandTable.grammars.grammars.map(\.verb))
    let end = lines.firstIndex(of: "") ?? 0
    let words = lines[..<end].flatMap { $0.split { " ,".contains($0) }.map { String($0) } }
    for verb in groups { #expect(words.contains(verb), "\(verb)") }
  }

  @Test func `the first page fits a screen of 40 columns too`() {
    #expect(HelpOverview.page.lines(width: 40).count <= 23)
  }

  @Test(arguments: [30, 40, 60, 80, 200])
  func `no line is wider than the terminal`(_ width: Int) {
    let pages =
      [HelpOverview.page] + HelpTopic.allCases.map(\.page)
      + GlossaryTerm.allCases.map(ExplainReport.page)
    for page in pages {
      for line in page.lines(width: width) {
        // What is there to be copied is not broken.
        let isBreakable = line.trimmingPrefix(while: { $0 == " " }).contains(" ") && width >= 40
        #expect(
          DisplayWidth.columns(of: line) <= max(width, 30) || !isBreakable, "\(width): \(line)")
      }
    }
  }

  @Test(arguments: HelpTopic.allCases)
  func `a topic fits a screen`(_ topic: HelpTopic) {
    let lines = topic.page.lines()

    #expect(lines.count <= 22)
    #expect(lines.allSatisfy { DisplayWidth.columns(of: $0) <= 80 })
  }

  @Test(arguments: [
    ("exit codes", HelpTopic.exitCodes), ("Exit-Codes", .exitCodes), ("key", .keys),
    ("KEYS", .keys), ("script", .scripts), ("expectation", .expectations),
  ])
  func `a topic is found as it is written`(_ text: String, _ topic: HelpTopic) {
    #expect(HelpTopic(text) == topic)
  }

  @Test func `Tab offers topics behind help`() {
    let completion = Completion.complete("help ", cursor: 5, table: CommandTable.grammars)

    let offered = Set(completion.candidates.map(\.text))
    #expect(offered.isSuperset(of: HelpTopic.allCases.map(\.rawValue) + ["all", "start"]))
  }

  /// What stands between backticks, and begins with a verb or leads out of the shell.
  private static let advised = FamiliarWords.all.flatMap { sentence in
    sentence.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  @Test(arguments: advised)
  func `what is advised begins with a command`(_ text: String) throws {
    let outside = ["vsdk", "?", "lesson"]
    let verb = try #require(text.split(separator: " ").first.map { String($0) })

    #expect(outside.contains(verb) || CommandTable.grammars.grammar(for: verb) != nil, "\(text)")
  }

  @Test(arguments: [
    "man", "learn", "tutorial", "exit", "ls", "?", "--help", "glossary", "LEARN", "participant",
    "track", "kind", "webhook", "target", "ledger", "script", "cd", "what", "login",
  ])
  func `a word of other programs leads somewhere`(_ word: String) throws {
    let advice = try #require(FamiliarWords.advice(for: word))
    let (syntax, span) = try Sample.command(word == "?" ? "?" : word)

    let mistakes = #expect(throws: Mistakes.self) {
      try StatementBinder.bind(syntax, span: span, in: Scope())
    }

    #expect(mistakes?.list.map(\.hints) == [[advice]])
    #expect(DisplayWidth.columns(of: advice) <= 100)
  }

  @Test(arguments: CommandTable.groups.map(\.title))
  func `a heading of help leads to what stands below it, as a command and as a topic`(
    _ title: String
  ) throws {
    let group = try #require(CommandTable.groups.first { $0.title == title })
    let word = try #require(title.split(separator: " ").first.map { String($0) })
    let verbs = group.grammars.map(\.verb).joined(separator: ", ")
    let (syntax, span) = try Sample.command(word)

    let mistakes = #expect(throws: Mistakes.self) {
      try StatementBinder.bind(syntax, span: span, in: Scope())
    }

    #expect(
      mistakes?.list.first?.hints.last == "`\(title)` is a heading of `help`; below it: \(verbs)")
    let (help, helpSpan) = try Sample.command("help \(word)")
    _ = try StatementBinder.bind(help, span: helpSpan, in: Scope())
  }

  @Test func `no word of other programs is a command, and none stands twice`() {
    let words = FamiliarWords.words
    let verbs = Set(CommandTable.grammars.grammars.map(\.verb))
    let others = CommandTable.grammars.grammars.flatMap(\.otherNames)

    #expect(verbs.isDisjoint(with: words))
    #expect(Set(words).count == words.count)
    #expect(Set(others).isDisjoint(with: words))
  }

  @Test(arguments: [
    ("start --help", "`help start` shows what it takes"),
    ("recordings -h", "`help recordings` shows what it takes"),
    ("set room=abcd", "write a blank: `set room VALUE`"),
    ("set room = abcd", "write a blank: `set KEY VALUE`"),
    ("list rooms", "did you mean `rooms`?"), ("show session", "did you mean `session`?"),
    ("what is a track", "`explain track` tells what it is"),
    ("what does a camera cost", "`explain recording` tells what it is, and what it costs"),
    ("why is it billed?", "`explain recording` tells what it is, and what it costs"),
    (
      "echo ${hook}",
      "`hook` is looked at by a query: `let h = hook` keeps it, `echo ${h}` prints it"
    ),
    (
      "echo ${state}",
      "`state` is looked at by a query: `let s = state.audio` keeps it, `echo ${s}` prints it"
    ),
  ])
  func `a way of other programs is answered with ours`(_ text: String, _ hint: String) throws {
    let (syntax, span) = try Sample.command(text)

    let mistakes = #expect(throws: Mistakes.self) {
      try StatementBinder.bind(syntax, span: span, in: Scope())
    }

    #expect(mistakes?.list.map(\.hints) == [[hint]])
  }
}
