import CommandLanguage
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// What others chose reaches every output through every command, and does nothing there.
@Suite(.timeLimit(.minutes(5)))
struct ForeignTextTests {
  /// Every verb of the table, so that a new command is among them.
  static let verbs = CommandTable.grammars.grammars.map(\.verb)

  @Test(arguments: ForeignTextTests.verbs) func `foreign text reaches the terminal raw`(
    _ verb: String
  ) async throws {
    let grammar = try #require(CommandTable.grammars.grammar(for: verb))
    for form in ForeignShell.Form.allCases {
      let shell = try await ForeignShell.run(
        ForeignText.lines(of: grammar), form, isCut: ["watch", "follow"].contains(verb))

      let findings = ForeignText.findings(in: shell.output, colored: form.isColored)
      #expect(findings == [], "\(verb), \(form): \(shell.output.debugDescription)")
      // It is there, and seen.
      #expect(shell.output.contains(form == .json ? "u001b" : "u{1b}"), "\(verb), \(form)")
      for prompt in shell.prompts {
        #expect(ForeignText.findings(in: prompt.plain, colored: false) == [])
        #expect(ForeignText.findings(in: prompt.styled, colored: true) == [])
      }
      for farewell in shell.farewells {
        #expect(ForeignText.findings(in: farewell, colored: false) == [])
      }
    }
  }

  @Test func `what was typed is shown masked by history and session`() async throws {
    let typed = ["# typed\u{1B}[2J", "set room \(ForeignText.word)", "history", "session"]
    let shell = try await ForeignShell.run(typed, .plain)

    #expect(ForeignText.findings(in: shell.output, colored: false) == [])
    #expect(shell.output.contains(#"1  Zoe\u{1b}]52;c;aGk=\u{7}\u{d}"#))
    #expect(shell.output.contains(#"# typed\u{1b}[2J"#))
  }

  @Test func `foreign text in a webhook's notice`() throws {
    let body =
      #"{"webhookType":"participant-joined\u001b]52;c;aGk=\u0007","data":{"meetingId":"a\u202eb","#
      + #""participantId":"c\r\nFORGED\u009b"}}"#
    let text = WebhookSentence.describe(try WebhookEvent(verifiedBody: Array(body.utf8)))

    #expect(ForeignText.findings(in: text, colored: false) == [])
    #expect(text.contains(#"\u{1b}]52;c;aGk=\u{7}"#))
  }

  @Test func `foreign text is muted beside what is ours`() {
    let text = StyledText([.init("a\u{1B}b", .id)])

    #expect(text.plain == #"a\u{1b}b"#)
    #expect(
      text.rendered(colored: true)
        == "\u{1B}[36ma\u{1B}[0m\u{1B}[2m\\u{1b}\u{1B}[0m\u{1B}[36mb\u{1B}[0m")
  }

  @Test func `a table is as wide as what is shown`() {
    let table = Table(header: ["a", "b"], rows: [["x\u{1B}y", "z"], ["1", "2"]])

    #expect(
      TableLayout(table, width: nil).lines.map(\.plain) == [
        "a         b", #"x\u{1b}y  z"#, "1         2",
      ])
  }
}
