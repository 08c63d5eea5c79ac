@testable import CommandLanguage
import Testing

@Suite struct DiagnosticTextTests {
  private func diagnostic(
    _ marked: String, name: String = "double.vsdk", label: String? = nil,
    notes: [String] = [], hints: [String] = []
  ) -> Diagnostic {
    let marked = MarkedText(marked)
    return Diagnostic(
      code: "x", message: "it failed",
      location: .init(source: marked.source(name), span: marked.spans[0]), label: label,
      notes: notes, hints: hints)
  }

  @Test func `shows the failed expectation under its command`() {
    var diagnostic = diagnostic(
      String(repeating: "\n", count: 14) + "try start audio\n^expect http == 409^",
      label: "actual: 200", notes: ["body: \"track recording started successfully.\""],
      hints: ["look"])
    diagnostic.message = "expectation failed (after `try start audio`, line 15, 212 ms)"
    diagnostic.location?.contextLine = 15

    #expect(
      DiagnosticText.render(diagnostic) == [
        "double.vsdk:16:1: expectation failed (after `try start audio`, line 15, 212 ms)",
        "   15 | try start audio",
        "   16 | expect http == 409",
        "      | ^^^^^^^^^^^^^^^^^^ actual: 200",
        "      = body: \"track recording started successfully.\"",
        "      = hint: look",
      ])
  }

  @Test func `shows the way through includes and a warning`() {
    var diagnostic = diagnostic("a\n b ^c^", name: "b.vsdk")
    diagnostic.severity = .warning
    diagnostic.location?.includedFrom = [
      .init(name: "<prompt>", line: 1), .init(name: "a.vsdk", line: 3),
    ]

    #expect(
      DiagnosticText.render(diagnostic) == [
        "a.vsdk:3 → b.vsdk:2:4: warning: it failed",
        "    2 |  b c",
        "      |    ^",
      ])
  }

  @Test func `shows a message without a place`() {
    let diagnostic = Diagnostic(
      severity: .warning, code: "x", message: "no such file", notes: ["a fact"],
      hints: ["do this", "or that"])

    #expect(
      DiagnosticText.render(diagnostic)
        == ["warning: no such file", "  a fact", "  hint: do this", "  hint: or that"])
  }

  @Test func `shows the line without a number at the prompt`() {
    let diagnostic = diagnostic(
      "start ^audoi^", name: DiagnosticText.promptName, label: "here", notes: ["a fact"],
      hints: ["did you mean `audio`?"])

    #expect(
      DiagnosticText.render(diagnostic) == [
        "error: it failed",
        "  start audoi",
        "        ^^^^^ here",
        "  a fact",
        "  hint: did you mean `audio`?",
      ])
  }

  @Test func `breaks what it says at the prompt where the terminal ends`() {
    let diagnostic = diagnostic(
      "start ^audoi^", name: DiagnosticText.promptName, notes: ["about: audio · abcd"],
      hints: ["it can be `audio` or `video`"])

    #expect(
      DiagnosticText.render(diagnostic, maxWidth: 22) == [
        "error: it failed",
        "  start audoi",
        "        ^^^^^",
        "  about: audio · abcd",
        "  hint: it can be",
        "    `audio` or `video`",
      ])
  }

  @Test func `places carets by width`() {
    #expect(
      DiagnosticText.render(diagnostic("日\t👨‍👩‍👧e\u{301}\u{1B}^日本^x")) == [
        "double.vsdk:1:6: it failed",
        "    1 | 日    👨‍👩‍👧é\\u{1b}日本x".withCombiningAccent,
        "      |                ^^^^",
      ])
  }

  @Test func `points at the end of a line`() {
    #expect(
      DiagnosticText.render(diagnostic("start^^\nstop")) == [
        "double.vsdk:1:6: it failed",
        "    1 | start",
        "      |      ^",
      ])
  }

  @Test func `marks only the first line of a long place`() {
    #expect(
      DiagnosticText.render(diagnostic("ab ^cd\nef^ gh")) == [
        "double.vsdk:1:4: it failed",
        "    1 | ab cd",
        "      |    ^^",
      ])
  }

  @Test func `points behind an empty text`() {
    #expect(
      DiagnosticText.render(diagnostic("^^"))
        == ["double.vsdk:1:1: it failed", "    1 |", "      | ^"])
  }

  @Test func `widens the gutter for a large line number`() {
    let marked = String(repeating: "\n", count: 123_455) + "^x^"

    #expect(
      DiagnosticText.render(diagnostic(marked, hints: ["look"])) == [
        "double.vsdk:123456:1: it failed",
        "123456 | x",
        "       | ^",
        "       = hint: look",
      ])
  }

  @Test func `cuts a line on both sides`() {
    let marked = "aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd^X^eeeeeeeeeeffffffffffgggggggggg"

    #expect(
      DiagnosticText.render(diagnostic(marked), maxWidth: 38) == [
        "double.vsdk:1:41: it failed",
        "    1 | …cccccccccddddddddddXeeeeeeee…",
        "      |                     ^",
      ])
  }

  @Test func `cuts a place that is wider than the line`() {
    let marked = "^" + String(repeating: "x", count: 100) + "^"

    #expect(
      DiagnosticText.render(diagnostic(marked), maxWidth: 28) == [
        "double.vsdk:1:1: it failed",
        "    1 | " + String(repeating: "x", count: 19) + "…",
        "      | " + String(repeating: "^", count: 19),
      ])
  }

  @Test func `stays short for a line of a million bytes`() {
    let filler = String(repeating: "x", count: 500_000)

    let lines = DiagnosticText.render(diagnostic(filler + "^§^" + filler))

    let shown = "…" + String(repeating: "x", count: 73) + "§" + String(repeating: "x", count: 36)
    #expect(
      lines == [
        "double.vsdk:1:500001: it failed",
        "    1 | \(shown)…",
        "      | " + String(repeating: " ", count: 74) + "^",
      ])
  }

  @Test func `disarms control characters everywhere`() {
    let diagnostic = Diagnostic(
      code: "x", message: "a\u{1B}[2J", notes: ["b\u{7}"], hints: ["c\nd"])

    #expect(
      DiagnosticText.render(diagnostic) == [
        #"error: a\u{1b}[2J"#, #"  b\u{7}"#, #"  hint: c\u{a}d"#,
      ])
  }
}

extension String {
  /// The source writes the accent as a letter of its own; the snippet keeps the two scalars.
  fileprivate var withCombiningAccent: String {
    split(separator: "é", omittingEmptySubsequences: false).joined(separator: "e\u{301}")
  }
}

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한", 2), ("Ａ", 2), ("🇩🇪", 2),
    ("👨‍👩‍👧", 2), ("👍🏽", 2), ("❤", 1), ("❤️", 2), ("\u{200D}", 0), ("\u{301}", 0), ("…", 1),
    ("●", 1), ("→", 1), ("\t", 0), ("ｱ", 1), ("\u{1100}\u{1161}", 2), ("", 0),
    ("\u{1F}", 0), (" ", 1), ("~", 1), ("\u{7F}", 0), ("\u{1FFFF}", 1), ("\u{20000}", 2),
    ("\u{3FFFD}", 2), ("\u{3FFFE}", 1),
  ])
  func `counts columns`(text: String, columns: Int) {
    #expect(DisplayWidth.columns(of: text) == columns)
  }
}
