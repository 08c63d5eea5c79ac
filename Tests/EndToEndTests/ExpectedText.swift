import TestSupport

/// A text as a test expects it: literal, but for holes `<<regex>>` in its lines.
struct ExpectedText {
  private let lines: [TranscriptPattern]

  init(_ text: String) { lines = Self.lines(text).map { TranscriptPattern($0) } }

  /// Whether a text has exactly these lines.
  ///
  /// - Throws: the regex engine's error when a hole does not compile.
  func matches(_ text: String) throws -> Bool {
    try lines.firstMismatch(with: Self.lines(text)) == nil
  }

  /// What was found, but each line that fits as it was expected, so that no hole is lost.
  ///
  /// - Throws: the regex engine's error when a hole does not compile.
  func recording(_ text: String) throws -> String {
    try lines.updated(with: Self.lines(text)).map(\.text).joined(separator: "\n")
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
