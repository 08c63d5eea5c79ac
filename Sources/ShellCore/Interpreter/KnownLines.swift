import CommandLanguage

/// Lines of scripts that were checked before and found right: a long script says few different things.
///
/// What is found here was written at another place. It is good for running, and not for telling where a mistake is.
struct KnownLines {
  private var contents: [RawLine: Content] = [:]

  /// What is known of a line that one command or expectation fills, and that means the same wherever it stands.
  enum Content: Sendable {
    case command(any Command, isTried: Bool)
    case expectation(expectsRefusal: Bool)
  }

  /// Some hundred bytes each.
  private static let limit = 4096

  var isEmpty: Bool { contents.isEmpty }

  func content(of line: RawLine) -> Content? { contents[line] }

  /// Keeps a command for the next time that its line comes.
  mutating func keep(_ command: any Command, for syntax: CommandSyntax, at site: Site) {
    // Another script includes another file by the same name; what is deferred keeps its own place.
    guard case .plain = syntax.form, syntax.modifier != .defer, !(command is RunCommand),
      !(command is QuitCommand), syntax.arguments.allSatisfy({ $0.word.isFixed })
    else { return }
    keep(.command(command, isTried: syntax.modifier == .try), at: site.span, of: site.source)
  }

  /// Keeps an expectation that is right, unless it looks at something outside the script.
  mutating func keep(_ expectation: ExpectationSyntax, at span: Span, of source: SourceText) {
    guard expectation.isFixed else { return }
    keep(.expectation(expectsRefusal: expectation.expectsRefusal), at: span, of: source)
  }

  private mutating func keep(_ content: Content, at span: Span, of source: SourceText) {
    guard let line = source.rawLine(filledBy: span) else { return }
    if contents.count == Self.limit { contents.removeAll(keepingCapacity: true) }
    contents[line] = content
  }
}

extension ExpectationSyntax {
  /// Whether it is right wherever it is right once.
  fileprivate var isFixed: Bool {
    switch self {
    case .refusal(let operand): return operand?.isFixed ?? true
    case .condition(let condition):
      switch condition.query.root {
      case .http, .elapsed, .error, .state, .last: return condition.operand?.isFixed ?? true
      case .recording, .hook, .variable: return false
      }
    }
  }
}

extension Operand {
  fileprivate var isFixed: Bool {
    switch self {
    case .word(let word): word.isFixed
    case .regex: true
    }
  }
}

extension Word {
  /// Without variables, which have another value elsewhere.
  fileprivate var isFixed: Bool {
    pieces.allSatisfy { if case .text = $0 { true } else { false } }
  }
}
