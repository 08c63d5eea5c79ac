/// What stands between two commands, or ends them.
enum Delimiter: Equatable {
  case semicolon
  case comment
  case lineEnd
}

/// Why the item at the cursor cannot be read on.
enum Abort: Error {
  case mistake(ParseError)
  case incomplete(Incompleteness)

  static func at(_ span: SourceSpan, _ kind: ParseError.Kind) -> Abort {
    .mistake(ParseError(kind, span))
  }
}

/// Where a text comes from, which decides what an unfinished line means.
public enum Dialect: Sendable, Equatable {
  /// A script: a quote that is open at its end, or a last `\`, is a mistake.
  case file
  /// A person at a keyboard: more may follow.
  case terminal
}

/// What a line at a terminal waits for.
public enum Incompleteness: Sendable, Equatable {
  /// The place of the quote that was opened.
  case openQuote(SourceSpan)
  /// The line ends in `\`.
  case continuation
}

/// One logical line: physical lines joined by `\`, or by a quoted text that spans them.
public struct ParsedLine: Sendable, Equatable {
  /// The whole line without its line end.
  public let span: SourceSpan
  /// The first physical line, 1-based.
  public let line: Int
  /// What was understood; an item with a mistake is left out.
  public let statements: [Statement]
  /// The comment that ends the line.
  public let comment: Comment?
  /// Every mistake of the line, in the order of the text.
  public let errors: [ParseError]
  /// What the line still waits for; only at a terminal and only without mistakes.
  public let incompleteness: Incompleteness?
}

extension ParsedLine {
  /// A comment; `#:` starts one that tools read.
  public struct Comment: Sendable, Equatable {
    /// As written, from the `#`, without blanks at the end.
    public let text: String
    /// From the `#` to the end of `text`.
    public let span: SourceSpan

    /// Makes a comment from its text, `#` included.
    init(_ text: String, span: SourceSpan) {
      self.text = text
      self.span = span
    }

    /// Whether the comment starts with `#:`.
    var isDirective: Bool { text.utf8.starts(with: "#:".utf8) }

    /// The first word of a directive, such as `title`; nil for other comments and an empty one.
    public var key: String? { directive.map { String($0.key) } }

    /// What follows the key of a directive; empty when nothing does, nil for other comments.
    public var value: String? { directive.map { String($0.value) } }

    private var directive: (key: Substring, value: Substring)? {
      guard isDirective else { return nil }
      let content = text.dropFirst(2).drop { $0 == " " || $0 == "\t" }
      let key = content.prefix { $0 != " " && $0 != "\t" }
      guard !key.isEmpty else { return nil }
      return (key, content.dropFirst(key.count).drop { $0 == " " || $0 == "\t" })
    }
  }
}
