import CommandLanguage
import VideoSDKClient

/// Conditions that cannot hold, whatever the service answers.
extension ScriptWarnings {
  mutating func noteCapture(_ query: Query, at site: Diagnostic.Location) {
    noteAbsence(query, isKept: true, at: site)
  }

  mutating func note(
    _ polling: Polling, at site: Diagnostic.Location, _ session: Session, _ scope: Scope
  ) {
    noteRisk(at: site, session)
    let query = polling.condition.query
    if let reason = Self.constancy(of: query, session) {
      doubt(
        "never-changes", reason, at: site, query.span,
        hint: "`recording.KIND` asks the server each time, `hook` hears of each webhook")
    } else {
      noteValue(of: polling.condition, at: site, scope)
    }
  }

  mutating func note(
    _ expectation: ExpectationSyntax, _ statement: Statement, of unit: ScriptUnit,
    at unitSite: Diagnostic.Location, _ session: Session, _ scope: Scope
  ) {
    var site = unitSite
    site.span = statement.span
    // What is deferred has not asked yet, and what it stops has no more to lose.
    guard unit.command?.modifier != .defer else { return }
    switch expectation.claim {
    case .refusal:
      if !above.asks {
        doubt(
          "no-answer", "the command above asks the service nothing, so nothing is refused",
          at: site, hint: "an `expect` is about the nearest command above it")
      }
    case .condition(let condition):
      if !(isAboutStart(condition) && unit.command?.verb.text == StartCommand.grammar.verb) {
        noteRisk(at: site, session)
      }
      // What is not there is what such a one waits for.
      guard !(condition.isNegated && condition.predicate == .exists) else { return }
      if !noteAbsence(condition.query, isKept: false, at: site) {
        noteValue(of: condition, at: site, scope)
      }
    }
  }

  /// Whether a condition below a `start` fails only where nothing was started.
  private func isAboutStart(_ condition: Condition) -> Bool {
    switch condition.query.root {
    case .http, .error, .state: true
    case .elapsed, .recording, .last, .hook, .sandbox, .variable: false
    }
  }

  @discardableResult
  private mutating func noteAbsence(
    _ query: Query, isKept: Bool, at site: Diagnostic.Location
  ) -> Bool {
    guard let reason = above.doubt(about: query, isKept: isKept) else { return false }
    let hint =
      isKept && query.root == .error && above.asks
      ? "put `try` before the command, or `expect error` below it"
      : "it looks at the nearest command above; `recordings`, `rooms` and their kin give answers"
    doubt("no-answer", reason, at: site, query.span, hint: hint)
    return true
  }

  /// Why what a `wait until` looks at stays as it is; nil where it may change.
  private static func constancy(of query: Query, _ session: Session) -> String? {
    switch query.root {
    case .http, .last, .error, .elapsed:
      return "`\(Printer.print(query))` is about the command above: no poll changes it"
    case .variable: return "`\(Printer.print(query))` was kept: no poll changes it"
    case .state:
      guard case .name(let name)? = query.path.first else { return nil }
      if ["room", "participant"].contains(name.text) {
        return "`state.\(name.text)` is what was chosen: no poll changes it"
      }
      if name.text == Query.writtenFiles {
        return "`state.files` is what this session wrote: no poll changes it"
      }
      return session.hooks.isListening
        ? nil : "`state.\(name.text)` changes by webhooks alone here, and nothing listens"
    case .recording, .hook, .sandbox: return nil
    }
  }

  // MARK: Values

  private mutating func noteValue(
    of condition: Condition, at site: Diagnostic.Location, _ scope: Scope
  ) {
    guard let operand = condition.operand, !condition.isNegated,
      let expected = try? Expected(operand, in: scope).inWordsOfNow(condition.query),
      expected != .placeholder,
      let kind = condition.query.kind
    else { return }
    if condition.predicate != .contains, condition.predicate != .matches,
      condition.predicate != .notEqual, let found = kind.mismatch(expected)
    {
      doubt(
        "cannot-hold", "`\(Printer.print(condition.query))` is \(kind.drawn), never \(found)",
        at: site, operand.span, hint: kind.hint(expected))
    } else if case .words(let words) = kind, condition.predicate == .equal,
      case .literal(.text(let text)) = expected, !words.contains(text)
    {
      let suggestion = Suggestion.nearest(to: text, in: words)
      doubt(
        "cannot-hold", "`\(Printer.print(condition.query))` is never `\(text)`", at: site,
        operand.span,
        hint: suggestion.map { "did you mean `\($0)`?" }
          ?? "it can be \(words.map { "`\($0)`" }.joined(separator: ", "))")
    }
  }

  private mutating func doubt(
    _ code: String, _ message: String, at site: Diagnostic.Location, _ span: SourceSpan,
    hint: String
  ) {
    var place = site
    place.span = span
    doubt(code, message, at: place, hint: hint)
  }
}

/// What a query finds, where that is sure beforehand.
private enum QueryKind {
  case number, duration, text
  /// A text out of a closed list.
  case words([String])

  var drawn: String {
    switch self {
    case .number: "a number"
    case .duration: "a duration"
    case .text, .words: "a text"
    }
  }

  /// What is compared with it and can never be equal; nil where it can.
  func mismatch(_ expected: Expected) -> String? {
    switch (self, expected) {
    case (.number, .literal(.number)), (.number, .statusClass), (.duration, .literal(.duration)),
      (.text, .literal(.text)), (.words, .literal(.text)), (_, .placeholder), (_, .regex):
      nil
    case (_, .literal(.text)): "a text"
    case (_, .literal(.number)), (_, .statusClass): "a number"
    case (_, .literal(.duration)): "a duration"
    case (_, .literal(.boolean)): "true or false"
    case (_, .literal(.null)): "null"
    }
  }

  func hint(_ expected: Expected) -> String {
    switch self {
    case .number: "write the number without quotes"
    case .duration: "write it with a unit and without quotes, such as `500ms` or `5s`"
    case .text, .words: "put quotes around it: \"…\" is always a text"
    }
  }
}

extension Query {
  fileprivate var kind: QueryKind? {
    let names = path.lazy.compactMap { if case .name(let name) = $0 { name.text } else { nil } }
    switch (root, names.first) {
    case (.http, _), (.state, "running"), (.error, "status"): return .number
    case (.elapsed, _): return .duration
    case (.state, "room"), (.state, "participant"): return .text
    case (.state, Query.writtenFiles): return nil
    case (.error, "code"), (.error, "message"), (.error, "category"): return .text
    case (.state, _?) where isTrackState: return .words(RecordingState.allCases.map(\.rawValue))
    case (.hook, "webhookType") where path.count == 1: return .words(WebhookNames.documented)
    default: return nil
    }
  }
}
