import CommandLanguage
import Testing

/// Nothing that can be repeated in a line makes the parser, the formatter or a diagnostic go deeper and deeper.
@Suite struct NestingTests {
  private static let pieces = [
    "[", "(", "(?:", "{", "}", "]", ")", "${", "${x:-", "${x}", "dry ", "try ", "defer ", "watch ",
    "as curl ", ".a", "[0]", "[a=b]", "\"", "'", "\\", ";", "; ", "/", "not ", "expect ",
    "wait until ",
    "\\u{", "#", "run x ", "a=", "else ", "|", "*", "+", "{2}", "a|",
  ]
  private static let starts = [
    "", "expect last matches /", "echo ", "let x = last", "history /", "wait until last",
    "param x = ",
    "echo \"", "expect last == ", "dry ", "as curl start ",
  ]

  private func look(at text: String) -> Int {
    var count = 0
    for dialect in [Dialect.file, .terminal] {
      let source = SourceText(name: "x", text: text)
      for line in Parser(source, dialect: dialect) {
        count += line.statements.count + line.errors.count
        for error in line.errors.prefix(3) {
          count += DiagnosticText.render(error.diagnostic(in: source)).count
        }
      }
      _ = try? ScriptFormatter.format(source)
    }
    return count
  }

  @Test(.timeLimit(.minutes(2)), arguments: starts)
  func `three thousand of anything are read`(_ start: String) {
    for piece in Self.pieces {
      for end in ["", "/", "\""] {
        #expect(look(at: start + String(repeating: piece, count: 3000) + end) >= 0)
      }
    }
  }

  @Test(.timeLimit(.minutes(2))) func `nestings at random are read`() {
    let seed = UInt64.random(in: 0...(.max))
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let start = Self.starts.randomElement(using: &generator) ?? ""
      let pair = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        Self.pieces.randomElement(using: &generator) ?? ""
      }
      let text = String(
        repeating: pair.joined(), count: Int.random(in: 1...2000, using: &generator))
      #expect(look(at: start + text) >= 0, "seed \(seed)")
    }
  }

  @Test func `a pattern with three thousand brackets is a mistake with a place`() {
    let text = "expect last matches /" + String(repeating: "[", count: 3000) + "/"
    let source = SourceText(name: "x", text: text)

    let errors = Parser(source, dialect: .file).flatMap(\.errors)

    #expect(errors.map { $0.diagnostic(in: source).code } == ["bad-regex"])
    #expect(errors.first?.span == SourceSpan(text.utf8.count - 1, text.utf8.count))
  }
}
