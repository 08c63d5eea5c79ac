import CommandLanguage
import Testing

@Suite struct GrammarChecksTests {
  @Test func `knows the commands with a syntax of their own`() {
    let table = GrammarTable([
      Grammar(verb: "expect", summary: "check", examples: ["start audio; expect http == 200"]),
      Grammar(verb: "try", summary: "tolerate", examples: ["try start audio"]),
      Grammar(verb: "let", summary: "keep", examples: ["let x = last.id"]),
      Grammar(verb: "param", summary: "declare", examples: ["param x = 1"]),
    ])

    #expect(GrammarChecks.findings(in: table) == [])
  }

  @Test func `finds what breaks a rule of the table`() {
    let text = Parameter("A", "a text", .text, arity: .zeroOrMore)
    let table = GrammarTable([
      Grammar(
        verb: "a", summary: "It ends.", parameters: [text, Parameter("A", "", .text)],
        options: [
          CommandOption("k", "K", "a key", .text), CommandOption("k", "K", "a key", .text),
          CommandOption("K", "K", String(repeating: "x", count: 73), .text),
        ], examples: []),
      Grammar(verb: "a", summary: "again", examples: ["b", "a |", "a x", "a"]),
    ])

    #expect(
      GrammarChecks.findings(in: table) == [
        "`a` is declared twice",
        "`a`: parameter A is declared twice",
        "`a`: parameter A repeats but is not the last",
        "`a`: parameter A is required but follows an optional one",
        "`a`: option `k` is declared twice",
        "`a`: `K` is not a key",
        "`a`: the summary ends in a full stop",
        "`a`: the summary of A is empty",
        "`a`: the summary of `K` is wider than 72 columns",
        "`a`: there is no example",
        "`a`: example `b`: it does not show the command",
        "`a`: example `a |`: `|` is reserved: vsdk has no pipes; "
          + "pipe the output of `vsdk --output json` in the system's shell",
        "`a`: example `a x`: unexpected `x`: `a` takes no more words",
      ])
  }
}
