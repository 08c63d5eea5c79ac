import Testing

@testable import ShellCore

@Suite struct TableLayoutTests {
  private let table = TableLayout(
    header: ["id", "kind", "state"],
    rows: [
      ["66976600a8faa5fa9694945c", "audio", "running"], ["日本", "screen_video", "ended"],
    ].map { $0.map { StyledText(stringLiteral: $0) } })

  @Test(arguments: [nil, 80, 47])
  func `columns are as wide as their widest cell`(_ width: Int?) {
    #expect(
      table.lines(width: width).map { $0.plain } == [
        "id                        kind          state",
        "66976600a8faa5fa9694945c  audio         running",
        "日本                      screen_video  ended",
      ])
  }

  @Test(arguments: [46, 40, 5])
  func `a narrow terminal gets a block a row and cuts no id`(_ width: Int) {
    #expect(
      table.lines(width: width).map { $0.plain } == [
        "id     66976600a8faa5fa9694945c", "kind   audio", "state  running", "",
        "id     日本", "kind   screen_video", "state  ended",
      ])
  }

  @Test func `a table without rows is its header`() {
    let empty = TableLayout(header: ["id", "kind"], rows: [])

    #expect(empty.lines(width: nil).map { $0.plain } == ["id  kind"])
  }

  @Test func `roles survive the layout`() {
    let table = TableLayout(
      header: ["id", "kind"], rows: [[StyledText([.init("a", .id)]), StyledText([.init("b")])]])

    #expect(
      table.lines(width: nil).map { $0.rendered(colored: true) } == [
        "\u{1B}[2mid\u{1B}[0m  \u{1B}[2mkind\u{1B}[0m", "\u{1B}[36ma\u{1B}[0m   b",
      ])
  }
}
