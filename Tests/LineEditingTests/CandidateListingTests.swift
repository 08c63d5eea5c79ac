import CEditLine
@testable import ShellCore
import Testing

@testable import LineEditing

@Suite struct CandidateListingTests {
  init() {
    // Widths are the C library's, and it knows them in a UTF-8 locale alone.
    _ = cel_use_utf8()
  }

  private func lines(
    _ items: [(String, String)], columns: Int = 40, rows: Int = 24, ellipsis: String = "…"
  ) -> [String] {
    CandidateListing(columns: columns, rows: rows, ellipsis: ellipsis)
      .lines(for: items.map { .init(text: $0.0, summary: $0.1, endsWord: true) })
  }

  @Test func `each candidate has a row with its summary`() {
    #expect(
      lines([("start", "begin a recording"), ("日本", "wide"), ("stop", "")])
        == ["start  begin a recording", "日本   wide", "stop"])
  }

  @Test func `a summary is cut at the edge of the terminal`() {
    #expect(
      lines([("start", "begin a recording of a track 日本")], columns: 30)
        == ["start  begin a recording of a…"].map { String($0.prefix(28)) + "…" })
  }

  @Test(arguments: [
    (
      60,
      [
        "abcd   Ada, left             2m ago", "other  set here",
        "日本   Emil, in the session  just now",
      ]
    ),
    (
      34,
      ["abcd   Ada, left         2m ago", "other  set here", "日本   Emil, in the se…  just now"]
    ),
    (24, ["abcd   Ada, left", "other  set here", "日本   Emil, in the se…"]),
  ])
  func `the age has a column of its own where there is room`(columns: Int, lines: [String]) {
    let items: [Candidates.Item] = [
      .init(text: "abcd", summary: "Ada, left", age: "2m ago", endsWord: true),
      .init(text: "other", summary: "set here", endsWord: true),
      .init(text: "日本", summary: "Emil, in the session", age: "just now", endsWord: true),
    ]
    #expect(
      CandidateListing(columns: columns, rows: 24, ellipsis: "…").lines(for: items) == lines)
  }

  @Test func `the ellipsis is plain where the terminal is`() {
    #expect(
      lines([("start", "begin a recording of a track")], columns: 25, ellipsis: "...")
        == ["start  begin a recordi..."].map { String($0.prefix(21)) + "..." })
  }

  @Test(arguments: [("abcd", "abcd"), ("abcde", "abc…"), ("日本", "日本"), ("日本語", "日…")])
  func `a text is cut where it does not fit`(_ text: String, _ shown: String) {
    let listing = CandidateListing(columns: 80, rows: 24, ellipsis: "…")

    #expect(listing.cut(text, to: 4) == shown)
  }

  @Test func `names without summaries read downwards in columns`() {
    #expect(
      lines(["aa", "bb", "cc", "dd", "ee"].map { ($0, "") }, columns: 12)
        == ["aa  cc  ee", "bb  dd"])
  }

  @Test func `more candidates than rows lose their summaries`() {
    let items = (10..<20).map { ("name\($0)", "summary") }

    #expect(
      lines(items, columns: 20, rows: 8)
        == [
          "name10  name15", "name11  name16", "name12  name17", "name13  name18", "name14  name19",
        ])
  }

  @Test func `foreign text reaches the terminal raw`() {
    let name = "Zoe\u{1B}]52;c;x\u{7}\r\nFORGED\u{202E}\u{9B}\u{200B}"
    let shown = #"Zoe\u{1b}]52;c;x\u{7}\u{d}\u{a}FORGED\u{202e}\u{9b}\u{200b}"#

    #expect(lines([(name, ""), ("b", "")], columns: 60) == [shown, "b"])
    #expect(lines([("b", name)], columns: 80) == ["b  \(shown)"])
    #expect(
      lines([(name, "s"), ("b", "t")], columns: 90)
        == ["\(shown)  s", "b" + String(repeating: " ", count: shown.count + 1) + "t"])
  }

  @Test func `what does not fit the screen is counted`() {
    let items = (10..<40).map { ("name\($0)", "") }

    #expect(
      lines(items, columns: 10, rows: 6)
        == ["name10", "name11", "name12", "name13", "… 30 in all; type more of the word"])
  }
}
