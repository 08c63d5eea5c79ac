import CommandLanguage
import VideoSDKClient

/// `delete recording ID`.
struct DeleteCommand: Command {
  static let grammar = Grammar(
    verb: "delete",
    summary: "delete a track recording for good",
    parameters: [
      Parameter(
        "recording", "`delete recording`",
        .choice([Choice("recording", "one track recording with its files")])),
      Parameter("ID", "the recording", .identifier(.recording)),
    ],
    examples: ["delete recording 66ab9f0c2f1b4d0012345678"],
    details: ["Does not ask; a recording that still runs is for the service to refuse."])

  private let id: RecordingID

  init(_ arguments: Arguments) throws(CommandError) {
    id = RecordingID(arguments.value("ID")?.text ?? "")
  }

  func plan(in session: Session) throws(CommandError) -> Action { .ask(DeleteStep(id: id)) }
}

/// Deletes one recording.
struct DeleteStep: Step {
  let id: RecordingID

  func requests(in session: Session) throws(CommandError) -> [DeleteTrackRecording] {
    [DeleteTrackRecording(id: id)]
  }

  func finish(
    _ results: [StepResult<DeleteTrackRecording>], in session: inout Session
  ) -> StepOutcome {
    var outcome = StepOutcome()
    for item in results {
      switch item.result {
      case .failure(let error):
        let subject = "recording \(id.rawValue)"
        outcome.failures.append(RequestFailure(subject: subject, error: error))
      case .success(let answer): outcome.reports.append(report(answer.value.text))
      }
    }
    return outcome
  }

  private func report(_ message: String) -> Report {
    let shown = message.isEmpty ? "(the answer had no text)" : message
    return Report(
      json: .object([
        .init(name: "id", value: .string(id.rawValue)),
        .init(name: "message", value: .string(message)),
      ]),
      body: [.line(StyledText([.init(shown, .good), .init("  "), .init(id.rawValue, .id)]))])
  }
}
