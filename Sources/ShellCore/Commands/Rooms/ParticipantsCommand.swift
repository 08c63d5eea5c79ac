import CommandLanguage
import VideoSDKClient

/// `participants [active] [room= layout= to=]`.
struct ParticipantsCommand: ListCommand {
  static let grammar = Grammar(
    verb: "participants", otherNames: ["people", "who"],
    summary: "list who is, or was, in the room's session",
    parameters: [
      Parameter(
        "active", "`participants active`",
        .choice([Choice("active", "only those who are there now")]), arity: .optional)
    ],
    options: [
      CommandOption("room", "ID", "another room than the one that is set", .identifier(.room))
    ] + ListOptions.grammar,
    examples: [
      "participants", "participants active", "participants room=abcd-efgh-ijkl",
      "participants to=people.csv",
    ],
    details: [
      "Of the room's session that goes on. Without `active` also those who left it; when none goes on, "
        + "those of the room's last session."
    ] + ListOptions.details)

  static let result = ResultSchema.answer(
    of: .defined(
      "apiParticipant",
      .open(
        [
          "participantId": .string, "name": .optionalString,
          "timelog": ResultSchema("{\"type\": \"array\"}"),
        ], required: ["participantId"])))

  private let verb: Name
  private let onlyActive: Bool
  private let room: RoomID?
  let list: ListOptions

  init(_ arguments: Arguments) throws(Mistakes) {
    verb = arguments.verb
    onlyActive = arguments.value("active") != nil
    room = arguments.option("room").map { RoomID($0.text) }
    list = try ListOptions(arguments)
  }

  func plan(in session: Session) throws(Mistakes) -> Action {
    guard let room = room ?? session.room else { throw Mistakes(.noRoom(verb: verb)) }
    return .ask(CurrentSession(room: room, onlyActive: onlyActive, list: list).step)
  }
}

/// The way from a room to its people: the session that goes on, else the last one, then who is in it.
struct CurrentSession {
  let room: RoomID
  let onlyActive: Bool
  let list: ListOptions

  var step: PagesStep<ListSessions> {
    let ongoing = ListSessions(room: room, status: "ongoing")
    return PagesStep(ongoing, subject: "sessions", isWhole: true) { sessions in
      guard let session = Self.newest(sessions) else {
        return onlyActive ? answer([]) : CommandOutcome(next: .step(lastStep))
      }
      return onlyActive
        ? CommandOutcome(next: .step(activeStep(of: session))) : answer(session.participants)
    }
  }

  private func answer(_ people: [SessionParticipant]) -> CommandOutcome {
    list.outcome(PeopleReport.list(people))
  }

  // One page: lists begin with the newest, and a room may have had thousands.
  private var lastStep: PagesStep<ListSessions> {
    PagesStep(ListSessions(room: room), subject: "sessions", isWhole: false) { sessions in
      answer(Self.newest(sessions)?.participants ?? [])
    }
  }

  private func activeStep(of session: RoomSession) -> PagesStep<ListActiveParticipants> {
    PagesStep(
      ListActiveParticipants(session: session.id),
      subject: "participants of session \(session.id.rawValue)", isWhole: true
    ) { documents in
      answer(documents.flatMap(\.participants))
    }
  }

  /// The one that began last, whatever the server's order.
  static func newest(_ sessions: [RoomSession]) -> RoomSession? {
    sessions.max { ($0.start?.text ?? "") < ($1.start?.text ?? "") }
  }
}

/// The table of participants.
enum PeopleReport {
  static func list(_ people: [SessionParticipant]) -> Report {
    Report(people.map(\.json), Table(of: people, columns, none: "nobody"))
  }

  private static let columns: [ListColumn<SessionParticipant>] = [
    ListColumn("participant") { Table.Cell($0.id.rawValue, .id) },
    ListColumn("name", turn: 3) { Table.Cell($0.name) },
    ListColumn("state") {
      $0.isPresent ? Table.Cell("present", .good) : Table.Cell("left", .muted)
    },
    ListColumn("joined", turn: 2) { Table.Cell($0.stays.first?.start) },
    ListColumn("left", turn: 1) { Table.Cell($0.isPresent ? nil : $0.stays.last?.end) },
  ]
}
