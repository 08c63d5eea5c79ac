import CommandLanguage
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// Every line of `--output json` that any test sees is held against the schema where the test sees it (`JSONLines`).
@Suite struct OutputSchemaTests {
  @Test func `says of every command what its result is`() throws {
    let verbs = CommandTable.grammars.grammars.map { $0.verb }
    let prefixes = ["try", "defer", "watch"]

    #expect(
      CommandTable.results.map(\.verb).sorted()
        == verbs.filter { !prefixes.contains($0) }.sorted())
  }

  struct Line: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let json: String
    let findings: Int
  }

  private static let state = #""state":{"room":null,"participant":null,"running":0}"#
  private static let head = #"{"source":"a","line":1,"command":"#

  @Test(arguments: [
    Line(
      testDescription: "a start",
      json: head
        + #""start audio","ok":true,"http":200,"ms":1.5,"result":[{"room":"r","participant":"p","kind":"audio","message":"m"}],"#
        + state + "}", findings: 0),
    Line(
      testDescription: "a name that nobody knows",
      json: head + #""clear","ok":true,"new":1,"# + state + "}",
      findings: 1),
    Line(
      testDescription: "a name that nobody knows in a result",
      json: head
        + #""start audio","ok":true,"result":[{"room":"r","participant":"p","kind":"audio","message":"m","id":"x"}],"#
        + state + "}", findings: 1),
    Line(
      testDescription: "a result where none is",
      json: head + #""clear","ok":true,"result":[],"# + state + "}",
      findings: 1),
    Line(
      testDescription: "a failure without an error",
      json: head + #""clear","ok":false,"# + state + "}",
      findings: 1),
    Line(
      testDescription: "the answer of a tried command",
      json: head
        + #""try  stop audio","ok":true,"result":"text","# + state + "}", findings: 1),
    Line(
      testDescription: "an object that the service made",
      json: head
        + #""room r","ok":true,"result":{"roomId":"r","new":1},"# + state + "}", findings: 0),
    Line(
      testDescription: "a mistake",
      json: #"{"ok":false,"error":{"category":"usage","code":"c","message":"m"}}"#,
      findings: 0),
    Line(
      testDescription: "a category that is none",
      json: #"{"ok":false,"error":{"category":"x","code":"c","message":"m"}}"#,
      findings: 1),
    Line(
      testDescription: "a token's claims with one that nobody knows",
      json: head
        + #""token show","ok":true,"result":{"apiKey":"k","algorithm":"HS256","version":2,"roles":null,"permissions":[],"room":null,"participant":null,"secondsLeft":3,"problems":[],"exp":5},"#
        + state + "}", findings: 1),
    Line(
      testDescription: "who asks, without a word of how long",
      json: head + #""whoami","ok":true,"result":{"target":"LIVE"},"# + state + "}", findings: 1),
    Line(
      testDescription: "a checkup with a verdict that is none",
      json: head
        + #""doctor network","ok":true,"result":{"healthy":true,"findings":[{"area":"a","verdict":"fine","text":"t","advice":null}],"identity":{"target":"t","endpoint":"e","reason":"r","credentials":null,"apiKeyEnding":null,"renewed":false,"cannot":[],"sources":[]}},"#
        + state + "}", findings: 1),
    Line(
      testDescription: "a token that was asked for by name", json: #"{"token":"a.b.c"}"#,
      findings: 0),
    Line(testDescription: "half a line", json: #"{"source":"a","line":1"#, findings: 1),
  ])
  func `tells a line that fits from one that does not`(_ line: Line) {
    let findings = JSONLines.findings(in: line.json)

    #expect(findings.count == line.findings, "\(findings)")
  }

  @Test func `who asks, what a token says, and a checkup fit`() async throws {
    try await ShellHarness.with { shell in
      let log = OutputLog()
      let lines = ["set output json", "whoami", "token show", "token mint lifetime=30m", "doctor"]

      _ = await shell.runShell(
        ScriptedLines(lines.map { .line($0) } + [.end]), session: shell.classroom(), log: log)

      let answers = log.text(.standardOutput).split(separator: "\n")
      #expect(answers.count == 5, "\(log.text)")
      #expect(answers.allSatisfy { $0.contains(#""ok":true"#) }, "\(log.text)")
    }
  }

  @Test func `knows no keyword that the validator does not`() throws {
    let schema = try JSONValue(parsing: Array(#"{"format":"date"}"#.utf8))

    #expect(
      SchemaValidator(schema).findings(in: .null) == [": the schema has the unknown keyword format"]
    )
  }
}
