import CommandLanguage
import Testing

@testable import ShellCore

@Suite struct TalkLineTests {
  private func drawn(_ line: TalkLine, _ width: Int?) -> [String] {
    line.lines(width: width).map(\.plain)
  }

  @Test func `breaks at spaces, and what follows stands under the text`() {
    let line = TalkLine("task  ", "record one microphone and no other")

    #expect(drawn(line, 28) == ["task  record one microphone", "      and no other"])
    #expect(drawn(line, nil) == ["task  record one microphone and no other"])
  }

  @Test func `puts its end to the right, or below where there is no room`() {
    let line = TalkLine("✗ ", "no", trail: "lesson hint")

    #expect(drawn(line, 20) == ["✗ no    lesson hint"])
    #expect(drawn(line, 16) == ["✗ no", "  lesson hint"])
    #expect(drawn(line, 200).first?.count == 78)
  }

  @Test(arguments: [20, 40, 79, 80, 81])
  func `no line is wider than the terminal, whatever stands in it`(_ width: Int) {
    let json = #"{"roomId":"abcd-efgh-ijkl","participantId":"efgh","kind":"audio"}"#
    for text in [json, String(repeating: "日本", count: 60), "a `\(json)` b", json + " " + json] {
      let lines = drawn(TalkLine("  sent     ", text, trail: "stuck? lesson hint"), width)

      #expect(lines.allSatisfy { DisplayWidth.columns(of: $0) < width || width < 40 })
      let kept = lines.joined().filter { $0 != " " }
      #expect(kept.contains(text.filter { $0 != " " }.prefix(60)))
    }
  }

  @Test func `shows what is unseen, and no secret`() {
    let redactor = Redactor()
    redactor.add(["0123456789abcdef"])
    let line = TalkLine("", "a\u{1b}[2Jb 0123456789abcdef").redacted(by: redactor)

    #expect(drawn(line, 80) == ["a\\u{1b}[2Jb [redacted]"])
  }
}
