/// A half-open range of UTF-8 offsets in one source text.
public struct SourceSpan: Hashable, Sendable {
  /// Offset of the first byte.
  public let start: Int
  /// Offset behind the last byte; never smaller than `start`.
  public let end: Int

  /// Makes a range; an end before the start counts as the start.
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  /// Number of bytes.
  public var count: Int { end - start }

  /// The smallest span that holds both.
  public func union(_ other: SourceSpan) -> SourceSpan {
    SourceSpan(min(start, other.start), max(end, other.end))
  }
}

/// A word of the user's together with its place, such as a verb, a key or a variable's name.
public struct Name: Hashable, Sendable {
  /// What was written.
  public let text: String
  /// Where it was written.
  public let span: SourceSpan

  /// Makes a name from its text and place.
  public init(_ text: String, _ span: SourceSpan) {
    self.text = text
    self.span = span
  }
}
