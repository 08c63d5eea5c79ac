import CommandLanguage
import FoundationEssentials
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct TableLayoutTests {
  private let table = Table(
    header: ["id", "kind", "state"],
    rows: [
      ["66976600a8faa5fa9694945c", "audio", "running"], ["日本", "screen_video", "ended"],
    ].map { $0.map { StyledText(stringLiteral: $0) } })

  private func lines(_ table: Table, _ width: Int?) -> [String] {
    TableLayout(table, width: width).lines.map(\.plain)
  }

  @Test(arguments: [nil, 80, 47])
  func `columns are as wide as their widest cell`(_ width: Int?) {
    #expect(
      lines(table, width) == [
        "id                        kind          state",
        "66976600a8faa5fa9694945c  audio         running",
        "日本                      screen_video  ended",
      ])
  }

  @Test(arguments: [46, 40, 5])
  func `a narrow terminal gets a block a row and cuts no id`(_ width: Int) {
    #expect(
      lines(table, width) == [
        "id     66976600a8faa5fa9694945c", "kind   audio", "state  running", "",
        "id     日本", "kind   screen_video", "state  ended",
      ])
  }

  @Test func `a table without rows is what it has to say, or its header`() {
    var empty = Table(header: ["id", "kind"], rows: [])
    #expect(lines(empty, nil) == ["id  kind"])

    empty.none = "no such thing"
    #expect(lines(empty, nil) == ["no such thing"])
    #expect(lines(empty, 10) == ["no such", "  thing"])
  }

  @Test func `roles survive the layout`() {
    let table = Table(
      header: ["id", "kind"], rows: [[StyledText([.init("a", .id)]), StyledText([.init("b")])]])

    #expect(
      TableLayout(table, width: nil).lines.map { $0.rendered(colored: true) } == [
        "\u{1B}[2mid\u{1B}[0m  \u{1B}[2mkind\u{1B}[0m", "\u{1B}[36ma\u{1B}[0m   b",
      ])
  }

  // MARK: What gives way

  private var wide: Table {
    var table = Table(
      of: [1, 10],
      [
        ListColumn("id") { Table.Cell("row\($0)", .id) },
        ListColumn("about", turn: 2) { _ in Table.Cell("something long") },
        ListColumn("who", turn: 3) { _ in Table.Cell(nil as String?) },
        ListColumn("n", turn: 1, unit: .things) { Table.Cell(String($0)) },
        ListColumn("size", unit: .bytes) { Table.Cell("\($0) B", value: String($0)) },
      ])
    table.hasForms = true
    return table
  }

  @Test func `what matters least gives way first, and that is said`() {
    #expect(
      lines(wide, 38) == [
        "id     about           who   n  size", "row1   something long  -     1   1 B",
        "row10  something long  -    10  10 B",
      ])
    #expect(
      lines(wide, 36) == lines(wide, 38), "36 is just enough")
    #expect(
      lines(wide, 35) == [
        "id     about           who  size", "row1   something long  -     1 B",
        "row10  something long  -    10 B", "left out: n; try layout=blocks",
      ])
    #expect(
      lines(wide, 31) == [
        "id     who  size", "row1   -     1 B", "row10  -    10 B",
        "left out: about, n; try", "  layout=blocks",
      ])
    #expect(lines(wide, 12).prefix(3) == ["id     size", "row1    1 B", "row10  10 B"])
    #expect(lines(wide, 10).first == "id     row1")
  }

  @Test func `a table without layout= does not speak of it`() {
    var table = wide
    table.hasForms = false
    #expect(lines(table, 35).last == "left out: n")
  }

  @Test func `a form that was asked for holds whatever the room`() {
    var table = wide
    table.form = .table
    #expect(lines(table, 5) == lines(wide, nil))
    table.form = .blocks
    #expect(
      lines(table, 300) == [
        "id     row1", "about  something long", "who    -", "n      1", "size   1 B", "",
        "id     row10", "about  something long", "who    -", "n      10", "size   10 B",
      ])
    #expect(lines(table, nil) == lines(table, 300))
  }

  @Test func `no row is ever wider than the screen, at any width that has room for a cell`() {
    for seed in 0..<200 as Range<UInt64> {
      var random = SplitMix(seed: seed)
      let columns = (0..<Int.random(in: 1...7, using: &random)).map { place in
        let turn = Int.random(in: 0...4, using: &random)
        return Table.Column(
          name: "c\(place)", turn: turn == 0 ? nil : turn,
          unit: Bool.random(using: &random) ? .things : nil)
      }
      let cells = ["a", "日本語", "e\u{301}e\u{301}", "66976600a8faa5fa9694945c", "👩‍👩‍👧", ""]
      let rows = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        columns.map { _ in Table.Cell(cells.randomElement(using: &random)) }
      }
      let table = Table(columns: columns, rows: rows)
      for width in [40, 80, 120, 300] {
        let all = TableLayout(table, width: width).lines
        #expect(
          all.allSatisfy { DisplayWidth.columns(of: $0.plain) <= width },
          "seed \(seed), \(width) columns: \(all.map(\.plain))")
        // What stays is in every form.
        let stay = table.columns.filter { $0.turn == nil }.map(\.name)
        let text = all.map(\.plain).joined(separator: "\n")
        #expect(stay.allSatisfy { text.contains($0) }, "seed \(seed), \(width) columns")
      }
    }
  }

  // MARK: Times

  private static let clock = PersonsClock(
    // 2026-01-02 at 00:30 of a zone that is two hours ahead of UTC.
    now: Date(timeIntervalSince1970: 1_767_306_600), secondsFromUTC: { _ in 7_200 })

  @Test func `a screen has the time of a person's clock, with a date where it is not today`() {
    let times = [
      "2026-01-01T22:05:00.123Z", "2026-01-01T21:59:59.000Z", "2026-01-02T21:59:59.000Z", "never",
    ]
    let table = Table(of: times, [ListColumn("start") { Table.Cell(WireDate($0)) }])
      .told(by: Self.clock)

    #expect(
      lines(table, 80) == [
        "start", "00:05:00", "2026-01-01 23:59:59", "23:59:59", "never",
      ])
    #expect(lines(table, nil) == ["start"] + times, "where no screen is, as it came")
  }
}
