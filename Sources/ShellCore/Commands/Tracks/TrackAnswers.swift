import Ledger
import VideoSDKClient

/// The common end of `start` and `stop`: one line an answer, a belief for each recording.
enum TrackAnswers {
  /// What a refusal says of what was believed.
  enum Remark {
    /// Told with the failure.
    case note(String)
    /// The refusal is the answer that was wanted: it settles what nobody knew.
    case settled(String)
  }

  /// Lets `believe` change the session for each answer.
  static func finish(
    _ results: [StepResult<RecordingRequest>], in session: inout Session,
    believe: (StepResult<RecordingRequest>, inout Session) -> Remark?
  ) -> CommandOutcome {
    var rows: [JSONValue] = []
    var lines: [Report.Block] = []
    var failures: [Failure] = []
    for item in results {
      let subject = item.request.subject
      switch item.result {
      case .success(let answer):
        _ = believe(item, &session)
        rows.append(
          json(subject, answer.value.text, answer.isConfirmedByListing ? "listing" : nil))
        lines.append(.line(line(subject, answer.value.text, item.attempts)))
      case .failure(let error):
        var notes: [String] = []
        switch believe(item, &session) {
        case .settled(let message):
          rows.append(json(subject, message, "not started"))
          lines.append(.line(line(subject, message, item.attempts)))
          continue
        case .note(let note): notes = [note]
        case nil: break
        }
        failures.append(item.failure(error, about: subject.subject, in: session, notes: notes))
      }
    }
    let report = Report(json: .array(rows), body: lines)
    var outcome = CommandOutcome(reports: rows.isEmpty ? [] : [report], failures: failures)
    // A script has it as `confirmed`.
    if session.permit == nil, results.contains(where: { $0.isConfirmedByListing }) {
      outcome.notes.append("no answer told of it; the list of recordings shows that it runs")
    }
    return outcome
  }

  /// - Parameter confirmation: what told the outcome where it was not the service's own answer.
  private static func json(
    _ subject: RecordedSubject, _ message: String, _ confirmation: String?
  ) -> JSONValue {
    .object(
      subject.members
        + JSONValue.members([
          "message": .string(message), "confirmed": confirmation.map { .string($0) },
        ]))
  }

  private static func line(
    _ subject: RecordedSubject, _ text: String, _ attempts: [Attempt]
  ) -> StyledText {
    // Where the listing confirmed it, the message says so.
    let message = text.isEmpty ? "(the answer had no text)" : text
    let retries = attempts.retryPhrase.map { [StyledText.Part(" · \($0)", .muted)] } ?? []
    return StyledText([.init(message, .good), .init("  ")] + subject.styled + retries)
  }
}

extension StepResult {
  fileprivate var isConfirmedByListing: Bool {
    if case .success(let answer) = result { answer.isConfirmedByListing } else { false }
  }

  /// What became of the start.
  ///
  /// Only an answer that says so makes it refused; whatever else may have come behind the request leaves it open.
  var startOutcome: StartOutcome {
    switch error {
    case nil: .started
    case .http(let status, _) where Self.turnsDown(status): .refused(status: status)
    case .redirected: .neverSent
    case .some(let error): error.isRefusedBeforeSending ? .neverSent : .unknown
    }
  }

  /// Whether a status says that the service did not act; a server behind it may have acted where it is 408, 500, 502, 504.
  private static func turnsDown(_ status: Int) -> Bool {
    status == 503 || (400..<500).contains(status) && status != 408
  }

  /// Whether the start was refused because it is recorded already.
  var saysItRuns: Bool {
    if case .http(_, let problem) = error { problem.category == .conflict } else { false }
  }
}

/// What became of a stop.
enum StopEnd: Sendable {
  case ended
  /// There was nothing to stop.
  case nothingRan
  /// What ran before still runs.
  case notActedOn
  /// No answer tells.
  case open
}

extension StepResult {
  /// What became of the stop; the service answers a needless one with 400 and `not started`.
  var stopEnd: StopEnd {
    switch error {
    case nil: .ended
    case .http(_, let problem) where problem.saysNotStarted: .nothingRan
    case .http(let status, _) where Self.turnsDown(status): .notActedOn
    case .redirected: .notActedOn
    case .some(let error): error.isRefusedBeforeSending ? .notActedOn : .open
    }
  }
}

extension Recorded {
  /// `audio of abcd`, inside a sentence.
  var phrase: String {
    switch recorded {
    case .track(let track): "\(track.kind.wireName) of \(track.participant.rawValue)"
    case .participant(let participant, _): "everything of \(participant.rawValue)"
    case .meeting(let room): "the meeting in \(room.rawValue)"
    }
  }
}

extension ResultSchema {
  /// The answer about one recording; that of a meeting is nobody's.
  static let trackAnswer = defined(
    "trackAnswer",
    closed(
      ["room": string, "kind": string, "message": string],
      optional: ["participant": string, "confirmed": words("listing", "not started")]))
}
