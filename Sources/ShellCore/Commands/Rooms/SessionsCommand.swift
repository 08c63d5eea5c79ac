import CommandLanguage
import VideoSDKClient

/// `sessions [room= state= page= per-page= layout= to=]`.
struct SessionsCommand: ListCommand {
  static let grammar = Grammar(
    verb: "sessions",
    summary: "list a room's sessions: the meetings in it",
    options: [
      CommandOption("room", "ID", "of this room; default: the one that is set", .identifier(.room)),
      CommandOption(
        "state", "STATE", "only ongoing or only ended ones",
        .choice([Choice("ongoing", "without an end"), Choice("ended", "with an end")])),
      CommandOption("page", "N", "this page alone; default: all pages", .integer(1...1_000_000)),
      CommandOption("per-page", "N", "page size", .integer(1...1_000)),
    ] + ListOptions.grammar,
    examples: [
      "sessions", "sessions state=ongoing", "sessions room=abcd-efgh-ijkl page=1",
      "sessions to=sessions.md",
    ],
    details: [
      "A session is one meeting in a room; what this shell has chosen is shown by `session`.",
      "Without room= the room that is set is used; where none is, every room.",
    ] + ListOptions.details)

  static let result = ResultSchema.answer(
    of: .defined(
      "apiSession",
      .open(
        [
          "id": .string, "roomId": .optionalString, "start": .optionalString,
          "end": .optionalString, "status": .optionalString,
          "participants": ResultSchema("{\"type\": \"array\"}"),
        ], required: ["id"])))

  private let room: RoomID?
  private let state: String?
  private let page: Int?
  private let perPage: Int?
  let list: ListOptions

  init(_ arguments: Arguments) throws(Mistakes) {
    room = arguments.option("room").map { RoomID($0.text) }
    state = arguments.option("state")?.text
    page = arguments.option("page")?.integer
    perPage = arguments.option("per-page")?.integer
    list = try ListOptions(arguments)
  }

  func plan(in session: Session) throws(Mistakes) -> Action {
    let request = ListSessions(
      room: room ?? session.room, status: state, page: page, perPage: perPage)
    return .ask(
      PagesStep(request, subject: "sessions", isWhole: page == nil) { [list] in
        list.outcome(SessionsReport.list($0, isOfOneRoom: request.room != nil))
      })
  }
}

/// The table of sessions.
enum SessionsReport {
  /// - Parameter isOfOneRoom: whether all are of the room that was asked for, which then need not be told.
  static func list(_ sessions: [RoomSession], isOfOneRoom: Bool = false) -> Report {
    Report(
      sessions.map(\.json),
      Table(
        of: sessions,
        [
          ListColumn("id") { Table.Cell($0.id.rawValue, .id) },
          ListColumn("room", turn: isOfOneRoom ? 1 : 4) { Table.Cell($0.roomID?.rawValue, .id) },
          ListColumn("state") { session in
            Table.Cell(
              session.status ?? (session.isOngoing ? "ongoing" : "ended"),
              session.isOngoing ? .good : .muted)
          },
          ListColumn("start", turn: 5) { Table.Cell($0.start) },
          ListColumn("end", turn: 3) { Table.Cell($0.end) },
          ListColumn("people", turn: 2, unit: .things) {
            Table.Cell(String($0.participants.count))
          },
        ], none: "no sessions"))
  }
}
