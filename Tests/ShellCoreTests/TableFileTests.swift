import CommandLanguage
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct TableFileTests {
  private func table(_ names: [String?]) -> Table {
    Table(
      of: names,
      [
        ListColumn("name") { Table.Cell($0) },
        ListColumn("size", unit: .bytes) { _ in Table.Cell("1.2 kB", value: "1234") },
        ListColumn("start") { _ in Table.Cell(WireDate("2026-01-02T10:00:00.000Z")) },
      ])
  }

  private func csv(_ name: String?) -> String {
    let lines = TableFile(table([name]), redact: { $0 }).csv
      .split(separator: "\r\n", omittingEmptySubsequences: false)
    let end = ",1234,2026-01-02T10:00:00.000Z"
    #expect(lines.count == 3 && lines.last == "")
    #expect(lines[0] == "name,size (bytes),start")
    #expect(lines[1].hasSuffix(end))
    return String(lines[1].dropLast(end.count))
  }

  private func markdown(_ name: String?) -> String {
    let lines = TableFile(table([name]), redact: { $0 }).markdown.split(separator: "\n")
    #expect(
      lines.prefix(2) == ["| name | size (bytes) | start |", "| --- | --: | --- |"])
    let end = " | 1234 | 2026-01-02T10:00:00.000Z |"
    #expect(lines.count == 3 && lines[2].hasPrefix("| ") && lines[2].hasSuffix(end))
    return String(lines[2].dropFirst(2).dropLast(end.count))
  }

  @Test(
    arguments: [
      (nil, ""), ("", ""), ("Ada", "Ada"), ("Ada, Bob", "\"Ada, Bob\""),
      ("the \"great\"", "\"the \"\"great\"\"\""), (" padded ", "\" padded \""), ("日本", "日本"),
      ("semi;colon", "\"semi;colon\""),
      // What a terminal would obey, and what would begin a new row.
      ("a\u{1B}]52;c;x\u{7}", "\"a\\u{1b}]52;c;x\\u{7}\""), ("a\r\nb,c", "\"a\\u{d}\\u{a}b,c\""),
      ("\u{202E}evil", "\\u{202e}evil"),
    ] as [(String?, String)])
  func `a field is quoted where RFC 4180 wants it`(_ name: String?, _ field: String) {
    #expect(csv(name) == field)
  }

  @Test(
    arguments: [
      ("=1+1", "'=1+1"), ("+49 30", "'+49 30"), ("-2", "'-2"), ("@SUM(A1)", "'@SUM(A1)"),
      ("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""),
      (" =1", "\" '=1\""), ("\u{A0}=1", "\u{A0}'=1"),
      ("＝1", "'＝1"), ("a;=cmd|' /C calc'!A0", "\"a;'=cmd|' /C calc'!A0\""),
      ("a;\"=1", "\"a;\"\"'=1\""), ("a;;-1", "\"a;;'-1\""),
      // In the middle of a text they are nobody's formula.
      ("a=b", "a=b"), ("ab-cd", "ab-cd"), ("me@home", "me@home"),
    ])
  func `no name is a formula to a spreadsheet`(_ name: String, _ field: String) {
    #expect(csv(name) == field)
  }

  @Test(
    arguments: [
      (nil, ""), ("Ada", "Ada"), ("a|b", "a\\|b"), ("a\\|b", "a\\\\\\|b"),
      ("screen_audio", "screen_audio"), ("_x_", "\\_x\\_"), ("*x*", "\\*x\\*"),
      ("<script>", "\\<script\\>"), ("[a](javascript:x)", "\\[a\\](javascript:x)"),
      ("![a](//x)", "!\\[a\\](//x)"), ("`x`", "\\`x\\`"), ("a&lt;b", "a\\&lt;b"),
      ("see http://x.y", "see http\\://x.y"), ("www.x.y", "www\\.x.y"), ("a\nb", "a\\\\u{a}b"),
      ("https://cdn.example/a_b_.webm?x=1", "<https://cdn.example/a_b_.webm?x=1>"),
      ("https://x> <b>", "https\\://x\\> \\<b\\>"), ("https://x|y", "https\\://x\\|y"),
    ] as [(String?, String)])
  func `no name is markup to a page`(_ name: String?, _ cell: String) {
    #expect(markdown(name) == cell)
  }

  @Test func `a secret is struck out before anything is quoted or escaped`() {
    let secret = "se\"cr|et_value"
    let file = TableFile(table([secret]), redact: { $0.replacing(secret, with: "[redacted]") })

    #expect(file.csv.contains("\r\n[redacted],1234,"))
    #expect(file.markdown.contains("| \\[redacted\\] |"))
  }

  @Test func `what a spreadsheet reads back is what was written`() throws {
    for seed in 0..<300 as Range<UInt64> {
      var random = SplitMix(seed: seed)
      let letters = Array("ab,;\"'=\n\r\t-+@ 日|\\")
      let names = (0..<3).map { _ in
        String(
          (0..<Int.random(in: 0...8, using: &random)).map { _ in
            letters.randomElement(using: &random) ?? "a"
          })
      }
      let rows = try #require(
        RFC4180.rows(of: TableFile(table(names), redact: { $0 }).csv), "seed \(seed)")

      #expect(rows.count == 4, "seed \(seed)")
      #expect(rows.allSatisfy { $0.count == 3 }, "seed \(seed)")
      for (name, row) in zip(names, rows.dropFirst()) {
        let shown = VisibleText.masked(name)
        #expect(
          row[0].filter { $0 != "'" } == shown.filter { $0 != "'" }, "seed \(seed): \(row)")
        let start = row[0].drop { $0 == " " || $0 == "\"" }.first
        #expect(start.map { !"=+-@".contains($0) } ?? true, "seed \(seed): \(row)")
      }
    }
  }
}

/// Reads comma-separated values as RFC 4180 has them; nil for what it does not allow.
private enum RFC4180 {
  static func rows(of text: String) -> [[String]]? {
    var rows: [[String]] = []
    var row: [String] = []
    var rest = Array(text.unicodeScalars)[...]
    while !rest.isEmpty {
      guard let field = takeField(&rest) else { return nil }
      row.append(field)
      switch rest.popFirst() {
      case ",": continue
      case "\r" where rest.popFirst() == "\n":
        rows.append(row)
        row = []
      default: return nil
      }
    }
    return row.isEmpty ? rows : nil
  }

  private static func takeField(_ rest: inout ArraySlice<Unicode.Scalar>) -> String? {
    var field = String.UnicodeScalarView()
    guard rest.first == "\"" else {
      while let next = rest.first, !",\r\n".unicodeScalars.contains(next) {
        guard next != "\"" else { return nil }
        field.append(next)
        rest.removeFirst()
      }
      return String(field)
    }
    rest.removeFirst()
    while let next = rest.popFirst() {
      guard next == "\"" else {
        field.append(next)
        continue
      }
      guard rest.first == "\"" else { return String(field) }
      rest.removeFirst()
      field.append("\"")
    }
    return nil
  }
}
