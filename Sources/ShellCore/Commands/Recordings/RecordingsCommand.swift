import CommandLanguage
import VideoSDKClient

/// `recordings [KIND…] [room= session= participant= state= page= per-page= show=]`.
struct RecordingsCommand: ListCommand {
  static let grammar = Grammar(
    verb: "recordings",
    summary: "list track recordings from the server",
    parameters: [
      Parameter(
        "KIND", "only these kinds",
        .choice(TrackKind.known.map { Choice($0.wireName, "\($0.wireName) tracks") }),
        arity: .zeroOrMore)
    ],
    options: [Self.room, Self.session, Self.participant, Self.state] + pages + [Self.columns]
      + ListOptions.grammar,
    alternatives: alternatives,
    examples: [
      "recordings", "recordings audio state=recording", "recordings participant=abcd page=1",
      "recordings show=id,duration,url", "recordings layout=blocks",
      "recordings show=id,start,end,size to=recordings.csv",
    ] + alternatives.flatMap(\.examples),
    details: [
      "Without room= the room that is set is used; where none is, every room.",
      "What show= names is shown whatever the room, and times then as the service wrote them.",
    ] + ListOptions.details)

  private static let alternatives = [
    Grammar(
      verb: "recordings participant", summary: "list recordings of everything of participants",
      options: [room, session, participant, state] + pages + [columns] + ListOptions.grammar,
      examples: ["recordings participant", "recordings participant state=ended"]),
    Grammar(
      verb: "recordings meeting", summary: "list recordings of whole meetings of the room",
      options: [room, session] + pages + [columns] + ListOptions.grammar,
      examples: ["recordings meeting", "recordings meeting show=id,start,duration,url"],
      details: [
        "A record does not tell whether it still runs: its file is there when it has ended."
      ]),
    Grammar(
      verb: "recordings merge", summary: "list merges of recordings",
      options: [room, session, MergeFilter.state] + pages + ListOptions.grammar,
      examples: ["recordings merge", "recordings merge state=completed"]),
  ]

  private static let room = CommandOption(
    "room", "ID", "of this room; default: the one that is set", .identifier(.room))
  private static let session = CommandOption(
    "session", "ID", "of this one of the room's sessions", .identifier(.session))
  private static let participant = CommandOption(
    "participant", "ID", "of this participant", .identifier(.participant))
  private static let state = CommandOption(
    "state", "STATE", "only those that are recording, ended or failed",
    .choice([
      Choice(RecordingState.recording.rawValue, "without an end", formerName: "running"),
      Choice(RecordingState.ended.rawValue, "with an end"),
      Choice(RecordingState.failed.rawValue, "that failed"),
    ]))
  private static let pages = [
    CommandOption("page", "N", "this page alone; default: all pages", .integer(1...1_000_000)),
    CommandOption("per-page", "N", "page size", .integer(1...1_000)),
  ]
  private static let columns = CommandOption(
    "show", "NAME,…", "these columns, in this order; the JSON result has every field",
    .choices(RecordingColumn.allCases.map { Choice($0.rawValue, $0.summary) }))

  static let result = ResultSchema.answer(of: .apiRecording)

  private let verb: Name
  let filter: Filter
  /// Set where it is about merges.
  private let merges: MergeFilter?
  let page: Int?
  let perPage: Int?
  /// Those that were asked for; nil for the usual ones.
  let columns: [RecordingColumn]?
  let list: ListOptions

  /// What is asked of the server, and what is picked from its answer (it filters neither by kind nor by state).
  struct Filter: Sendable {
    let sort: RecordingSort
    let kinds: Set<TrackKind>
    let room: RoomID?
    let session: SessionID?
    let participant: ParticipantID?
    let state: RecordingState?

    func admits(_ recording: RecordingRecord) -> Bool {
      let fits =
        switch state {
        case nil: true
        case .recording?: recording.isRunning
        case let state?: recording.state == state
        }
      return fits
        && (kinds.isEmpty || recording.kind.map { kinds.contains(TrackKind($0)) } ?? false)
    }
  }

  init(_ arguments: Arguments) throws(Mistakes) {
    verb = arguments.verb
    filter = Filter(
      sort: arguments.form.flatMap { RecordingSort(rawValue: $0) } ?? .track,
      kinds: Set(arguments.values("KIND").map { TrackKind($0.text) }),
      room: arguments.option("room").map { RoomID($0.text) },
      session: arguments.option("session").map { SessionID($0.text) },
      participant: arguments.option("participant").map { ParticipantID($0.text) },
      state: arguments.option("state").flatMap { RecordingState(word: $0.text) })
    merges = arguments.form == RecordingReference.merge ? MergeFilter(arguments) : nil
    page = arguments.option("page")?.integer
    perPage = arguments.option("per-page")?.integer
    columns =
      arguments.option("show").map { list in
        list.text.split(separator: ",").compactMap { RecordingColumn(rawValue: String($0)) }
      }
    list = try ListOptions(arguments)
  }

  func plan(in session: Session) throws(Mistakes) -> Action {
    let room = filter.room ?? session.room
    if let merges {
      return .ask(MergeSearch.list(merges, in: room, page: page, perPage: perPage, as: list))
    }
    // Meetings are listed of a room alone.
    if filter.sort == .meeting, room == nil { throw Mistakes(.noRoom(verb: verb)) }
    let request = RecordingList(
      sort: filter.sort, room: room, session: filter.session, participant: filter.participant,
      page: page, perPage: perPage)
    return .ask(
      PagesStep(request, subject: filter.sort.listing, isWhole: page == nil, effect: .reads) {
        found, session in
        // One page or one session of the room holds not all there is of the same.
        let isWhole = page == nil && filter.session == nil
        let notes = session.learn(found.elements, isWhole: isWhole, lead: found.lead)
        return list.outcome(
          RecordingsReport.list(
            found.elements.filter(filter.admits), of: filter.sort, columns: columns),
          ledger: notes)
      })
  }
}

/// The table of recordings.
enum RecordingsReport {
  /// - Parameter columns: those that were asked for, which stay whatever the room; nil for the usual ones.
  static func list(
    _ recordings: [RecordingRecord], of sort: RecordingSort, columns: [RecordingColumn]?
  ) -> Report {
    let shown =
      columns.map { $0.map(\.asAsked) } ?? RecordingColumn.standard(for: sort).map(\.asUsual)
    return Report(
      recordings.map(\.json), Table(of: recordings, shown, none: "no recordings"))
  }
}
