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
  var track: TrackKey { TrackKey(room: room, participant: participant, kind: kind) }
}

/// The common end of `start` and `stop`: one line an answer, a belief for each track.
enum TrackAnswers {
  /// Lets `believe` change the session for each answer; the text it returns is told with the failure.
  static func finish<Request: TrackRequest>(
    _ results: [StepResult<Request>], in session: inout Session,
    believe: (StepResult<Request>, inout Session) -> String?
  ) -> CommandOutcome {
    var rows: [JSONValue] = []
    var lines: [Report.Block] = []
    var failures: [Failure] = []
    for item in results {
      let track = item.request.track
      switch item.result {
      case .success(let answer):
        _ = believe(item, &session)
        rows.append(json(track, answer))
        lines.append(.line(line(track, answer)))
      case .failure(let error):
        let note = believe(item, &session)
        failures.append(
          item.failure(
            error, about: track.subject, in: session, notes: [note].compactMap(\.self)))
      }
    }
    let report = Report(json: .array(rows), body: lines)
    return CommandOutcome(reports: rows.isEmpty ? [] : [report], failures: failures)
  }

  private static func json(_ track: TrackKey, _ answer: Answer<ConfirmationMessage>) -> JSONValue {
    var members = track.members
    members.append(.init(name: "message", value: .string(answer.value.text)))
    if answer.isConfirmedByListing {
      members.append(.init(name: "confirmed", value: .string("listing")))
    }
    return .object(members)
  }

  private static func line(
    _ track: TrackKey, _ answer: Answer<ConfirmationMessage>
  ) -> StyledText {
    // Where the listing confirmed it, the message says so.
    let message = answer.value.text.isEmpty ? "(the answer had no text)" : answer.value.text
    return StyledText([.init(message, .good), .init("  ")] + track.styled)
  }
}

extension StepResult {
  /// What became of the start.
  var startOutcome: StartOutcome {
    switch error {
    case nil: .started
    case .http(let status, _): .refused(status: status)
    case .redirected: .neverSent
    case .some(let error): error.isRefusedBeforeSending ? .neverSent : .unknown
    }
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
    case .http(400, let problem) where problem.message.lowercased().contains("not started"):
      .nothingRan
    case .http(let status, _): [408, 500, 502, 504].contains(status) ? .open : .notActedOn
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
      optional: ["confirmed": ResultSchema("{\"const\": \"listing\"}")]))
}
