import CommandLanguage
import VideoSDKClient

/// `sessions [room= state= page= per-page=]`.
struct SessionsCommand: Command {
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
    ],
    examples: ["sessions", "sessions state=ongoing", "sessions room=abcd-efgh-ijkl page=1"],
    details: [
      "A session is one meeting in a room; what this shell has chosen is shown by `session`.",
      "Without room= the room that is set is used; where none is, every room.",
    ])

  static let result = ResultSchema.list(
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

  init(_ arguments: Arguments) throws(Mistakes) {
    room = arguments.option("room").map { RoomID($0.text) }
    state = arguments.option("state")?.text
    page = arguments.option("page")?.integer
    perPage = arguments.option("per-page")?.integer
  }

  var onlyReads: Bool { true }

  func plan(in session: Session) throws(Mistakes) -> Action {
    let request = ListSessions(
      room: room ?? session.room, status: state, page: page, perPage: perPage)
    return .ask(
      PagesStep(request, subject: "sessions", isWhole: page == nil) {
        CommandOutcome(reports: [SessionsReport.list($0)])
      })
  }
}

/// The table of sessions.
enum SessionsReport {
  static func list(_ sessions: [RoomSession]) -> Report {
    Report(
      sessions.map(\.json), ["id", "room", "state", "start", "end", "people"],
      sessions.map(row), none: "no sessions")
  }

  private static func row(_ session: RoomSession) -> [StyledText] {
    let state = session.status ?? (session.isOngoing ? "ongoing" : "ended")
    return [
      StyledText(session.id.rawValue, .id),
      StyledText(session.roomID?.rawValue ?? "-", .id),
      StyledText(state, session.isOngoing ? .good : .muted),
      StyledText(session.start?.text ?? "-"),
      StyledText(session.end?.text ?? "-"),
      StyledText(String(session.participants.count)),
    ]
  }
}
