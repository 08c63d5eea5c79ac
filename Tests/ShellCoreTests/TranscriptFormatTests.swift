import TestSupport
import Testing

@Suite struct TranscriptFormatTests {
  @Test(arguments: [
    ("plain", "plain", true), ("plain", "plains", false), ("a <<\\d+>> b", "a 42 b", true),
    ("a <<\\d+>> b", "a x b", false), ("<<.*>>", "", true), ("<<a|b>>c", "bc", true),
    ("<<a|b>>c", "b", false), ("1.5 (x) <<.>>", "1.5 (x) y", true), ("1.5 <<.>>", "1x5 y", false),
    ("<<\\d>>:<<\\d>>", "1:2", true), ("open << stays", "open << stays", true),
  ])
  func `holes match what they describe and the rest is literal`(
    _ pattern: String, _ line: String, _ matches: Bool
  ) throws {
    #expect(try TranscriptPattern(pattern).matches(line) == matches)
  }

  @Test(
    arguments: [
      (["a", "b"], ["a", "b"], nil), (["a", "b"], ["a", "c"], 1), (["a", "b"], ["a"], 1),
      (["a"], ["a", "b"], 1), ([], ["a"], 0), ([], [], nil),
    ] as [([String], [String], Int?)])
  func `the first line that differs is found`(
    _ expected: [String], _ seen: [String], _ place: Int?
  ) throws {
    #expect(try expected.map { TranscriptPattern($0) }.firstMismatch(with: seen) == place)
  }

  private static let text = """
    # one comment
    > set room a

    # another
    >> stop audio
    > help
    first

    third <<\\d+>>
    > ^C
    # the end

    """

  @Test func `a transcript is inputs with what is around them`() throws {
    let parts = try Transcript(Self.text).parts

    #expect(parts.map { $0.input } == ["set room a", "help", "^C", nil])
    #expect(parts.map { $0.line } == [2, 6, 10, 0])
    #expect(parts.map { $0.elsewhere } == [[], ["stop audio"], [], []])
    #expect(parts[1].output.map { $0.text } == ["first", "", "third <<\\d+>>"])
    #expect(
      parts.map { $0.key } == [.line("set room a"), .line("help"), .interrupt(hadText: false), nil])
  }

  @Test func `a transcript is written as it was read`() throws {
    #expect(try Transcript(Self.text).text == Self.text)
  }

  @Test func `recording keeps the lines whose holes still match`() throws {
    let transcript = try Transcript(Self.text)

    let recorded = try transcript.recorded([["new"], ["other", "third 7", "more"], []])

    #expect(
      recorded.text == """
        # one comment
        > set room a
        new

        # another
        >> stop audio
        > help
        other
        third <<\\d+>>
        more
        > ^C
        # the end

        """)
  }

  @Test func `output above the first input is refused`() {
    let error = #expect(throws: Transcript.Malformed.self) {
      try Transcript("# comment\nstray\n> help\n")
    }

    #expect(error?.line == 2)
    #expect(error?.reason == "output without an input above it")
  }

  @Test(arguments: [
    ("^C", ScriptedLines.Key.interrupt(hadText: false)), ("^D", .end),
    ("start au^C", .interrupt(hadText: true)), ("start", .line("start")), ("", .line("")),
  ])
  func `keys are written with a caret`(_ text: String, _ key: ScriptedLines.Key) {
    #expect(ScriptedLines.Key(text) == key)
  }
}
