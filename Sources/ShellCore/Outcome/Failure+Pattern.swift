import CommandLanguage
import Patterns

/// The sentences for patterns that come to no answer.
extension Failure {
  /// A match that reached a limit, was interrupted, or cannot be carried out.
  static func unmatched(_ problem: MatchProblem, _ span: SourceSpan?) -> Failure {
    switch problem {
    case .cancelled: .interrupted
    case .tooCostly(let limit):
      Failure(
        .expectation, "pattern-limit", "the regex costs too much against this text", span: span,
        label: "gave up after \(limit.drawn)",
        hints: [
          "repeat nothing that holds a repeat, such as `a+` for `(a+)+`, and begin with `^` where it can",
          "`contains` looks for a plain text",
        ])
    case .impossible(let reason):
      Failure(
        .expectation, "pattern-failed", "the regex cannot be matched: \(reason)", span: span)
    }
  }

  /// A pattern that does not compile, in a word that only the command knows to be one.
  static func badPattern(_ mistake: PatternMistake, _ span: SourceSpan) -> Failure {
    Failure(
      .script, "bad-regex", "the regex does not compile: \(mistake.reason)", span: span)
  }
}

extension MatchProblem.Limit {
  fileprivate var drawn: String {
    switch self {
    case .steps: "\(MatchBudget.steps / 1_000_000) million steps"
    case .backtracks: "\(MatchBudget.backtracks / 1_000_000) million ways to go on"
    case .depth: "\(MatchBudget.depth / 1_000_000) million ways to come back to at once"
    case .memory: "\(MatchBudget.heapKibibytes / 1024) MiB of ways to come back to"
    }
  }
}
