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
    options: [CommandOption("id", "CUSTOM", "an id of your own for the room", .identifier(.room))],
    examples: ["create room", "create room id=maths-101"],
    details: [
      "A room that already has the id is found instead; `set room ID` chooses it."
    ]
  )

  static let result = ResultSchema.apiRoom

  private let customID: RoomID?

  init(_ arguments: Arguments) throws(Mistakes) {
    customID = arguments.option("id").map { RoomID($0.text) }
  }

  func plan(in session: Session) throws(Mistakes) -> Action {
    .ask(CreateStep(customID: customID))
  }
}

/// Creates one room and shows it.
struct CreateStep: SingleStep {
  let customID: RoomID?

  var request: CreateRoom { CreateRoom(customRoomID: customID) }
  var subject: String { customID.map { "room \($0.rawValue)" } ?? "a new room" }

  func take(_ room: Room, in session: inout Session) -> CommandOutcome {
    CommandOutcome(reports: [RoomReport.one(room)])
  }
}
