import CommandLanguage
import VideoSDKClient

/// A replay as JSON lines: an object a step, one a file after its steps, one for the whole.
///
/// `type` tells them apart; the other names are those of `--output json`. What was skipped has
/// `"ok":null`.
enum JSONLinesReport {
  static func render(_ record: ReplayRecord) -> String {
    let values =
      record.files.flatMap { file in file.steps.map { step($0, of: file) } + [self.file(file)] }
      + [replay(record)]
    return values.map { JSONText.line($0) + "\n" }.joined()
  }

  private static func step(_ step: StepRecord, of file: FileRecord) -> JSONValue {
    .object([
      "type": .string("step"),
      "file": .string(file.name),
      "source": .string(step.place.source),
      "line": .number(step.place.line),
      "includedFrom": includes(step.place),
      "role": .string(step.role.rawValue),
      "command": .string(step.text),
      "ok": ok(step.verdict),
      "http": step.http.map { .number($0) },
      "ms": step.elapsed.map { .milliseconds($0) },
      "attempts": step.retried.json,
      "skipped": reason(step.verdict),
      "error": error(step.verdict),
    ])
  }

  private static func file(_ file: FileRecord) -> JSONValue {
    .object([
      "type": .string("file"),
      "file": .string(file.name),
      "ok": ok(file.verdict),
      "exit": .number(Int(file.exit.code)),
      "ms": .milliseconds(file.elapsed),
      "steps": counts(file.steps.map(\.verdict)),
      "skipped": reason(file.verdict),
      "error": error(file.verdict),
    ])
  }

  private static func replay(_ record: ReplayRecord) -> JSONValue {
    let verdicts = record.files.map(\.verdict)
    let hasFailed = verdicts.contains { if case .failed = $0 { true } else { false } }
    return .object([
      "type": .string("replay"),
      "ok": .bool(!hasFailed && record.interruption == nil),
      "ms": .milliseconds(record.files.reduce(.zero) { $0 + $1.elapsed }),
      "files": counts(verdicts),
      "interrupted": record.interruption.map { .string($0.rawValue) },
    ])
  }

  private static func counts(_ verdicts: [ReplayRecord.Verdict]) -> JSONValue {
    var (passed, failed, skipped) = (0, 0, 0)
    for verdict in verdicts {
      switch verdict {
      case .passed: passed += 1
      case .failed: failed += 1
      case .skipped: skipped += 1
      }
    }
    return .object([
      "passed": .number(passed), "failed": .number(failed), "skipped": .number(skipped),
    ])
  }

  private static func ok(_ verdict: ReplayRecord.Verdict) -> JSONValue {
    switch verdict {
    case .passed: .bool(true)
    case .failed: .bool(false)
    case .skipped: .null
    }
  }

  private static func reason(_ verdict: ReplayRecord.Verdict) -> JSONValue? {
    if case .skipped(let reason) = verdict { .string(reason) } else { nil }
  }

  private static func error(_ verdict: ReplayRecord.Verdict) -> JSONValue? {
    guard case .failed(let failure) = verdict else { return nil }
    return .object([
      "category": .string(failure.category.rawValue),
      "code": .string(failure.code),
      "message": .string(failure.message),
      "hint": failure.hint.map { .string($0) },
      "at": failure.place.map { .string($0.description) },
      "text": .string(failure.lines.joined(separator: "\n")),
    ])
  }

  private static func includes(_ place: RecordedPlace) -> JSONValue? {
    guard !place.includedFrom.isEmpty else { return nil }
    return .array(
      place.includedFrom.map {
        .object(["source": .string($0.name), "line": .number($0.line)])
      })
  }
}
