import CommandLanguage

/// What a replay did, as its reports tell it.
///
/// Every text in it must be redacted before it gets here; reports only write.
public struct ReplayRecord: Sendable, Equatable {
  /// In the order in which they were run.
  var files: [FileRecord] = []
  /// Nil when the replay came to its own end.
  var interruption: Interruption?
  /// When it ended, on a person's clock; nil where nobody told the time.
  var ended: String?

  /// A replay that has run nothing yet.
  init() {}

  /// The name of a file that is run once more, told apart from those before it.
  func freeName(_ name: String) -> String {
    let taken = Set(files.map(\.name))
    guard taken.contains(name) else { return name }
    let number = (2...).first { !taken.contains("\(name) (\($0))") } ?? 2
    return "\(name) (\(number))"
  }

  /// The signal that ended a replay.
  enum Interruption: String, Sendable, Equatable {
    case interrupt = "SIGINT"
    case terminate = "SIGTERM"

    var sentence: String { "interrupted by \(rawValue)" }
  }

  /// How a file or a step ended.
  enum Verdict: Sendable, Equatable {
    case passed
    case failed(RecordedFailure)
    case skipped(reason: String)
  }
}

/// One script that was named for the replay.
struct FileRecord: Sendable, Equatable {
  /// As it was named: a path, `-`, or `<command>`.
  var name: String
  var elapsed: Duration
  var steps: [StepRecord]
  /// A failure that no step has (a leak, a script that does not check) makes the file fail too.
  var verdict: ReplayRecord.Verdict
  var exit: ExitStatus
  /// How many commands of it were run, the deferred ones too.
  var commandCount = 0
  /// What was told of the file that is no step's, such as all that keeps a script from checking.
  var mistakes: [RecordedFailure] = []
  /// When which track was recorded by it; nil where none was started or stopped.
  var timeline: Timeline?

  /// The failure that decided, then those of the other steps in their order.
  var failures: [RecordedFailure] {
    guard case .failed(let first) = verdict else { return [] }
    var others = steps.compactMap { step in
      if case .failed(let failure) = step.verdict { failure } else { nil }
    }
    if let index = others.firstIndex(of: first) { others.remove(at: index) }
    return [first] + others
  }

  /// All of them, and what no step has.
  var allFailures: [RecordedFailure] {
    let failures = failures
    return failures + mistakes.filter { !failures.contains($0) }
  }
}

/// One command or expectation of a script, or of a script it includes.
struct StepRecord: Sendable, Equatable {
  var place: RecordedPlace
  /// The source text; it may span lines.
  var text: String
  var role: WrittenCommand.Role
  /// Nil for what takes no time of its own, such as an expectation about the answer above it.
  var elapsed: Duration?
  /// The status of the answer; nil when nothing was sent or nothing came back.
  var http: Int?
  /// The requests of it that were sent more than once.
  var retried: [RetriedRequest] = []
  /// What was sent and what came back, where the report is to show it.
  var exchanges: [RecordedExchange] = []
  /// How many of them are left out in the middle.
  var omittedExchanges = 0
  var verdict: ReplayRecord.Verdict
}

/// Why a file or a step failed.
///
/// Where several things failed at once it is the first, with the lines of all.
struct RecordedFailure: Sendable, Equatable {
  var category: ExitStatus.Category
  /// A stable word, such as `unknown-verb`.
  var code: String
  var message: String
  var hint: String?
  /// Nil when it stands nowhere, such as a leak.
  var place: RecordedPlace?
  /// The diagnostic as a person sees it, without line ends.
  var lines: [String]
}
