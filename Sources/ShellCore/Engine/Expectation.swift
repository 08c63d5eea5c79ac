import CommandLanguage
import Patterns
import VideoSDKClient

/// Compares what a query found with what a script expects.
///
/// Pure.
enum Expectation {
  /// Whether a condition holds; nil when that is only known at run time.
  ///
  /// - Throws: `MatchProblem` when a pattern comes to no answer.
  static func holds(
    _ condition: Condition, actual: QueryValue, operand: Expected?
  ) throws(MatchProblem) -> Bool? {
    guard actual != .placeholder, operand != .placeholder else { return nil }
    let operand = operand?.inWordsOfNow(condition.query)
    guard actual != .unanswered else { return false }
    if condition.predicate == .exists { return isThere(actual) != condition.isNegated }
    // What is not there holds nothing, negated or not.
    if case .missing = actual { return false }
    return try compare(condition.predicate, actual, operand) != condition.isNegated
  }

  /// The service sends null for what is not there yet, such as the `end` of a recording that runs.
  private static func isThere(_ value: QueryValue) -> Bool {
    switch value {
    case .missing, .unanswered, .json(.null): false
    case .json, .duration, .placeholder: true
    }
  }

  private static func compare(
    _ predicate: Condition.Predicate, _ actual: QueryValue, _ operand: Expected?
  ) throws(MatchProblem) -> Bool {
    guard let operand else { return false }
    switch predicate {
    case .equal: return equal(actual, operand)
    case .notEqual: return !equal(actual, operand)
    case .less: return ordered(actual, operand) { $0 < 0 }
    case .lessOrEqual: return ordered(actual, operand) { $0 <= 0 }
    case .greater: return ordered(actual, operand) { $0 > 0 }
    case .greaterOrEqual: return ordered(actual, operand) { $0 >= 0 }
    case .contains: return contains(actual, operand)
    case .matches: return try matches(actual, operand)
    case .exists: return isThere(actual)
    }
  }

  static func equal(_ actual: QueryValue, _ operand: Expected) -> Bool {
    switch (actual, operand) {
    case (.json(.number(let left)), .literal(.number(let right))): left == JSONNumber(right)
    case (.json(.number(let status)), .statusClass(let hundreds)):
      status.integer.map { $0 / 100 } == hundreds
    case (.json(.string(let left)), .literal(.text(let right))): left == right
    case (.json(.bool(let left)), .literal(.boolean(let right))): left == right
    case (.json(.null), .literal(.null)): true
    case (.duration(let left), .literal(.duration(let right))): left == right
    default: false
    }
  }

  private static func ordered(
    _ actual: QueryValue, _ operand: Expected, _ test: (Int) -> Bool
  ) -> Bool {
    switch (actual, operand) {
    case (.json(.number(let left)), .literal(.number(let right))):
      JSONNumber(right).map { test(sign(left, $0)) } ?? false
    case (.json(.string(let left)), .literal(.text(let right))): test(sign(left, right))
    case (.duration(let left), .literal(.duration(let right))): test(sign(left, right))
    default: false
    }
  }

  private static func sign<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
    left < right ? -1 : left == right ? 0 : 1
  }

  private static func contains(_ actual: QueryValue, _ operand: Expected) -> Bool {
    switch (actual, operand) {
    case (.json(.string(let text)), .literal(let literal)): text.contains(literal.plainText)
    case (.json(.array(let elements)), let operand):
      elements.contains { equal(.json($0), operand) }
    case (.json(.object), .literal(.text(let name))):
      if case .json(let value) = actual { value[name] != nil } else { false }
    default: false
    }
  }

  private static func matches(
    _ actual: QueryValue, _ operand: Expected
  ) throws(MatchProblem) -> Bool {
    guard case .regex(let pattern) = operand, case .json(let value) = actual else { return false }
    return try Pattern.fits(pattern, value.plainText)
  }
}

extension Expected {
  /// The same, with the word that a state of a track has now for one that it had.
  func inWordsOfNow(_ query: Query) -> Expected {
    guard query.isTrackState, case .literal(.text(let word)) = self,
      let state = RecordingState.formerWords[word]
    else { return self }
    return .literal(.text(state.rawValue))
  }
}

extension Query {
  /// Whether it finds the state of a track: `state.audio`.
  var isTrackState: Bool {
    guard root == .state, path.count == 1, case .name(let name) = path[0] else { return false }
    return TrackKind.known.contains(TrackKind(name.text))
  }
}

extension Pattern {
  /// Whether a pattern that compiled when it was parsed fits somewhere in a text.
  static func fits(_ pattern: String, _ text: String) throws(MatchProblem) -> Bool {
    let compiled: Pattern
    do throws(PatternMistake) { compiled = try Pattern(pattern) } catch {
      throw .impossible(error.reason)
    }
    return try compiled.matches(text)
  }
}

/// The right side of a condition after its variables were filled in.
enum Expected: Sendable, Equatable {
  case literal(Literal)
  /// `4xx`: a hundred of HTTP statuses.
  case statusClass(Int)
  case regex(String)
  case placeholder

  init(_ operand: Operand, in scope: Scope) throws(UndefinedVariable) {
    switch operand {
    case .regex(let pattern, _): self = .regex(pattern)
    case .word(let word):
      let expanded = try Expansion.expand(word, in: scope)
      if expanded.isPlaceholder {
        self = .placeholder
      } else if expanded.isQuoted {
        self = .literal(.text(expanded.text))
      } else if let hundreds = Expected.statusClass(expanded.text) {
        self = .statusClass(hundreds)
      } else {
        self = .literal(Literal(bare: expanded.text))
      }
    }
  }

  private static func statusClass(_ text: String) -> Int? {
    // Nearly none is one, and the last byte tells.
    guard text.utf8.last == UInt8(ascii: "x"), text.count == 3, text.hasSuffix("xx"),
      let first = text.first?.wholeNumberValue,
      (1...5).contains(first)
    else { return nil }
    return first
  }
}

extension Literal {
  /// The text a person wrote for it.
  var plainText: String {
    switch self {
    case .text(let text): text
    case .number(let digits): digits
    case .duration(let duration): DurationLiteral.print(duration)
    case .boolean(let flag): flag ? "true" : "false"
    case .null: "null"
    }
  }
}

extension Failure {
  static func expectation(_ span: SourceSpan, actual: QueryValue) -> Failure {
    let label: String
    switch actual {
    case .missing(let part, _): label = "actual: nothing; `\(part)` is missing"
    default: label = "actual: \(actual.drawn)"
    }
    return Failure(
      .expectation, "expectation-failed", "expectation failed", span: span, label: label,
      notes: actual.notes)
  }

  static func refusalExpected(_ span: SourceSpan, actual: String) -> Failure {
    Failure(
      .expectation, "expectation-failed", "expectation failed", span: span,
      label: "actual: \(actual)")
  }
}
