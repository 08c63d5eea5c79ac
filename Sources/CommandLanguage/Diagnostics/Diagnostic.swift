/// The only shape in which a mistake reaches a person.
public struct Diagnostic: Sendable, Equatable {
  /// How bad it is.
  public var severity: Severity
  /// A stable word a program can match, such as `unknown-verb`.
  public var code: String
  /// Lower case, no full stop, the user's words in backticks.
  public var message: String
  /// Nil when the mistake has no place in a text.
  public var location: Location?
  /// Stands behind the caret, such as `actual: 200`.
  public var label: String?
  /// Facts, each drawn on a line of its own as `= …`.
  public var notes: [String]
  /// What to do next, each on a line of its own.
  public var hints: [String]

  /// Makes a diagnostic from its parts.
  public init(
    severity: Severity = .error, code: String, message: String, location: Location? = nil,
    label: String? = nil, notes: [String] = [], hints: [String] = []
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.location = location
    self.label = label
    self.notes = notes
    self.hints = hints
  }

  /// How bad a mistake is.
  public enum Severity: String, Sendable, Equatable {
    case error, warning
  }

  /// A place in a text, with the way that led there.
  public struct Location: Sendable, Equatable {
    /// The text in which the mistake is.
    public var source: SourceText
    /// The marked range.
    public var span: SourceSpan
    /// The `run` commands that included the text, outermost first; empty for the outermost text.
    public var includedFrom: [Include]
    /// A line above the marked one that belongs to the mistake (the command of an expectation), 1-based.
    public var contextLine: Int?

    /// Makes a place from its parts.
    public init(
      source: SourceText, span: SourceSpan, includedFrom: [Include] = [], contextLine: Int? = nil
    ) {
      self.source = source
      self.span = span
      self.includedFrom = includedFrom
      self.contextLine = contextLine
    }

    /// Where the marked range begins.
    public var position: Position { source.position(at: span.start) }

    /// The way to a text that the `run` command at this place includes.
    public var chain: [Include] {
      includedFrom + [Include(name: source.name, line: position.line)]
    }
  }

  /// The place of a `run` command.
  public struct Include: Sendable, Equatable {
    /// Name of the including text.
    public var name: String
    /// 1-based.
    public var line: Int
  }
}
