import CommandLanguage
import VideoSDKClient

/// `room [ID]`.
struct RoomCommand: Command {
  static let grammar = Grammar(
    verb: "room",
    summary: "show one room",
    parameters: [
      Parameter(
        "ID", "id or custom id; default: the room that is set", .identifier(.room),
        arity: .optional)
    ],
    examples: ["room", "room abcd-efgh-ijkl"])

  static let result = ResultSchema.apiRoom

  private let verb: Name
  private let room: RoomID?

  init(_ arguments: Arguments) throws(Mistakes) {
    verb = arguments.verb
    room = arguments.value("ID").map { RoomID($0.text) }
  }

  var onlyReads: Bool { true }

  func plan(in session: Session) throws(Mistakes) -> Action {
    guard let room = room ?? session.room else { throw Mistakes(.noRoomToShow(verb: verb)) }
    return .ask(RoomStep(room: room))
  }
}

/// Fetches one room and shows it.
struct RoomStep: SingleStep {
  let room: RoomID

  var request: GetRoom { GetRoom(room: room) }
  var subject: String { "room \(room.rawValue)" }

  func take(_ room: Room, in session: inout Session) -> CommandOutcome {
    CommandOutcome(reports: [RoomReport.one(room)])
  }
}

/// Rooms as people read them.
enum RoomReport {
  static func list(_ rooms: [Room]) -> Report {
    Report(rooms.map(\.json), Table(of: rooms, columns, none: "no rooms"))
  }

  private static let columns: [ListColumn<Room>] = [
    ListColumn("room") { Table.Cell($0.roomID.rawValue, .id) },
    ListColumn("custom id", turn: 2) { Table.Cell($0.customRoomID?.rawValue, .id) },
    ListColumn("state") { Table.Cell($0.state, $0.stateRole) },
    ListColumn("created", turn: 1) { Table.Cell($0.createdAt) },
  ]

  static func one(_ room: Room) -> Report {
    var facts = FactLines()
    facts.add("room", room.roomID.rawValue, .id)
    facts.add("custom id", room.customRoomID?.rawValue, .id)
    facts.add("id", room.id, .id)
    facts.add("state", room.state, room.stateRole)
    facts.add("created", room.createdAt?.text)
    facts.add("updated", room.updatedAt?.text)
    return Report(json: room.json, body: facts.blocks)
  }
}

extension Room {
  fileprivate var state: String { isDisabled == true ? "disabled" : "active" }
  fileprivate var stateRole: StyledText.Role { isDisabled == true ? .bad : .good }
}

extension Failure {
  fileprivate static func noRoomToShow(verb: Name) -> Failure {
    Failure(
      .script, "no-room", "no room chosen", span: verb.span,
      hints: ["`rooms` lists them; choose one with `set room ID`, or write `\(verb.text) ID`"])
  }
}

extension ResultSchema {
  static let apiRoom = defined(
    "apiRoom",
    open(
      [
        "roomId": string, "customRoomId": optionalString, "disabled": boolean,
        "createdAt": optionalString, "updatedAt": optionalString, "id": optionalString,
      ], required: ["roomId"]))
}
