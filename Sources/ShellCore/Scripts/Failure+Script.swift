import CommandLanguage
import VideoSDKClient

/// The sentences for mistakes that only a script, or a line in the place of one, can have.
extension Failure {
  static func unreadableSecret(
    _ name: Name, file: String, reason: String, _ span: SourceSpan
  ) -> Failure {
    Failure(
      .usage, "missing-secret", "`\(file)` cannot read its secret `\(name.text)`: \(reason)",
      span: span)
  }

  static func promptOnly(_ verb: Name, because reason: String) -> Failure {
    Failure(
      .script, "prompt-only", "`\(verb.text)` is for a person at the prompt", span: verb.span,
      hints: [reason])
  }

  static func expectationWithoutCommand(_ span: SourceSpan) -> Failure {
    Failure(
      .script, "expectation-without-command", "no command above this `expect`", span: span,
      hints: ["an `expect` checks the answer of the nearest command above it"])
  }

  static func duplicateParameter(_ name: Name) -> Failure {
    Failure(.script, "duplicate-param", "`\(name.text)` is declared twice", span: name.span)
  }

  static func quitNotLast(_ verb: Name) -> Failure {
    Failure(
      .script, "quit-not-last", "`quit` must be the last command of a script",
      span: verb.span, hints: ["remove what follows, or this line"])
  }

  static func invalidUTF8(_ error: InvalidUTF8, _ span: SourceSpan) -> Failure {
    Failure(
      .script, "invalid-utf8",
      "`\(error.name)` is not UTF-8: line \(error.line), column \(error.column)", span: span)
  }

  static func includeCycle(_ chain: [String], _ span: SourceSpan) -> Failure {
    Failure(
      .script, "include-cycle", "the scripts run each other: \(chain.joined(separator: " → "))",
      span: span)
  }

  static func includeTooDeep(limit: Int, _ span: SourceSpan) -> Failure {
    Failure(
      .script, "include-too-deep", "more than \(limit) scripts inside each other", span: span)
  }

  static func missingArgument(parameter: String, file: String, _ span: SourceSpan) -> Failure {
    Failure(.script, "missing-argument", "`\(file)` needs `\(parameter)=…`", span: span)
  }

  static func unknownArgument(_ name: Name, file: String, suggestion: String?) -> Failure {
    Failure(
      .script, "unknown-argument", "`\(file)` has no parameter `\(name.text)`",
      span: name.span, hints: didYouMean(suggestion) ?? [])
  }

  static func timeLimit(_ limit: Duration) -> Failure {
    Failure(
      .transport, "time-limit", "the script took longer than \(DurationLiteral.print(limit))",
      hints: ["`--time-limit` allows more; the commands that were deferred run now"])
  }

  static func planLimit(_ limit: Duration) -> Failure {
    Failure(
      .transport, "time-limit",
      "the dry run of the script took longer than \(DurationLiteral.print(limit))",
      notes: ["nothing was sent"], hints: ["`--time-limit` allows more"])
  }

  static func checkLimit(_ limit: Duration) -> Failure {
    Failure(
      .transport, "time-limit",
      "the check of the script took longer than \(DurationLiteral.print(limit))",
      notes: ["nothing was sent"],
      hints: ["includes that differ each time are walked each time: give fewer arguments"])
  }

  /// The sentence for recordings that a script leaves running.
  static func leak(_ running: [RecordedSubject]) -> Failure {
    let many = running.count == 1 ? "1 recording" : "\(running.count) recordings"
    let verb = running.count == 1 ? "runs, or may" : "run, or may"
    return Failure(
      .leak, "still-running", "\(many) that this script started still \(verb)",
      notes: running.map(\.subject),
      hints: ["end the script with `stop all`, or put `defer stop all` near its top"])
  }
}
