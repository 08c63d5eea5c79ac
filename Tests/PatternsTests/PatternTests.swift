import Patterns
import Testing

@Suite struct PatternTests {
  /// What becomes of a pattern and a text.
  enum Outcome: Sendable, Equatable {
    case fits, fitsNot
    case mistake(at: Int, String)
    case problem(MatchProblem)
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let pattern: String
    let text: String
    let outcome: Outcome
    var testDescription: String {
      "/\(pattern.prefix(40))/ \(text.prefix(20)) of \(text.utf8.count)"
    }

    init(_ pattern: String, _ text: String, _ outcome: Outcome) {
      (self.pattern, self.text, self.outcome) = (pattern, text, outcome)
    }

    init(_ pattern: String, _ outcome: Outcome) { self.init(pattern, "", outcome) }

    static let all: [Case] = [
      Case("b", "abc", .fits), Case("^b", "abc", .fitsNot), Case("x", "", .fitsNot),
      Case("^$", "", .fits), Case(#"\.webm$"#, "a/b.webm", .fits),
      Case("^[0-9a-f]{24}$", "65a0b1c2d3e4f5061728394a", .fits), Case("(?i)É", "é", .fits),
      Case(#"\bwörd\b"#, "ein wörd", .fits), Case("^.$", "\u{1F600}", .fits),
      Case("^.$", "e\u{301}", .fitsNot), Case(#"\x{1F600}"#, "\u{1F600}", .fits),
      Case("(?<y>a)\\k<y>", "aa", .fits), Case("a\0b", "a\0b", .fits),
      Case("(a(?R)?b)", "xaaabbb", .fits),

      Case("a(b", .mistake(at: 3, "missing closing parenthesis")),
      Case("a)b", .mistake(at: 1, "unmatched closing parenthesis")),
      Case("*a", .mistake(at: 0, "quantifier does not follow a repeatable item")),
      Case("é+(", .mistake(at: 4, "missing closing parenthesis")),
      Case("\\C", .mistake(at: 2, "using \\C is disabled by the application")),
      Case("a{65536}", .mistake(at: 7, "number too big in {} quantifier")),
      Case("((a{0,999}){0,999}){0,999}", .mistake(at: 26, "regular expression is too large")),
      Case(
        times("[", 3000), .mistake(at: 3000, "missing terminating ] for character class")),
      Case(times("(", 3000), .mistake(at: 101, tooDeep)),
      Case(times("(", 3000) + "a" + times(")", 3000), .mistake(at: 101, tooDeep)),
      Case(times("a", 8193), .mistake(at: 0, "it has more than 8192 bytes")),

      // Each would take longer than anybody waits: exponential, cubic, and quadratic without a single step back.
      Case("^(a+)+b$", times("a", 26) + "cb", tooCostly),
      Case("^(a|aa)+$", times("a", 60) + "b", tooCostly),
      Case("(x+x+)+[yz]", times("x", 40), tooCostly),
      Case(#"(\w+\s?)*$"#, times("word ", 900) + "!", tooCostly),
      Case("[^x]*+y", times("y", 1_000_000), tooCostly),
      Case("a*a*a*a*a*[bc]", times("a", 2_000) + "d", tooCostly),
      Case("(?:(a|b|ab)*?)*c", times("ab", 60) + "xcx", tooCostly),
      Case(#"^(\w*)*\1$"#, times("a", 40) + "!", tooCostly),
      Case("^(a|b)*$", times("ab", 1_000_000), .problem(.tooCostly(.memory))),
      Case(
        "(?R)", "a", .problem(.impossible("nested recursion at the same subject position"))),
    ]

    private static let tooCostly = Outcome.problem(.tooCostly(.steps))
    private static let tooDeep =
      "parentheses are too deeply nested, more than 100 inside each other"

    private static func times(_ text: String, _ count: Int) -> String {
      String(repeating: text, count: count)
    }

    /// What becomes of it.
    var found: Outcome {
      let compiled: Pattern
      do throws(PatternMistake) { compiled = try Pattern(pattern) } catch {
        return .mistake(at: error.offset, error.reason)
      }
      do throws(MatchProblem) { return try compiled.matches(text) ? .fits : .fitsNot } catch {
        return .problem(error)
      }
    }
  }

  @Test(arguments: Case.all)
  func `fits or not, has a mistake at its place, or costs too much`(_ one: Case) {
    #expect(one.found == one.outcome)
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

  @Test(arguments: Case.all.filter { $0.outcome == .problem(.tooCostly(.steps)) })
  func `ends when nobody waits any more`(_ one: Case) async {
    let task = Task {
      // Only what is cancelled already is sure to be asked about before it gives up.
      while !Task.isCancelled { await Task.yield() }
      return one.found
    }
    task.cancel()
    #expect(await task.value == .problem(.cancelled))
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
