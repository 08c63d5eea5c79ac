import CommandLanguage
import Testing

@Suite struct ScriptFormatterTests {
  struct Layout: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let expected: String
  }

  @Test(arguments: [
    Layout(
      testDescription: "spaces between words", text: "  set   room\tabcd  \n",
      expected: "set room abcd\n"),
    Layout(
      testDescription: "comments stay", text: "# one\nstart audio    # two\n#: title T\n",
      expected: "# one\nstart audio  # two\n#: title T\n"),
    Layout(
      testDescription: "blank lines are paragraphs", text: "\n\necho a\n\n\n\necho b\n\n",
      expected: "echo a\n\necho b\n"),
    Layout(
      testDescription: "a continued line becomes one", text: "start audio \\\n  video\n",
      expected: "start audio video\n"),
    Layout(
      testDescription: "separators", text: "echo a ;echo b;\n", expected: "echo a; echo b\n"),
    Layout(
      testDescription: "CRLF and BOM go", text: "\u{FEFF}echo a\r\necho b\r\n",
      expected: "echo a\necho b\n"),
    Layout(
      testDescription: "quoted text keeps its lines",
      text: "echo  'a\r\n  # b' ;echo \"c\n${d}\"  e\n",
      expected: "echo 'a\n  # b'; echo \"c\n${d}\" e\n"),
    Layout(
      testDescription: "a written line end stays one", text: "echo \"a\\nb\"\n",
      expected: "echo \"a\\nb\"\n"),
    Layout(
      testDescription: "a choice by value",
      text: "let x = last.data[ kind=audio ,who=\"e f\",n='1', z=${z}].id\n",
      expected: "let x = last.data[kind=audio, who=\"e f\", n='1', z=${z}].id\n"),
    Layout(
      testDescription: "what is said first",
      text: "expect  error   else  \"it runs\"\nexpect http == 200 else  no\n",
      expected: "expect error else \"it runs\"\nexpect http == 200 else no\n"),
    Layout(testDescription: "a missing line end comes", text: "echo a", expected: "echo a\n"),
    Layout(testDescription: "nothing stays nothing", text: "\n \n", expected: ""),
  ])
  func `lays out`(layout: Layout) throws {
    let once = try ScriptFormatter.format(SourceText(name: "a", bytes: Array(layout.text.utf8)))

    #expect(once == layout.expected)
    #expect(try ScriptFormatter.format(SourceText(name: "a", text: once)) == once)
  }

  @Test func `refuses a text that does not parse and names every mistake`() {
    let source = SourceText(name: "a", text: "echo 'open\necho b | c\n")

    let error = #expect(throws: FormattingError.self) { try ScriptFormatter.format(source) }

    #expect(error?.errors.count == 2)
  }
}
