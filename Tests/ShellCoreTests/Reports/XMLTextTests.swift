import Testing

@testable import ShellCore

@Suite struct XMLTextTests {
  @Test(arguments: [
    (#"<a b="c">&'"#, #"&lt;a b="c"&gt;&amp;'"#), ("]]>", "]]&gt;"),
    ("a\n\tb\rc", "a\n\\u{9}b\\u{d}c"),
    ("\u{0}\u{8}\u{1B}\u{FFFE}\u{FFFF}", #"\u{0}\u{8}\u{1b}\u{fffe}\u{ffff}"#),
    ("\u{7F}\u{85}\u{2028}\u{10FFFF}", #"\u{7f}\u{85}\u{2028}\u{10ffff}"#),
    ("&amp;", "&amp;amp;"),
  ])
  func `escapes content`(_ text: String, _ escaped: String) {
    #expect(XMLText.content(text) == escaped)
  }

  @Test(arguments: [
    (#"<a b="c">&'"#, "&lt;a b=&quot;c&quot;&gt;&amp;'"), ("a\n\tb\rc", #"a\u{a}\u{9}b\u{d}c"#),
    ("\u{1}", #"\u{1}"#),
  ])
  func `escapes attributes`(_ text: String, _ escaped: String) {
    #expect(XMLText.attribute(text) == escaped)
  }
}
