import CommandLanguage
import VideoSDKClient

/// The sentences for what a script may not do, each with the flag that would let it.
extension Failure {
  private static let allowable: Set = [
    "origin-not-allowed", "outside-the-root", "outside-the-folder", "over-a-file",
  ]

  /// Whether a flag would let a script do it.
  var isAllowable: Bool { Self.allowable.contains(code) }

  static func originNotAllowed(_ origin: Origin, _ span: SourceSpan) -> Failure {
    Failure(
      .script, "origin-not-allowed", "a script may not choose where requests go: \(origin)",
      span: span,
      hints: [
        "`--allow-origin \(origin)` lets it; `--endpoint`, a profile or the prompt chooses from outside"
      ])
  }

  static func computedSecretPlace(_ key: SettingKey, _ span: SourceSpan?) -> Failure {
    Failure(
      .script, "computed-secret", "a script writes out where its secret is kept", span: span,
      hints: [declaration(key, "env:…")])
  }

  static func undeclaredSecret(
    _ key: SettingKey, _ source: SecretSource, _ span: SourceSpan
  ) -> Failure {
    Failure(
      .script, "undeclared-secret", "a script uses only secrets that it declares at its top",
      span: span, hints: [declaration(key, source.drawn)])
  }

  static func declaration(_ key: SettingKey, _ source: String) -> String {
    "declare it at the top, `secret NAME = \(source)`, and use `set \(key.rawValue) ${NAME}`"
  }

  static func revealsInScript(_ span: SourceSpan) -> Failure {
    Failure(
      .script, "reveal-in-script", "a script does not print a token", span: span,
      hints: ["`vsdk token show` and `vsdk token mint` print one, and so does the prompt"])
  }

  static func ledgerOffInScript(_ span: SourceSpan) -> Failure {
    Failure(
      .script, "ledger-off-in-script", "a script does not say that its starts go unnoted",
      span: span, hints: ["`--set ledger=off` does, or the prompt"])
  }

  static func mayNotRun(
    _ path: String, _ refusal: IncludeRefusal, _ span: SourceSpan
  ) -> Failure {
    switch refusal {
    case .otherName:
      Failure(
        .script, "not-a-script-name", "a script runs files whose names end in `.vsdk` only",
        span: span, hints: ["`\(path)` was not opened"])
    case .outside(let root, let folder):
      Failure(
        .script, "outside-the-root",
        "`\(path)` is not below `\(root ?? "the current folder, which was removed")`", span: span,
        hints: ["`--root \(folder.quotedForShell)` lets scripts run those in that folder too"])
    case .notPlain:
      Failure(
        .script, "not-a-plain-file", "`\(path)` is not a plain file", span: span,
        hints: ["it was not opened"])
    }
  }

  static func mayNotWrite(
    _ path: String, _ refusal: WriteRefusal, _ span: SourceSpan? = nil
  ) -> Failure {
    switch refusal {
    case .outside(let folder):
      Failure(
        .script, "outside-the-folder", "a script writes below the current folder only: `\(path)`",
        span: span,
        hints: folder.map { ["`--allow-write \($0.quotedForShell)` lets it write there too"] } ?? []
      )
    case .name:
      Failure(
        .script, "hidden-file",
        "a script writes no name that hides a file or looks like a flag: `\(path)`",
        span: span,
        hints: ["choose one that does not begin with `.` or `-`, without control characters"])
    case .taken(let folder):
      Failure(
        .script, "over-a-file", "a script writes over no file: `\(path)` is there already",
        span: span,
        hints: ["`--allow-write \(folder.quotedForShell)` lets it replace files there"])
    }
  }
}
