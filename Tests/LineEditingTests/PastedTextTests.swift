import Testing

@testable import LineEditing

@Suite struct PastedTextTests {
  @Test func `whole lines run and the rest stays to be edited`() {
    let pasted = PastedText("room x\nstart audio\nstop", before: "set ", after: "")

    #expect(pasted.lines == ["set room x", "start audio"])
    #expect(pasted.rest == "stop")
  }

  @Test func `what stood after the cursor stays after it`() {
    let pasted = PastedText("a\nb", before: "x", after: " 日本")

    #expect(pasted.lines == ["xa"])
    #expect(pasted.rest == "b 日本")
    #expect(pasted.charactersAfterCursor == 3)
  }

  @Test func `a paste that ends with a line end leaves nothing`() {
    let pasted = PastedText("a\nb\n", before: "", after: "")

    #expect(pasted.lines == ["a", "b"])
    #expect(pasted.rest == "")
  }

  @Test(arguments: [
    ("a\rb", "a\nb"), ("a\r\nb", "a\nb"), ("a\n\nb", "a\n\nb"), ("a\r\rb", "a\n\nb"),
    ("a\n\rb", "a\nb"), ("a\n\r\n\rb", "a\n\nb"), ("a\r\n\r\nb", "a\n\nb"),
  ])
  func `line ends of all kinds are line feeds`(_ text: String, _ cleaned: String) {
    #expect(PastedText.cleaned(text) == cleaned)
  }

  @Test(arguments: [("a\n\n \n", 1), ("a\nb", 2), ("\n\n", 0), ("a\r\n", 1)])
  func `only lines with something in them count`(_ text: String, _ count: Int) {
    #expect(PastedText(text, before: "", after: "").lineCount == count)
  }

  @Test func `control characters cannot press keys, tabs stay`() {
    #expect(PastedText.cleaned("a\u{3}\u{4}\u{1b}[A\tb\u{7f}\u{9f}") == "a[A\tb")
  }

  @Test(arguments: [
    ("sandbox -/- ▸ rooms\nabcd\nsandbox r/p ●2 ▸ stop all", "rooms\n# abcd\nstop all"),
    ("sandbox -/- > echo 'a\n  ... b'\na", "echo 'a\nb'\n# a"),
    ("sandbox -/- ▸ echo \\\n  … b\nb\n", "echo \\\nb\n# b\n"),
    ("sandbox -/- ▸", ""), ("sandbox -/- ▸ ", ""),
    ("sandbox fault start 404", "sandbox fault start 404"),
    ("sandbox a/b ●x ▸ c", "sandbox a/b ●x ▸ c"), ("rooms\necho a/b > c", "rooms\necho a/b > c"),
    ("LIVE -/- ▸ rooms", "LIVE -/- ▸ rooms"),
  ])
  func `a transcript loses its prompts, and its answers are comments`(
    _ text: String, _ commands: String
  ) {
    #expect(PastedText.withoutPrompts(text, prompt: "sandbox -/- ▸ ") == commands)
  }
}
