import CommandLanguage
import VideoSDKClient

/// `create room [id=]`.
struct CreateCommand: Command {
  static let grammar = Grammar(
    verb: "create",
    summary: "create a room",
    parameters: [
      Parameter("room", "`create room`", .choice([Choice("room", "a new room")]))
    ],
    options: [Option("id", "CUSTOM", "an id of your own for the room", .identifier(.room))],
    examples: ["create room", "create room id=maths-101"],
    details: [
      "A room that already has the id is found instead; `set room ID` makes it the session's."
    ]
  )

  private let customID: RoomID?

  init(_ arguments: Arguments) throws(CommandError) {
    customID = arguments.option("id").map { RoomID($0.text) }
  }

  func plan(in session: Session) throws(CommandError) -> Action {
    .ask(CreateStep(customID: customID))
  }
}

/// Creates one room and shows it.
struct CreateStep: Step {
  let customID: RoomID?

  func requests(in session: Session) throws(CommandError) -> [CreateRoom] {
    [CreateRoom(customRoomID: customID)]
  }

  func finish(_ results: [StepResult<CreateRoom>], in session: inout Session) -> StepOutcome {
    var outcome = StepOutcome()
    for item in results {
      switch item.result {
      case .failure(let error):
        let subject = customID.map { "room \($0.rawValue)" } ?? "a new room"
        outcome.failures.append(RequestFailure(subject: subject, error: error))
      case .success(let answer): outcome.reports.append(RoomReport.one(answer.value))
      }
    }
    return outcome
  }
}
