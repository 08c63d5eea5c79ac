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

  static let result = ResultSchema.defined("deleted", .closed(["id": .string, "message": .string]))

  private let id: RecordingID

  init(_ arguments: Arguments) throws(Mistakes) {
    id = RecordingID(arguments.value("ID")?.text ?? "")
  }

  func plan(in session: Session) throws(Mistakes) -> Action { .ask(DeleteStep(id: id)) }
}

/// Deletes one recording.
struct DeleteStep: SingleStep {
  let id: RecordingID

  var request: DeleteTrackRecording { DeleteTrackRecording(id: id) }
  var subject: String { id.subject }

  func take(_ message: ConfirmationMessage, in session: inout Session) -> CommandOutcome {
    CommandOutcome(reports: [report(message.text)])
  }

  private func report(_ message: String) -> Report {
    let shown = message.isEmpty ? "(the answer had no text)" : message
    return Report(
      json: .object(["id": .string(id.rawValue), "message": .string(message)]),
      body: [.line(StyledText([.init(shown, .good), .init("  "), .init(id.rawValue, .id)]))])
  }
}
