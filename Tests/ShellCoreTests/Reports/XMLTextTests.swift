import Testing

@testable import ShellCore

@Suite struct XMLTextTests {
  @Test(arguments: [
    (#"<a b="c">&'"#, #"&lt;a b="c"&gt;&amp;'"#), ("]]>", "]]&gt;"), ("a\n\tb\rc", "a\n\tb&#13;c"),
    ("\u{0}\u{8}\u{1B}\u{FFFE}\u{FFFF}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("\u{7F}\u{85}\u{2028}\u{10FFFF}", "\u{7F}\u{85}\u{2028}\u{10FFFF}"),
    ("&amp;", "&amp;amp;"),
  ])
  func `escapes content`(_ text: String, _ escaped: String) {
    #expect(XMLText.content(text) == escaped)
  }

  @Test(arguments: [
    (#"<a b="c">&'"#, "&lt;a b=&quot;c&quot;&gt;&amp;'"), ("a\n\tb\rc", "a&#10;&#9;b&#13;c"),
    ("\u{1}", "\u{FFFD}"),
  ])
  func `escapes attributes`(_ text: String, _ escaped: String) {
    #expect(XMLText.attribute(text) == escaped)
  }
}
