/// Why a pattern does not compile.
public struct PatternMistake: Error, Sendable, Equatable {
  /// In PCRE2's words: lower case, no full stop.
  public let reason: String
  /// The offset in the pattern's UTF-8 up to which it was read.
  public let offset: Int
}

/// Why a match came to no answer.
public enum MatchProblem: Error, Sendable, Equatable {
  /// A limit was reached.
  case tooCostly(Limit)
  /// The task was cancelled.
  case cancelled
  /// The engine cannot carry out the pattern, in its words.
  case impossible(String)

  /// What there is only so much of.
  public enum Limit: Sendable, Equatable {
    /// `MatchBudget.steps`.
    case steps
    /// `MatchBudget.backtracks`.
    case backtracks
    /// `MatchBudget.depth`.
    case depth
    /// `MatchBudget.heapKibibytes`.
    case memory
  }
}
