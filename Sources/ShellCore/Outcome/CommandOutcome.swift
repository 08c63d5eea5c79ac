import CommandLanguage
import Ledger
import VideoSDKClient

/// What a command came to: one value, from the step that read the answers to the screen.
public struct CommandOutcome: Sendable {
  /// Reports of what succeeded, also when a part failed.
  var reports: [Report] = []
  /// Empty exactly when the command succeeded.
  var failures: [Failure] = []
  var warnings: [Failure] = []
  var notes: [String] = []
  /// What came back, for `expect` and its kin.
  var answer = LastAnswer()
  var didSend = false
  /// The requests that were sent more than once.
  var retried: [RetriedRequest] = []
  /// The starts and stops that were sent, each with its end.
  var calls: [TrackCall] = []
  /// The webhooks that have come since the command before.
  var webhooks: [ReceivedWebhook] = []
  /// What the ledger is told of recordings.
  var ledger: [LedgerNote] = []
  var next = Next.proceed
  /// Whether the failures are refusals that a `try` or an expectation allows for.
  var isTolerated = false
  /// The first expectation below the command that did not hold.
  var unmet: Failure?

  /// The command as written; set, like what follows, before the outcome is told.
  var command = WrittenCommand(place: RecordedPlace(source: "", line: 0), text: "")
  /// How the session wants it written.
  var presentation = Presentation(Settings())
  /// The session after it.
  var state = StateSummary(room: nil, participant: nil, running: 0)

  /// The part of the session that every JSON line repeats.
  struct StateSummary: Sendable, Equatable {
    /// The room in force.
    let room: String?
    /// The participant in force.
    let participant: String?
    /// How many recordings of this shell run.
    let running: Int
  }

  /// What became of the command itself, whatever was expected of it.
  enum End: Sendable {
    case done
    /// The service said no, and nothing allowed for that; or only a part of it came through.
    case refused
    case failed
  }

  /// The status of the first answer that was not a success, else of the last one; nil when no answer came.
  var http: Int? { answer.http }
  /// Nil when nothing was sent.
  var elapsed: Duration? { answer.elapsed }

  /// Whether all that failed is what the service refused.
  var isRefusal: Bool { !failures.isEmpty && failures.allSatisfy { $0.refusal != nil } }

  var end: End {
    if failures.isEmpty || isTolerated { return .done }
    return isRefusal || (didSend && !reports.isEmpty) ? .refused : .failed
  }

  /// What is told of it where it is no command's own.
  var talk: [Event] {
    notes.map { .note($0) } + (warnings + failures).map { .warning($0.asWarning) }
  }

  /// Why whoever follows must not go on; nil when it succeeded, or its refusal is tolerated.
  var failure: Failure? { (isTolerated ? nil : failures.first) ?? unmet }

  /// The same with moments in its tables as a person's clock shows them.
  func told(by clock: PersonsClock) -> CommandOutcome {
    var outcome = self
    outcome.reports = reports.map { $0.told(by: clock) }
    return outcome
  }

  /// Takes what a step's answers led to.
  mutating func append(_ step: CommandOutcome) {
    reports += step.reports
    failures += step.failures
    notes += step.notes
    next = step.next
  }

  /// Takes status, body and attempts from a step's answers.
  ///
  /// - Returns: the starts and stops among them.
  mutating func absorb<Request: Endpoint>(_ results: [StepResult<Request>]) -> [TrackCall] {
    var answered: [TrackCall] = []
    for item in results {
      if let request = RetriedRequest(item) { retried.append(request) }
      if let call = TrackCall(item) { answered.append(call) }
      switch item.result {
      case .success(let value):
        if answer.http.map({ $0 < 400 }) ?? true { answer.http = value.status }
      case .failure(.http(let status, _)),
        .failure(.outcomeUnknown(_, cause: .http(let status, _))):
        if answer.http.map({ $0 < 400 }) ?? true { answer.http = status }
      case .failure: break
      }
    }
    // The last that is JSON counts: of a thousand answers one is parsed.
    for item in results.reversed() {
      guard let body = item.body, let json = try? JSONValue(parsing: body) else { continue }
      answer.json = json
      break
    }
    calls += answered
    return answered
  }
}

