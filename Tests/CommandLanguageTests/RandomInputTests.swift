import CommandLanguage
import Testing

/// SplitMix64: small, fast, and the same everywhere for a seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

@Suite struct RandomInputTests {
  /// A new seed each run; a failure prints it, and it can be put here to see the failure again.
  static let seed = UInt64.random(in: 0...(.max))

  static let tokens = [
    "start", "expect", "wait", "until", "try", "defer", "let", "param", "secret", "vsdk", "1",
    "x", "=", "==", "matches", "contains", "exists", "not", "error", "http", "last", ".a",
    "[0]", "state.audio", "/a b/", "/", "\\/", "'", "\"", "'a b'", "\"c ${d}\"", "${e:-f}",
    "${", "}", "$", "room=", "k='v'", ";", "#", "#:", "\\", "\n", "\r\n", "\r", " ", " ", " ",
    "\t", "|", "<", "é", "日", "\u{301}", "\u{7}", "5s", "env:X", "\u{202E}", "\\u{41}",
  ]

  /// Whether every place of the lines lies inside the text, and every mistake can be drawn.
  private func check(_ source: SourceText, _ dialect: Dialect) -> Bool {
    var end = 0
    for line in Parser(source, dialect: dialect) {
      let spans =
        [line.span] + line.errors.map(\.span) + line.statements.map(\.span)
        + [line.comment?.span].compactMap(\.self)
      let isInside = spans.allSatisfy { $0.start >= line.span.start && $0.end <= line.span.end }
      guard isInside, line.span.start >= end, line.span.end <= source.utf8.count else {
        return false
      }
      end = line.span.end
      for error in line.errors {
        guard DiagnosticText.render(error.diagnostic(in: source)).count > 2 else { return false }
      }
      guard isReadBack(line) else { return false }
    }
    return true
  }

  private func isReadBack(_ line: ParsedLine) -> Bool {
    line.statements.allSatisfy { statement in
      let again = Parser.lines(Printer.print(statement)).flatMap(\.statements)
      return again.map(\.erasingSpans) == [statement.erasingSpans]
    }
  }

  @Test(.timeLimit(.minutes(2)), arguments: [Dialect.file, .terminal])
  func `survives any bytes`(dialect: Dialect) {
    var generator = SeededGenerator(seed: Self.seed)
    for round in 0..<2000 {
      let count = Int.random(in: 0...60, using: &generator)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let source = SourceText(name: "x", text: String(decoding: bytes, as: UTF8.self))

      guard check(source, dialect) else {
        Issue.record("seed \(Self.seed), round \(round), bytes \(bytes)")
        return
      }
    }
  }

  @Test func `tells invalid bytes from valid ones like the standard library`() {
    var generator = SeededGenerator(seed: Self.seed)
    for round in 0..<5000 {
      let count = Int.random(in: 0...6, using: &generator)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0x70...255, using: &generator) }

      let isValid = (try? SourceText(name: "x", bytes: bytes)) != nil

      #expect(
        isValid == (String(validating: bytes, as: UTF8.self) != nil),
        "seed \(Self.seed), round \(round), bytes \(bytes)")
    }
  }

  @Test(.timeLimit(.minutes(2)), arguments: [Dialect.file, .terminal])
  func `survives ten thousand token soups`(dialect: Dialect) {
    var generator = SeededGenerator(seed: Self.seed)
    for round in 0..<10_000 {
      let count = Int.random(in: 1...14, using: &generator)
      let text = (0..<count).map { _ in
        let token = Self.tokens.randomElement(using: &generator) ?? ""
        return Bool.random(using: &generator) ? token + " " : token
      }.joined()

      guard check(SourceText(name: "x", text: text), dialect) else {
        Issue.record("seed \(Self.seed), round \(round), text \(text.debugDescription)")
        return
      }
    }
  }

  @Test(.timeLimit(.minutes(1))) func `completes and explains any text`() {
    var generator = SeededGenerator(seed: Self.seed)
    for round in 0..<3000 {
      let count = Int.random(in: 0...6, using: &generator)
      let text = (0..<count).map { _ in
        (Self.tokens.randomElement(using: &generator) ?? "") + " "
      }.joined()
      let cursor = Int.random(in: 0...text.utf8.count, using: &generator)

      let completion = Completion.complete(text, cursor: cursor, table: SampleTable.table)
      let lines = Explanation.lines(for: text, table: SampleTable.table)

      #expect(
        completion.wordStart <= cursor && lines.allSatisfy { DisplayWidth.columns(of: $0) <= 80 },
        "seed \(Self.seed), round \(round), text \(text.debugDescription)")
    }
  }
}
