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
  ) -> StepOutcome {
    var rows: [JSONValue] = []
    var lines: [Report.Block] = []
    var failures: [RequestFailure] = []
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
          RequestFailure(subject: track.subject, error: error, notes: note.map { [$0] } ?? []))
      }
    }
    let report = Report(json: .array(rows), body: lines)
    return StepOutcome(reports: rows.isEmpty ? [] : [report], failures: failures)
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
