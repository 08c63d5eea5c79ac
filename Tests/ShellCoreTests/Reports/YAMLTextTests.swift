import Testing

@testable import ShellCore

@Suite struct YAMLTextTests {
  @Test(arguments: [
    ("", #""""#), ("a: b # c", #""a: b # c""#), (#"say "hi" \ there"#, #""say \"hi\" \\ there""#),
    ("a\nb\r\tc", #""a\nb\r\tc""#), ("\u{0}\u{1B}\u{7F}\u{85}", #""\x00\x1B\x7F\x85""#),
    ("\u{2028}\u{FEFF}\u{FFFE}", #""\u2028\uFEFF\uFFFE""#), ("日本 👩‍👧", "\"日本 👩‍👧\""),
  ])
  func `quotes a text on one line`(_ text: String, _ quoted: String) {
    #expect(YAMLText.quoted(text) == quoted)
  }

  @Test func `several lines are a literal block`() {
    #expect(
      YAMLText.member("text", ["a: b", "", "    c \"d\""])
        == ["text: |", "  a: b", "  ", "      c \"d\""])
  }

  @Test(arguments: [
    ([" a", "b"], #"text: " a\nb""#), (["", "b"], #"text: "\nb""#), ([], #"text: """#),
    (["a", "b\tc"], #"text: "a\nb\tc""#),
  ])
  func `quotes lines that a block would change`(_ lines: [String], _ member: String) {
    #expect(YAMLText.member("text", lines) == [member])
  }
}
