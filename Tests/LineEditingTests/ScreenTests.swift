import Testing

@testable import LineEditing

@Suite struct ScreenLayoutTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let columns: Int
    var height = 24
    /// The cursor stands at the `^`.
    let line: String
    let rows: [String]
    let cursor: [Int]
    var testDescription: String { name }
  }

  @Test(arguments: [
    Case(name: "one row", columns: 20, line: "echo ab^", rows: ["> echo ab"], cursor: [0, 9]),
    Case(
      name: "in the middle", columns: 10, line: "echo a^b cd", rows: ["> echo ab ", "cd"],
      cursor: [0, 8]),
    Case(
      name: "a full row has another for the cursor", columns: 10, line: "echo abc^",
      rows: ["> echo abc", ""], cursor: [1, 0]),
    Case(
      name: "a full row is enough for a cursor inside", columns: 10, line: "^echo abc",
      rows: ["> echo abc"], cursor: [0, 2]),
    Case(
      name: "a wide character does not stand on the edge", columns: 10, line: "abcdefg日^",
      rows: ["> abcdefg ", "日"], cursor: [1, 2]),
    Case(
      name: "a cursor before a character that wraps", columns: 10, line: "abcdefg^日",
      rows: ["> abcdefg ", "日"], cursor: [1, 0]),
    Case(
      name: "an accent of its own takes no column", columns: 20, line: "ae\u{301}^b",
      rows: ["> ae\u{301}b"], cursor: [0, 4]),
    Case(
      name: "an accent without a letter", columns: 20, line: "^\u{301}", rows: [#"> \u{301}"#],
      cursor: [0, 2]),
    Case(
      name: "flags and pictures", columns: 20, line: "🇩🇪👩‍👩‍👧1️⃣^", rows: ["> 🇩🇪👩‍👩‍👧1️⃣"],
      cursor: [0, 8]),
    Case(
      name: "a picture stands where every terminal has room for it", columns: 10,
      line: "abcd👩‍👩‍👧^", rows: ["> abcd    ", "👩‍👩‍👧"], cursor: [1, 2]),
    Case(
      name: "lines of their own", columns: 20, line: "one\ntwo^", rows: ["> one", "  … two"],
      cursor: [1, 7]),
    Case(name: "a tab", columns: 20, line: "a\tb^", rows: ["> a     b"], cursor: [0, 9]),
    Case(
      name: "what a terminal would obey", columns: 30, line: "\u{1b}[2J\u{202e}\u{7f}^",
      rows: [#"> ^[[2J\u{202e}^?"#], cursor: [0, 17]),
    Case(
      name: "CR LF is one character", columns: 20, line: "a\r\nb^", rows: ["> a", "  … b"],
      cursor: [1, 5]),
    Case(
      name: "higher than the window, the cursor at the end", columns: 10, height: 2,
      line: "12345678abcdefghij12345^", rows: ["abcdefghij", "12345"], cursor: [1, 5]),
    Case(
      name: "higher than the window, the cursor at the start", columns: 10, height: 2,
      line: "^12345678abcdefghij12345", rows: ["> 12345678", "abcdefghij"], cursor: [0, 2]),
    Case(
      name: "two columns", columns: 2, line: "日a^", rows: ["> ", "日", "a"], cursor: [2, 1]),
  ])
  func `the line wraps by what a person sees`(_ example: Case) {
    // Control characters are drawn with the same sign; the last one marks the cursor.
    let mark = example.line.utf8.lastIndex(of: UInt8(ascii: "^"))!
    var line = example.line
    line.unicodeScalars.remove(at: mark)
    var content = ScreenContent()
    content.prompt = [StyledRun("> ")]
    content.continuation = [StyledRun("  … ")]
    content.line = line
    content.cursor = example.line.utf8.distance(from: example.line.startIndex, to: mark)

    let frame = ScreenLayout.frame(of: content, columns: example.columns, rows: example.height)

    #expect(frame.rows.map { $0.cells.map(\.text).joined() } == example.rows)
    #expect([frame.cursor.row, frame.cursor.column] == example.cursor)
  }

  @Test func `a suggestion ends where its row does`() {
    var content = ScreenContent()
    content.prompt = [StyledRun("> ")]
    (content.line, content.cursor) = ("set ", 4)
    content.suggestion = StyledRun("room abcd-efgh-ijkl", "2")

    let frame = ScreenLayout.frame(of: content, columns: 16, rows: 24)

    #expect(frame.rows.map { $0.cells.map(\.text).joined() } == ["> set room abc…"])
    #expect(frame.cursor == .init(row: 0, column: 6))
  }

  @Test func `rows under the line give way to the line, and the chosen one stays`() {
    var content = ScreenContent()
    content.prompt = [StyledRun("> ")]
    (content.line, content.cursor) = ("abcdefghijkl", 12)
    content.below = ["one", "two", "three", "four"].map { [StyledRun($0)] }
    content.focus = 2

    let frame = ScreenLayout.frame(of: content, columns: 10, rows: 4)

    #expect(
      frame.rows.map { $0.cells.map(\.text).joined() } == ["> abcdefgh", "ijkl", "two", "three"])
  }

  @Test(arguments: [
    ("plain", [StyledRun("plain")]),
    ("\u{1b}[31mLIVE\u{1b}[0m > ", [StyledRun("LIVE", "31"), StyledRun(" > ")]),
    ("\u{1b}[1m\u{1b}[31mx\u{1b}[m", [StyledRun("x", "1;31")]),
  ])
  func `a prompt is read with its colours`(_ styled: String, _ runs: [StyledRun]) {
    #expect(StyledRun.runs(of: styled) == runs)
  }
}

@Suite struct ScreenPenTests {
  private func frame(_ line: String, columns: Int = 20) -> ScreenFrame {
    var content = ScreenContent()
    content.prompt = [StyledRun("> ")]
    (content.line, content.cursor) = (line, line.utf8.count)
    return ScreenLayout.frame(of: content, columns: columns, rows: 24)
  }

  @Test(arguments: [
    ("", "> "), ("a", "> a"),
    ("0123456789abcdefgh", "> 0123456789abcdefgh \r"),
    ("0123456789abcdefghij", "> 0123456789abcdefghij"),
  ])
  func `a first row is written as it is`(_ line: String, _ written: String) {
    #expect(ScreenPen.text(from: .empty(columns: 20), to: frame(line)) == written)
  }

  @Test(arguments: [
    ("ab", "abc", "c"), ("abc", "ab", "\u{8}\u{1b}[K"), ("abc", "xbc", "\u{8}\u{8}\u{8}x\u{1b}[2C"),
    ("abc", "abc", ""), ("日本", "日", "\u{8}\u{8}\u{1b}[K"),
    (
      "0123456789abcdefghij", "0123456789abcdefg",
      "\u{1b}[1A\u{1b}[17C\u{1b}[K\u{1b}[1B\r\u{1b}[J\u{1b}[1A\u{1b}[19C"
    ),
  ])
  func `only what changed is written`(_ was: String, _ now: String, _ written: String) {
    #expect(ScreenPen.text(from: frame(was), to: frame(now)) == written)
  }
}
