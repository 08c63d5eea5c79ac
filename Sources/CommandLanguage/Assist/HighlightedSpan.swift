/// A stretch of a line that is typed, and what it is.
public struct HighlightedSpan: Sendable, Equatable {
  /// UTF-8 offsets in the line.
  public let span: SourceSpan
  /// What it is.
  public let role: Role

  /// Makes one from its parts.
  public init(_ span: SourceSpan, _ role: Role) {
    self.span = span
    self.role = role
  }

  /// What a stretch of a line can be.
  public enum Role: Sendable, Equatable {
    case verb
    /// A word of the language, such as `try` or `contains`.
    case keyword
    /// One of the words that a value may be.
    case choice
    /// `key=`.
    case option
    case variable
    case quoted
    case comment
    /// What no command and no choice is, and the place that cannot be read.
    case mistake
  }
}
