import Testing

@testable import LineEditing

@Suite struct EditorScreenTests {
  @Test(arguments: [
    ("note: short", 40, ["note: short"]),
    (
      "note: the token in use ends in 5 min: `token` takes a new one", 40,
      ["note: the token in use ends in 5 min:", "      `token` takes a new one"]
    ),
    ("note: Zoe\u{1B}[2J\u{202E}\r", 40, [#"note: Zoe\u{1b}[2J\u{202e}\u{d}"#]),
    ("one\ntwo  columns", 40, ["one", "two  columns"]),
  ])
  func `a notice is broken between words`(_ notice: String, _ columns: Int, _ lines: [String]) {
    #expect(EditorScreen.lines(of: notice, columns: columns) == lines)
  }
}
