public import CommandLanguage

/// What went wrong with one statement, or what is doubtful about it, from where it is found to where it is drawn.
public struct Failure: Error, Sendable, Equatable {
  /// What kind of thing went wrong.
  var category: ExitStatus.Category
  /// How it is drawn; whoever runs the statement adds the place, see `located(at:)`.
  public var diagnostic: Diagnostic
  /// The part of the statement that it is about; nil means the whole of it.
  var span: SourceSpan?
  /// Set when the service said no; `try` and its kin tolerate nothing else.
  var refusal: Refusal?
  /// Whether the person or a signal ended it.
  var isInterruption: Bool

  /// Takes what is drawn as it is.
  public init(_ diagnostic: Diagnostic, _ category: ExitStatus.Category) {
    self.category = category
    self.diagnostic = diagnostic
    isInterruption = false
  }

  init(
    _ category: ExitStatus.Category, _ code: String, _ message: String, span: SourceSpan? = nil,
    label: String? = nil, notes: [String] = [], hints: [String] = [], refusal: Refusal? = nil,
    isInterruption: Bool = false
  ) {
    self.category = category
    diagnostic = Diagnostic(
      code: code, message: message, label: label, notes: notes, hints: hints)
    self.span = span
    self.refusal = refusal
    self.isInterruption = isInterruption
  }

  /// A stable word, such as `unknown-verb`.
  public var code: String {
    get { diagnostic.code }
    set { diagnostic.code = newValue }
  }
  /// Lower case, no full stop.
  public var message: String {
    get { diagnostic.message }
    set { diagnostic.message = newValue }
  }
  /// Facts to tell with it.
  public var notes: [String] {
    get { diagnostic.notes }
    set { diagnostic.notes = newValue }
  }
  /// What to do next.
  public var hints: [String] {
    get { diagnostic.hints }
    set { diagnostic.hints = newValue }
  }

  /// Whether it keeps something from running; a warning does not.
  public var isFatal: Bool { diagnostic.severity == .error }

  /// The same, to be drawn over the statement that stands at a place.
  func located(at place: Diagnostic.Location) -> Failure {
    var copy = self
    copy.diagnostic.location = place
    copy.diagnostic.location?.span = span ?? place.span
    return copy
  }

  /// The same as something that does not end anything.
  var asWarning: Failure {
    var copy = self
    copy.diagnostic.severity = .warning
    return copy
  }
}

/// Everything that is wrong with one statement, found before anything is sent.
struct Mistakes: Error, Sendable, Equatable {
  let list: [Failure]

  init(_ list: [Failure]) { self.list = list }

  init(_ only: Failure) { list = [only] }

  init(binding errors: [BindError]) { list = errors.map { .bind($0) } }
}

extension Failure {
  static let interrupted = Failure(
    .transport, "interrupted", "interrupted", isInterruption: true)

  /// What the parser found; it quotes from the text.
  static func parse(_ error: ParseError, in source: SourceText) -> Failure {
    from(error.diagnostic(in: source), error.span)
  }

  /// Words that do not fit a command's grammar.
  static func bind(_ error: BindError) -> Failure {
    from(error.diagnostic(in: SourceText(name: "", text: "")), error.span)
  }

  private static func from(_ diagnostic: Diagnostic, _ span: SourceSpan) -> Failure {
    Failure(
      .script, diagnostic.code, diagnostic.message, span: span, label: diagnostic.label,
      notes: diagnostic.notes, hints: diagnostic.hints)
  }

  /// What the service has not got, and a later try may find: a refusal as far as `try` and `expect error` go.
  static func unmet(
    _ code: String, _ category: String, _ message: String, notes: [String] = [], hint: String
  ) -> Failure {
    Failure(
      .api, code, message, notes: notes, hints: [hint],
      refusal: Refusal(status: nil, category: category, code: code, message: message))
  }

  static func undefinedVariable(_ variable: UndefinedVariable) -> Failure {
    if let limit = variable.limit {
      return Failure(
        .script, "word-too-long",
        "`${\(variable.name)}` makes the word longer than \(limit >> 20) MiB",
        span: variable.span)
    }
    return Failure(
      .script, "undefined-variable", "nothing defines `${\(variable.name)}`",
      span: variable.span,
      hints: Query.Root.words.contains(variable.name)
        ? [keeping(variable.name)]
        : didYouMean(variable.suggestion.map { "${\($0)}" }) ?? [
          "declare it at the top of the file: `param \(variable.name)`, or give a default: `${\(variable.name):-text}`"
        ])
  }

  /// What a query looks at is no variable.
  private static func keeping(_ root: String) -> String {
    let query = ["state", "recording"].contains(root) ? "\(root).audio" : root
    let name = root.prefix(1)
    return
      "`\(root)` is looked at by a query: `let \(name) = \(query)` keeps it, `echo ${\(name)}` prints it"
  }

  static func unreadableFile(_ problem: FileProblem, _ span: SourceSpan?) -> Failure {
    Failure(
      .usage, "unreadable-file", "cannot read `\(problem.path)`: \(problem.reason)", span: span,
      hints: problem.hints)
  }

  static func unwritable(_ problem: FileProblem, _ span: SourceSpan?) -> Failure {
    Failure(
      .transport, "unwritable-file", "cannot write `\(problem.path)`: \(problem.reason)",
      span: span, hints: problem.hints)
  }

  static func didYouMean(_ suggestion: String?) -> [String]? {
    suggestion.map { ["did you mean `\($0)`?"] }
  }

  /// Puts the ids that may have been meant, each in backticks, before all other hints, when the service does not know what was asked for.
  mutating func suggest(_ ids: [String]) {
    guard let category = refusal?.category, ["not-found", "invalid"].contains(category) else {
      return
    }
    hints.insert(contentsOf: ids.map { "did you mean \($0)?" }, at: 0)
  }
}

extension [Failure] {
  /// In the order in which a reader comes upon them, those of an included script where it is included.
  var inOrder: [Failure] {
    guard count > 1 else { return self }
    return enumerated()
      .map { (place: $0.element.way + [$0.offset], failure: $0.element) }
      .sorted { $0.place.lexicographicallyPrecedes($1.place) }
      .map(\.failure)
  }
}

extension Failure {
  /// The lines of the `run` commands on the way, then line and column; empty for what stands nowhere.
  fileprivate var way: [Int] {
    guard let location = diagnostic.location else { return [] }
    return location.chain.map(\.line) + [location.position.column]
  }
}
