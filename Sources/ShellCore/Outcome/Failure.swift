public import CommandLanguage

/// What went wrong with one statement, in words; where it stands is added by who runs it.
public struct Failure: Error, Sendable, Equatable {
  /// What kind of thing went wrong.
  public var category: ExitStatus.Category
  /// A stable word, such as `unknown-verb`.
  public var code: String
  /// Lower case, no full stop.
  public var message: String
  /// Nil means the whole statement.
  public var span: Span?
  /// Stands behind the caret.
  public var label: String?
  /// Facts to tell with it.
  public var notes: [String]
  /// What to do next.
  public var hints: [String]
  /// Set when the service said no, or was sure to.
  public var refusal: Refusal?
  /// Whether the person or a signal ended it.
  public var isInterruption: Bool

  init(
    _ category: ExitStatus.Category, _ code: String, _ message: String, span: Span? = nil,
    label: String? = nil, notes: [String] = [], hints: [String] = [], refusal: Refusal? = nil,
    isInterruption: Bool = false
  ) {
    self.category = category
    self.code = code
    self.message = message
    self.span = span
    self.label = label
    self.notes = notes
    self.hints = hints
    self.refusal = refusal
    self.isInterruption = isInterruption
  }

  /// The failure as it is drawn over its source.
  public func diagnostic(at site: Site) -> Diagnostic {
    Diagnostic(
      code: code, message: message,
      location: Diagnostic.Location(
        source: site.source, span: span ?? site.span, includedFrom: site.includedFrom,
        contextLine: site.contextLine),
      label: label, notes: notes, hints: hints)
  }
}

/// Where a statement stands.
public struct Site: Sendable {
  /// The text it stands in.
  public var source: SourceText
  /// The place in the text.
  public var span: Span
  /// The `run` commands that led there, outermost first.
  public var includedFrom: [Diagnostic.Include]
  /// The line of the command that an expectation belongs to.
  public var contextLine: Int?

  /// Puts one together from its parts.
  public init(
    source: SourceText, span: Span, includedFrom: [Diagnostic.Include] = [],
    contextLine: Int? = nil
  ) {
    self.source = source
    self.span = span
    self.includedFrom = includedFrom
    self.contextLine = contextLine
  }
}

extension Failure {
  static let interrupted = Failure(
    .transport, "interrupted", "interrupted", isInterruption: true)

  static func expectation(_ span: Span, actual: QueryValue) -> Failure {
    let label: String
    switch actual {
    case .missing(let part): label = "actual: nothing; `\(part)` is missing"
    default: label = "actual: \(actual.drawn)"
    }
    return Failure(
      .expectation, "expectation-failed", "expectation failed", span: span, label: label)
  }

  static func refusalExpected(_ span: Span, actual: String) -> Failure {
    Failure(
      .expectation, "expectation-failed", "expectation failed", span: span,
      label: "actual: \(actual)")
  }

  static func pollingEnded(_ span: Span, seen: PollHistory, after: Duration) -> Failure {
    Failure(
      .expectation, "wait-until-failed", "`wait until` ran out of time", span: span,
      notes: [
        "\(seen.polls) \(seen.polls == 1 ? "poll" : "polls") in \(DurationText.short(after)): \(seen.drawn)"
      ])
  }

  static func captureFailed(_ query: Query, _ found: QueryValue) -> Failure {
    Failure(
      .expectation, "capture-failed", "nothing to keep", span: query.span, label: found.drawn,
      hints: ["`last` is the answer of the command above; look at it with --output json"])
  }

  static func timeLimit(_ limit: Duration) -> Failure {
    Failure(
      .transport, "time-limit", "the script took longer than \(DurationLiteral.print(limit))",
      hints: ["`--time-limit` allows more; the commands that were deferred run now"])
  }

  static func readCredential(_ key: SettingKey, _ reason: String) -> Failure {
    Failure(.usage, "credential-unreadable", "cannot read `\(key.rawValue)`: \(reason)")
  }
}
