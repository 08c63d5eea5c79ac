@testable import CommandLanguage
import Testing

@Suite struct SourceTextTests {
  @Test func `counts lines and columns from one`() {
    let source = SourceText(name: "a", text: "ab\ncd\n")

    #expect(source.position(at: 0) == Position(line: 1, column: 1))
    #expect(source.position(at: 2) == Position(line: 1, column: 3))
    #expect(source.position(at: 4) == Position(line: 2, column: 2))
    #expect(source.position(at: 6) == Position(line: 3, column: 1))
  }

  @Test func `counts columns in characters`() {
    let marked = MarkedText("é👨‍👩‍👧日^x^")

    #expect(
      marked.source().position(at: marked.spans[0].start) == Position(line: 1, column: 4))
  }

  @Test(arguments: [-5, 99]) func `takes an offset outside as the nearest end`(offset: Int) {
    let source = SourceText(name: "a", text: "ab")

    #expect(
      source.position(at: offset) == Position(line: 1, column: offset < 0 ? 1 : 3))
  }

  @Test(arguments: [("", 0), ("a", 1), ("a\n", 1), ("a\nb", 2), ("\n\n", 2), ("a\r\nb\r\n", 2)])
  func `counts lines`(text: String, count: Int) {
    #expect(SourceText(name: "a", text: text).lineCount == count)
  }

  @Test func `gives lines without their ends`() {
    let source = SourceText(name: "a", text: "one\r\ntwo\n\nfour")

    #expect(
      (0...4).map { source.text(in: source.lineSpan(at: source.lineStart($0), within: 9).span) }
        == ["one", "one", "two", "", "four"])
    #expect(source.lineStart(5) == source.utf8.count)
  }

  @Test func `gives no more of a line than is asked for`() {
    let source = SourceText(name: "a", text: "one\nab日cd\r\n\u{1F600}\u{1F600}")

    let shown = (4...11).map { offset in
      let line = source.lineSpan(at: offset, within: 2)
      return (line.isCutBefore ? "…" : "") + source.text(in: line.span)
        + (line.isCutAfter ? "…" : "")
    }

    // From `a`, from each byte of the wide sign's, from `c`, `d` and the line end.
    #expect(shown == ["ab…", "ab日…", "ab日…", "…b日…", "…日c…", "…cd", "…cd", "…cd"], "\(shown)")
    let line = source.lineSpan(at: 17, within: 1)
    #expect(source.text(in: line.span) == "\u{1F600}" && line.isCutBefore && !line.isCutAfter)
  }

  @Test func `finds lines far from the kept ones`() {
    let lines = (1...1000).map { "line \($0)" }
    let source = SourceText(name: "a", text: lines.joined(separator: "\n"))

    var offset = 0
    for (index, line) in lines.enumerated() {
      #expect(
        source.text(in: source.lineSpan(at: source.lineStart(index + 1), within: 999).span) == line)
      #expect(source.position(at: offset + 2) == Position(line: index + 1, column: 3))
      offset += line.utf8.count + 1
    }
  }

  @Test func `takes off a byte order mark`() throws {
    let source = try SourceText(name: "a", bytes: [0xEF, 0xBB, 0xBF, 0x61])

    #expect(source == SourceText(name: "a", text: "a"))
    #expect(SourceText(name: "a", text: "\u{FEFF}a").utf8 == [0x61])
  }

  @Test func `says where UTF-8 ends`() {
    #expect(throws: InvalidUTF8(name: "a", line: 2, column: 2, byteOffset: 5)) {
      try SourceText(name: "a", bytes: Array("é\r\nx".utf8) + [0xFF, 0x61])
    }
  }

  @Test func `explains what is not UTF-8`() {
    let error = InvalidUTF8(name: "a.vsdk", line: 2, column: 2, byteOffset: 5)

    #expect(
      DiagnosticText.render(error.diagnostic) == [
        "error: a.vsdk:2:2: not UTF-8 (byte 6)", "  hint: save the file as UTF-8",
      ])
  }

  @Test func `counts the byte order mark in the byte offset only`() {
    #expect(throws: InvalidUTF8(name: "a", line: 1, column: 2, byteOffset: 4)) {
      try SourceText(name: "a", bytes: [0xEF, 0xBB, 0xBF, 0x61, 0xC3])
    }
  }

  @Test func `cuts the text of a span to the source`() {
    let source = SourceText(name: "a", text: "abc")

    #expect(source.text(in: SourceSpan(1, 2)) == "b")
    #expect(source.text(in: SourceSpan(-1, 99)) == "abc")
    #expect(source.text(in: SourceSpan(7, 9)) == "")
  }

  @Test func `differs by name and by text`() {
    let source = SourceText(name: "a", text: "x")

    #expect(source != SourceText(name: "b", text: "x"))
    #expect(source != SourceText(name: "a", text: "y"))
  }
}
