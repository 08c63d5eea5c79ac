import Patterns
import Testing

@Suite struct PatternTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let pattern: String
    let text: String
    let fits: Bool
    var testDescription: String { "/\(pattern.prefix(40))/ \(text.prefix(40))" }

    init(_ pattern: String, _ text: String, _ fits: Bool) {
      self.pattern = pattern
      self.text = text
      self.fits = fits
    }
  }

  @Test(arguments: [
    Case("b", "abc", true), Case("^b", "abc", false), Case("x", "", false), Case("^$", "", true),
    Case(#"\.webm$"#, "a/b.webm", true), Case("^[0-9a-f]{24}$", "65a0b1c2d3e4f5061728394a", true),
    Case("(?i)É", "é", true), Case(#"\bwörd\b"#, "ein wörd", true),
    Case("^.$", "\u{1F600}", true), Case("^.$", "e\u{301}", false),
    Case(#"\x{1F600}"#, "\u{1F600}", true), Case("(?<y>a)\\k<y>", "aa", true),
    Case("a\0b", "a\0b", true), Case("(a(?R)?b)", "xaaabbb", true),
  ])
  func `fits somewhere in a text`(_ one: Case) throws {
    #expect(try Pattern(one.pattern).matches(one.text) == one.fits)
  }

  struct BadCase: CustomTestStringConvertible, Sendable {
    let pattern: String
    let offset: Int
    let reason: String
    var testDescription: String { "/\(pattern.prefix(40))/" }

    init(_ pattern: String, at offset: Int, _ reason: String) {
      self.pattern = pattern
      self.offset = offset
      self.reason = reason
    }
  }

  @Test(arguments: [
    BadCase("a(b", at: 3, "missing closing parenthesis"),
    BadCase("a)b", at: 1, "unmatched closing parenthesis"),
    BadCase("*a", at: 0, "quantifier does not follow a repeatable item"),
    BadCase("é+(", at: 4, "missing closing parenthesis"),
    BadCase("\\C", at: 2, "using \\C is disabled by the application"),
    BadCase("a{65536}", at: 7, "number too big in {} quantifier"),
    BadCase("((a{0,999}){0,999}){0,999}", at: 26, "regular expression is too large"),
    BadCase(
      String(repeating: "[", count: 3000), at: 3000,
      "missing terminating ] for character class"),
    BadCase(
      String(repeating: "(", count: 3000), at: 101,
      "parentheses are too deeply nested, more than 100 inside each other"),
    BadCase(
      String(repeating: "(", count: 3000) + "a" + String(repeating: ")", count: 3000), at: 101,
      "parentheses are too deeply nested, more than 100 inside each other"),
    BadCase(String(repeating: "a", count: 8193), at: 0, "it has more than 8192 bytes"),
  ])
  func `names the place of a mistake`(_ one: BadCase) {
    #expect(throws: PatternMistake.self) { _ = try Pattern(one.pattern) }
    do throws(PatternMistake) { _ = try Pattern(one.pattern) } catch {
      #expect(error.reason == one.reason)
      #expect(error.offset == one.offset)
    }
  }

  struct CostlyCase: CustomTestStringConvertible, Sendable {
    let pattern: String
    let text: String
    var testDescription: String { "/\(pattern)/ \(text.prefix(20))… of \(text.utf8.count)" }

    init(_ pattern: String, _ text: String, times count: Int, _ end: String = "") {
      self.pattern = pattern
      self.text = String(repeating: text, count: count) + end
    }
  }

  /// Each would take longer than anybody waits: exponential, cubic, and quadratic without a single step back.
  static let costly = [
    CostlyCase("^(a+)+b$", "a", times: 26, "cb"), CostlyCase("^(a|aa)+$", "a", times: 60, "b"),
    CostlyCase("(x+x+)+[yz]", "x", times: 40),
    CostlyCase(#"(\w+\s?)*$"#, "word ", times: 900, "!"),
    CostlyCase("[^x]*+y", "y", times: 1_000_000),
    CostlyCase("a*a*a*a*a*[bc]", "a", times: 2_000, "d"),
    CostlyCase("(?:(a|b|ab)*?)*c", "ab", times: 60, "xcx"),
    CostlyCase(#"^(\w*)*\1$"#, "a", times: 40, "!"),
  ]

  @Test(arguments: costly)
  func `gives up what costs too much`(_ one: CostlyCase) {
    #expect(throws: MatchProblem.tooCostly(.steps)) {
      _ = try Pattern(one.pattern).matches(one.text)
    }
  }

  @Test func `gives up what takes too much memory, and what never ends`() {
    #expect(throws: MatchProblem.tooCostly(.memory)) {
      _ = try Pattern("^(a|b)*$").matches(String(repeating: "ab", count: 1_000_000))
    }
    #expect(throws: MatchProblem.impossible("nested recursion at the same subject position")) {
      _ = try Pattern("(?R)").matches("a")
    }
  }

  @Test func `several matches share a budget`() throws {
    let pattern = try Pattern("^(a|aa)+$")
    let text = String(repeating: "a", count: 21) + "b"
    var budget = MatchBudget()
    #expect(try pattern.matches(text, within: &budget) == false)
    #expect(throws: MatchProblem.tooCostly(.steps)) {
      for _ in 0..<1000 { _ = try pattern.matches(text, within: &budget) }
    }
  }

  @Test(arguments: costly)
  func `ends when nobody waits any more`(_ one: CostlyCase) async {
    let task = Task {
      // Only what is cancelled already is sure to be asked about before it gives up.
      while !Task.isCancelled { await Task.yield() }
      do throws(MatchProblem) {
        _ = try Pattern.matches(one.pattern, one.text)
        return nil as MatchProblem?
      } catch {
        return error
      }
    }
    task.cancel()
    #expect(await task.value == .cancelled)
  }

  @Test func `any pattern compiles or has a mistake inside it, and any match ends`() {
    let seed = UInt64.random(in: 0...(.max))
    var generator = SeededPieces(seed: seed)
    let pieces = [
      "(", ")", "[", "]", "a", "b", "*", "+", "?", "{2,}", "{0,999}", "|", "^", "$", ".", "\\",
      "\\1",
      "(?:", "(?=", "(?<=", "(?R)", "(?1)", "é", "\u{1F600}", "\\w", "\\X", "(*", "(?C)", "-",
      "\\Q",
    ]
    for round in 0..<3000 {
      let pattern = (0..<Int.random(in: 1...12, using: &generator))
        .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let text = (0..<Int.random(in: 0...40, using: &generator))
        .map { _ in ["a", "b", "é", "\n"].randomElement(using: &generator) ?? "" }.joined()
      do throws(PatternMistake) {
        let compiled = try Pattern(pattern)
        _ = try? compiled.matches(text)
      } catch {
        #expect(
          (0...pattern.utf8.count).contains(error.offset) && !error.reason.isEmpty,
          "seed \(seed), round \(round), /\(pattern)/")
      }
    }
  }
}

extension Pattern {
  fileprivate static func matches(
    _ pattern: String, _ text: String
  ) throws(MatchProblem) -> Bool {
    let compiled: Pattern
    do throws(PatternMistake) { compiled = try Pattern(pattern) } catch {
      throw .impossible(error.reason)
    }
    return try compiled.matches(text)
  }
}

/// SplitMix64: the same everywhere for a seed.
private struct SeededPieces: RandomNumberGenerator {
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
