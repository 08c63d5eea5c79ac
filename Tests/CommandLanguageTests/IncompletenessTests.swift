@testable import CommandLanguage
import Testing

@Suite struct IncompletenessTests {
  private func last(_ text: String) -> ParsedLine? { Parser.lines(text, .terminal).last }

  @Test(arguments: ["echo ^'^a", "echo ^\"^a\n b", "echo ^\"^a\\", "a; b x=^'^"])
  func `asks for the rest of a quote`(text: String) {
    let marked = MarkedText(text)

    let line = last(marked.text)

    #expect(line?.incompleteness == .openQuote(marked.spans[0]))
    #expect(line?.errors == [])
  }

  @Test func `asks for the line behind a backslash`() {
    let line = last("start \\")

    #expect(line?.incompleteness == .continuation)
    #expect(line?.errors == [])
  }

  @Test func `takes an empty line behind a backslash as the end`() {
    let line = last("start audio \\\n")

    #expect(line?.incompleteness == nil)
    #expect(line?.statements.map { Printer.print($0) } == ["start audio"])
  }

  @Test func `asks for nothing when there is a mistake`() {
    let line = last("start |; echo 'a")

    #expect(line?.incompleteness == nil)
    #expect(line?.errors.map(\.kind) == [.reserved("|")])
  }

  @Test(arguments: ["start audio", "", "# \\", "echo 'a\nb'", "echo \"a\" \\\n b"])
  func `asks for nothing when the line is complete`(text: String) {
    #expect(last(text)?.incompleteness == nil)
  }

  @Test func `says that a backslash cannot end a line of a quote`() throws {
    let marked = MarkedText("echo \"a^\\^\nb\"")

    let line = try #require(last(marked.text))

    #expect(line.errors == [ParseError(.strayBackslash, marked.spans[0])])
  }
}

@Suite struct CommentTests {
  @Test func `keeps the text and the place`() throws {
    let marked = MarkedText("start audio  ^# now: \"x\" ; \\^  \r\nstop")

    let line = try #require(Parser.lines(marked.text).first)

    #expect(line.comment == ParsedLine.Comment("# now: \"x\" ; \\", span: marked.spans[0]))
    #expect(line.comment?.isDirective == false)
    #expect(line.comment?.key == nil)
    #expect(line.comment?.value == nil)
  }

  @Test(arguments: [
    ("#: title A second start", "title", "A second start"), ("#:task", "task", ""),
    ("#:\thint\tlook  twice", "hint", "look  twice"),
  ])
  func `splits a directive`(text: String, key: String, value: String) {
    let comment = Parser.lines(text).first?.comment

    #expect(comment?.isDirective == true)
    #expect(comment?.key == key)
    #expect(comment?.value == value)
  }

  @Test func `has no key in an empty directive`() {
    let comment = Parser.lines("#: ").first?.comment

    #expect(comment?.isDirective == true)
    #expect(comment?.key == nil)
  }
}
