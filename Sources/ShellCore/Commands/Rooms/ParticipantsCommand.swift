import CommandLanguage
import VideoSDKClient

/// `participants [active] [room=]`.
struct ParticipantsCommand: Command {
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
    ],
    examples: ["participants", "participants active", "participants room=abcd-efgh-ijkl"],
    details: [
      "Of the room's session that goes on. Without `active` also those who left it; when none goes on, "
        + "those of the room's last session."
    ])

  static let result = ResultSchema.list(
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

  init(_ arguments: Arguments) throws(Mistakes) {
    verb = arguments.verb
    onlyActive = arguments.value("active") != nil
    room = arguments.option("room").map { RoomID($0.text) }
  }

  var onlyReads: Bool { true }

  func plan(in session: Session) throws(Mistakes) -> Action {
    guard let room = room ?? session.room else { throw Mistakes(.noRoom(verb: verb)) }
    return .ask(CurrentSession.step(of: room, onlyActive: onlyActive))
  }
}

/// The way from a room to its people: the session that goes on, else the last one, then who is in it.
enum CurrentSession {
  static func step(of room: RoomID, onlyActive: Bool) -> PagesStep<ListSessions> {
    let ongoing = ListSessions(room: room, status: "ongoing")
    return PagesStep(ongoing, subject: "sessions", isWhole: true) { sessions in
      guard let session = newest(sessions) else {
        return onlyActive
          ? CommandOutcome(reports: [PeopleReport.list([])])
          : CommandOutcome(next: .step(lastStep(of: room)))
      }
      guard onlyActive else {
        return CommandOutcome(reports: [PeopleReport.list(session.participants)])
      }
      return CommandOutcome(next: .step(activeStep(of: session)))
    }
  }

  // One page: lists begin with the newest, and a room may have had thousands.
  private static func lastStep(of room: RoomID) -> PagesStep<ListSessions> {
    PagesStep(ListSessions(room: room), subject: "sessions", isWhole: false) { sessions in
      CommandOutcome(reports: [PeopleReport.list(newest(sessions)?.participants ?? [])])
    }
  }

  private static func activeStep(of session: RoomSession) -> PagesStep<ListActiveParticipants> {
    PagesStep(
      ListActiveParticipants(session: session.id),
      subject: "participants of session \(session.id.rawValue)", isWhole: true
    ) { documents in
      CommandOutcome(reports: [PeopleReport.list(documents.flatMap(\.participants))])
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
    Report(
      people.map(\.json), ["participant", "name", "state", "joined", "left"],
      people.map(row), none: "nobody")
  }

  private static func row(_ person: SessionParticipant) -> [StyledText] {
    let left = person.isPresent ? nil : person.stays.last?.end?.text
    return [
      StyledText(person.id.rawValue, .id),
      StyledText(person.name ?? "-"),
      StyledText([
        person.isPresent ? .init("present", .good) : .init("left", .muted)
      ]),
      StyledText(person.stays.first?.start?.text ?? "-"),
      StyledText(left ?? "-"),
    ]
  }
}
