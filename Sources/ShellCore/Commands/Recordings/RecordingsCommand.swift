import CommandLanguage
import VideoSDKClient

/// `recordings [KIND…] [room= session= participant= state= page= per-page= show= layout= to=]`.
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
    options: [
      CommandOption("room", "ID", "of this room; default: the one that is set", .identifier(.room)),
      CommandOption("session", "ID", "of this one of the room's sessions", .identifier(.session)),
      CommandOption("participant", "ID", "of this participant", .identifier(.participant)),
      CommandOption(
        "state", "STATE", "only those that are recording, ended or failed",
        .choice([
          Choice(RecordingState.recording.rawValue, "without an end", formerName: "running"),
          Choice(RecordingState.ended.rawValue, "with an end"),
          Choice(RecordingState.failed.rawValue, "that failed"),
        ])),
      CommandOption("page", "N", "this page alone; default: all pages", .integer(1...1_000_000)),
      CommandOption("per-page", "N", "page size", .integer(1...1_000)),
      CommandOption(
        "show", "NAME,…", "these columns, in this order; the JSON result has every field",
        .choices(RecordingColumn.allCases.map { Choice($0.rawValue, $0.summary) })),
    ] + ListOptions.grammar,
    examples: [
      "recordings", "recordings audio state=recording", "recordings participant=abcd page=1",
      "recordings show=id,duration,url", "recordings layout=blocks",
      "recordings show=id,start,end,size to=recordings.csv",
    ],
    details: [
      "Without room= the room that is set is used; where none is, every room.",
      "What show= names is shown whatever the room, and times then as the service wrote them.",
    ] + ListOptions.details)

  static let result = ResultSchema.answer(of: .apiRecording)

  let filter: Filter
  let page: Int?
  let perPage: Int?
  /// Those that were asked for; nil for the usual ones.
  let columns: [RecordingColumn]?
  let list: ListOptions

  /// What is asked of the server, and what is picked from its answer (it filters neither by kind nor by state).
  struct Filter: Sendable {
    let kinds: Set<TrackKind>
    let room: RoomID?
    let session: SessionID?
    let participant: ParticipantID?
    let state: RecordingState?

    func admits(_ recording: TrackRecording) -> Bool {
      let fits =
        switch state {
        case nil: true
        case .recording?: recording.isRunning
        case let state?: recording.state == state
        }
      return fits && (kinds.isEmpty || recording.kind.map { kinds.contains($0) } ?? false)
    }
  }

  init(_ arguments: Arguments) throws(Mistakes) {
    filter = Filter(
      kinds: Set(arguments.values("KIND").map { TrackKind($0.text) }),
      room: arguments.option("room").map { RoomID($0.text) },
      session: arguments.option("session").map { SessionID($0.text) },
      participant: arguments.option("participant").map { ParticipantID($0.text) },
      state: arguments.option("state").flatMap { RecordingState(word: $0.text) })
    page = arguments.option("page")?.integer
    perPage = arguments.option("per-page")?.integer
    columns =
      arguments.option("show").map { list in
        list.text.split(separator: ",").compactMap { RecordingColumn(rawValue: String($0)) }
      }
    list = try ListOptions(arguments)
  }

  func plan(in session: Session) throws(Mistakes) -> Action {
    let request = ListTrackRecordings(
      room: filter.room ?? session.room, session: filter.session,
      participant: filter.participant, page: page, perPage: perPage)
    return .ask(
      PagesStep(request, subject: "recordings", isWhole: page == nil, effect: .reads) {
        found, session in
        // One page or one session of the room holds not all of a track.
        let isWhole = page == nil && filter.session == nil
        let notes = session.learn(found.elements, isWhole: isWhole, lead: found.lead)
        return list.outcome(
          RecordingsReport.list(found.elements.filter(filter.admits), columns: columns),
          ledger: notes)
      })
  }
}

/// The table of recordings.
enum RecordingsReport {
  /// - Parameter columns: those that were asked for, which stay whatever the room; nil for the usual ones.
  static func list(_ recordings: [TrackRecording], columns: [RecordingColumn]?) -> Report {
    let shown = columns.map { $0.map(\.asAsked) } ?? RecordingColumn.standard.map(\.asUsual)
    return Report(
      recordings.map(\.json), Table(of: recordings, shown, none: "no recordings"))
  }
}
