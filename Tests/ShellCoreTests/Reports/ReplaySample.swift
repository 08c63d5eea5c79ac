@testable import CommandLanguage
@testable import ShellCore

/// Small replays to report on.
enum ReplaySample {
  static let passed = FileRecord(
    name: "first.vsdk", elapsed: .microseconds(40_200),
    steps: [
      step("first.vsdk", 1, "set room abcd-efgh-ijkl"),
      step("first.vsdk", 2, "start audio", elapsed: .microseconds(38_149), http: 200),
      step("first.vsdk", 3, "expect http == 200", .expectation),
    ],
    verdict: .passed, exit: .success)

  static let unexpected = RecordedFailure(
    category: .expectation, code: "expectation-failed",
    message: "expectation failed (after `try start audio`, line 2, 212 ms)",
    place: RecordedPlace(source: "cases/double.vsdk", line: 3),
    lines: [
      "cases/double.vsdk:3:1: expectation failed (after `try start audio`, line 2, 212 ms)",
      "    2 | try start audio",
      "    3 | expect http == 409",
      "      | ^^^^^^^^^^^^^^^^^^ actual: 200",
    ])

  static let failed = FileRecord(
    name: "cases/double.vsdk", elapsed: .microseconds(250_500),
    steps: [
      step("cases/double.vsdk", 2, "try start audio", elapsed: .milliseconds(212), http: 200),
      step("cases/double.vsdk", 3, "expect http == 409", .expectation, .failed(unexpected)),
      step("cases/double.vsdk", 4, "stop audio", .command, .skipped(reason: "line 3 failed")),
      step(
        "cases/double.vsdk", 1, "defer stop audio", .deferred, elapsed: .milliseconds(9),
        http: 200),
    ],
    verdict: .failed(unexpected), exit: ExitStatus(.expectation))

  static let refused = RecordedFailure(
    category: .api, code: "conflict", message: "the API refused with 409: already running",
    hint: "it runs already",
    place: RecordedPlace(
      source: "part.vsdk", line: 7, includedFrom: [.init(name: "/srv/all.vsdk", line: 2)]),
    lines: ["part.vsdk:7:1: the API refused with 409: already running"])

  /// Failed in a script that it includes.
  static let including = FileRecord(
    name: "/srv/all.vsdk", elapsed: .seconds(61),
    steps: [
      StepRecord(
        place: RecordedPlace(
          source: "part.vsdk", line: 7, includedFrom: [.init(name: "/srv/all.vsdk", line: 2)]),
        text: "start audio", role: .command, elapsed: .milliseconds(4), http: 409,
        verdict: .failed(refused))
    ],
    verdict: .failed(refused), exit: ExitStatus(.api))

  static let skipped = FileRecord(
    name: "later.vsdk", elapsed: .zero, steps: [],
    verdict: .skipped(reason: "an earlier file failed"), exit: .success)

  static let leaking = FileRecord(
    name: "leak.vsdk", elapsed: .milliseconds(1), steps: [],
    verdict: .failed(
      RecordedFailure(
        category: .leak, code: "leak", message: "1 recording still runs",
        lines: ["error: 1 recording still runs"])),
    exit: ExitStatus(.leak))

  /// A file of one failed step with these texts wherever a text can be.
  static func hostile(_ text: String) -> FileRecord {
    let place = RecordedPlace(source: text, line: 1)
    let failure = RecordedFailure(
      category: .api, code: "conflict", message: text, hint: text, place: place,
      lines: [text, text])
    return FileRecord(
      name: text, elapsed: .milliseconds(5),
      steps: [
        StepRecord(place: place, text: text, role: .command, verdict: .failed(failure)),
        StepRecord(place: place, text: text, role: .command, verdict: .skipped(reason: text)),
      ],
      verdict: .failed(failure), exit: ExitStatus(.api))
  }

  static func replay(
    _ files: FileRecord..., interruption: ReplayRecord.Interruption? = nil
  ) -> ReplayRecord {
    var record = ReplayRecord()
    record.files = files
    record.interruption = interruption
    return record
  }

  private static func step(
    _ source: String, _ line: Int, _ text: String, _ role: WrittenCommand.Role = .command,
    _ verdict: ReplayRecord.Verdict = .passed, elapsed: Duration? = nil, http: Int? = nil
  ) -> StepRecord {
    StepRecord(
      place: RecordedPlace(source: source, line: line), text: text, role: role, elapsed: elapsed,
      http: http, verdict: verdict)
  }
}
