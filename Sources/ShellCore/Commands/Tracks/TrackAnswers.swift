import Ledger
import VideoSDKClient

/// A request about one track that answers with a sentence.
protocol TrackRequest: Endpoint where Response == ConfirmationMessage {
  var track: TrackKey { get }
}

extension StartTrackRecording: TrackRequest {
  var track: TrackKey { TrackKey(room: room, participant: participant, kind: kind) }
}

extension StopTrackRecording: TrackRequest {
  init(_ track: TrackKey) {
    self.init(room: track.room, participant: track.participant, kind: track.kind)
  }

  var track: TrackKey { TrackKey(room: room, participant: participant, kind: kind) }
}

/// The common end of `start` and `stop`: one line an answer, a belief for each track.
enum TrackAnswers {
  /// What a refusal says of what was believed.
  enum Remark {
    /// Told with the failure.
    case note(String)
    /// The refusal is the answer that was wanted: it settles what nobody knew.
    case settled(String)
  }

  /// Lets `believe` change the session for each answer.
  static func finish<Request: TrackRequest>(
    _ results: [StepResult<Request>], in session: inout Session,
    believe: (StepResult<Request>, inout Session) -> Remark?
  ) -> CommandOutcome {
    var rows: [JSONValue] = []
    var lines: [Report.Block] = []
    var failures: [Failure] = []
    for item in results {
      let track = item.request.track
      switch item.result {
      case .success(let answer):
        _ = believe(item, &session)
        rows.append(
          json(track, answer.value.text, answer.isConfirmedByListing ? "listing" : nil))
        lines.append(.line(line(track, answer.value.text, item.attempts)))
      case .failure(let error):
        var notes: [String] = []
        switch believe(item, &session) {
        case .settled(let message):
          rows.append(json(track, message, "not started"))
          lines.append(.line(line(track, message, item.attempts)))
          continue
        case .note(let note): notes = [note]
        case nil: break
        }
        failures.append(item.failure(error, about: track.subject, in: session, notes: notes))
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
    _ track: TrackKey, _ message: String, _ confirmation: String?
  ) -> JSONValue {
    .object(
      track.members
        + JSONValue.members([
          "message": .string(message), "confirmed": confirmation.map { .string($0) },
        ]))
  }

  private static func line(
    _ track: TrackKey, _ text: String, _ attempts: [Attempt]
  ) -> StyledText {
    // Where the listing confirmed it, the message says so.
    let message = text.isEmpty ? "(the answer had no text)" : text
    let retries = attempts.retryPhrase.map { [StyledText.Part(" · \($0)", .muted)] } ?? []
    return StyledText([.init(message, .good), .init("  ")] + track.styled + retries)
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

  /// Whether the start was refused because the track is recorded already.
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

extension TrackKey {
  /// `audio of abcd`, inside a sentence.
  var phrase: String { "\(kind.wireName) of \(participant.rawValue)" }
}

extension ResultSchema {
  /// The answer about one track.
  static let trackAnswer = defined(
    "trackAnswer",
    closed(
      ["room": string, "participant": string, "kind": string, "message": string],
      optional: ["confirmed": words("listing", "not started")]))
}
