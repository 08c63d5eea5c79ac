@testable import CommandLanguage
import Testing

@Suite struct HighlighterTests {
  struct Case: Sendable, CustomTestStringConvertible {
    /// What stands out is marked.
    let marked: String
    let roles: [HighlightedSpan.Role]
    var testDescription: String { marked.debugDescription }

    init(_ marked: String, _ roles: HighlightedSpan.Role...) {
      (self.marked, self.roles) = (marked, roles)
    }
  }

  @Test(arguments: [
    Case("^start^ ^audio^", .verb, .choice),
    Case("^start^ ^audio^ ^room=^abcd", .verb, .choice, .option),
    Case("^start^ ^audoi^", .verb, .mistake),
    Case("^start^ ^audoi^ ^x^", .verb, .mistake, .mistake),
    Case("^start^ au", .verb),
    Case("sta"), Case("^xyz^", .mistake), Case("^sta^ x", .mistake),
    Case("^start^ ^audio^ ^rom=^x", .verb, .choice, .mistake),
    Case("^start^ ^audio^ ^format=^^mp4^", .verb, .choice, .option, .choice),
    Case("^start^ ^audio^ ^format=^^mp9^ ", .verb, .choice, .option, .mistake),
    Case("^echo^ ^'a b'^ ^\"c^", .verb, .quoted, .quoted),
    Case("^echo^ a^${x}^b ^\"q^^${y}^^q\"^", .verb, .variable, .quoted, .variable, .quoted),
    Case("^echo^ a; ^start^ ^audio^ ^# c^", .verb, .verb, .choice, .comment),
    Case("^try^ ^start^ ^audio^", .keyword, .verb, .choice),
    Case("^expect^ ^http^ ^==^ 200", .keyword, .keyword, .keyword),
    Case("^expect^ ^last.x^ ^matches^ ^/a b;c/^", .keyword, .keyword, .keyword, .quoted),
    Case("^let^ x ^=^ ^last.id^", .keyword, .keyword, .keyword),
    Case("^dry^ ^start^ ^audio^", .verb, .verb, .choice),
    Case("^help^ ^rooms^", .verb, .verb),
    Case("^echo^ a |", .verb), Case("^echo^ a ^|^ b", .verb, .mistake),
  ])
  func `tells the parts of a line apart`(_ example: Case) {
    let marked = MarkedText(example.marked)

    let spans = Highlighter.spans(of: marked.text, table: SampleTable.table)

    #expect(spans.map(\.role) == example.roles)
    #expect(spans.map(\.span) == marked.spans)
  }

  @Test func `spans are in order and inside, whatever is typed`() {
    let words = [
      "start", "audio", "expect", "wait", "until", "'", "\"", "${", "x}", ";", "#", "room=", "/",
      "matches", "|",
      " ", " ", "日本", "\\", "\n", "\u{1b}", "let", "=", "try", "e\u{301}",
    ]
    for seed in UInt64(1)...500 {
      var state = seed
      func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
      }
      let text = (0..<next(14)).map { _ in words[next(words.count)] + (next(2) == 0 ? " " : "") }
        .joined()
      var end = 0
      for span in Highlighter.spans(of: text, table: SampleTable.table) {
        #expect(
          span.span.start >= end && span.span.count > 0, "seed \(seed): \(text.debugDescription)")
        end = span.span.end
      }
      #expect(end <= text.utf8.count, "seed \(seed): \(text.debugDescription)")
    }
  }
}

@Suite struct NextFormTests {
  @Test(
    arguments: [
      ("start ", "audio|video|screen… "), ("start", nil), ("", nil), (" ", nil),
      ("expect ", "QUERY"),
      ("nonsense ", nil), ("try ", "COMMAND"),
    ] as [(String, String?)])
  func `shows what comes next`(_ line: String, _ start: String?) {
    let form = NextForm.text(behind: line, table: SampleTable.table)

    guard let start else {
      #expect(form == nil)
      return
    }
    #expect(form.map { $0 + " " }?.hasPrefix(start) == true, "\(form ?? "nothing")")
  }
}