extension StepResult {
  /// What the service answered; nil when no answer came.
  fileprivate var body: [UInt8]? {
    switch result {
    case .success(let value): value.body
    case .failure(.http(_, let problem)),
      .failure(.outcomeUnknown(_, cause: .http(_, let problem))):
      problem.body
    case .failure: nil
    }
  }
}

/// What whoever runs a command does behind it.
enum Next: Sendable {
  case proceed
  /// Requests that follow from the answers.
  case step(any Step)
  /// Files to fetch once all requests are answered.
  case fetch(Transfer)
  /// A session whose files are to be fetched, with what says where each belongs.
  case align(AlignOrder)
  /// Recordings to draw, with what else is known of them.
  case draw(TimelineOrder)
  /// The list that was answered goes to a file of this name.
  case write(ArgumentValue)
  case quit(code: Int32)
  case include(Inclusion)
  /// The shell carries it out, and tells what came of it.
  case shell(ShellOrder)
  /// Whoever runs units follows a room, and tells what happens.
  case follow(FollowOrder)
  /// These are to be stopped by whoever owns the task, which was cancelled.
  case stop([TrackKey])
  /// The shell asks a person about these.
  case decide([OpenRecording])
  /// The shell asks whether the command is to run at all.
  case confirm(Question)
}

/// What a person is asked before a command runs.
enum Question: Sendable {
  /// Whether to go on with what may cost much, as the note says.
  case goOn(note: String)
  /// Whether a file that is there may be written over.
  case replace(path: String, SourceSpan?)
}

/// A `run` command: the file and its arguments.
struct Inclusion: Sendable, Equatable {
  /// As written.
  let path: String
  /// The place in the text.
  let span: SourceSpan
  /// What was given for it.
  let arguments: [Arguments.Option]
}

/// The recordings of a session that a command wants along its time.
struct AlignOrder: Sendable {
  /// Nil where the recordings do not say.
  let session: SessionID?
  /// As the service listed them.
  let recordings: [TrackRecording]
  /// When the session began; nil where the service does not say.
  let began: WireDate?
  /// How many other sessions of the room were recorded.
  let others: Int
  /// The folder that the files go to, as written; nil for the screen alone.
  let destination: ArgumentValue?

  /// The folder with a `/` behind it; empty for the current one.
  var folder: String {
    guard let path = destination?.text, !path.isEmpty else { return "" }
    return path.hasSuffix("/") ? path : path + "/"
  }
}

/// The recordings that a command wants drawn, and which.
struct TimelineOrder: Sendable {
  /// As the service listed them.
  let recordings: [TrackRecording]
  let scope: TimelineScope
  /// The file that the picture goes to; nil for the screen.
  let destination: ArgumentValue?
}

/// What a timeline is to be about; nil for all.
struct TimelineScope: Sendable {
  var room: RoomID?
  var session: SessionID?
  var participant: ParticipantID?
  /// How long ago it begins.
  var since: Duration?
}

/// The files of a recording that a command wants on this machine.
struct Transfer: Sendable {
  /// Whose files they are.
  let recording: RecordingID
  /// What was recorded, as commands name it; nil where the record does not say.
  let kind: String?
  /// In the order of the record; never empty.
  let files: [RecordingFile]
  /// A path as written; nil for the folder that is current.
  let destination: String?
}

/// What a `follow` is to do.
struct FollowOrder: Sendable, Equatable {
  let room: RoomID
  let kinds: [TrackKind]
  /// Nil for everyone.
  let people: [ParticipantID]?
  /// Nil for no end but another.
  let limit: Duration?
  let endsEmpty: Bool
  let every: Duration
}
