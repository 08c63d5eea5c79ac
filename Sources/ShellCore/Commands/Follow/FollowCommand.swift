import CommandLanguage
import VideoSDKClient

/// `follow KIND… [room= participant= for= until= every=]`.
struct FollowCommand: Command {
  static let grammar = Grammar(
    verb: "follow",
    summary: "record everyone in the room, and who comes later, to an end",
    parameters: [TrackSelection.kindParameter("record", all: "every kind")],
    options: [
      TrackSelection.room,
      CommandOption(
        "participant", "ID,…", "only these, with commas between; all: everyone",
        .identifier(.participant)),
      CommandOption("for", "DURATION", "for so long at most", .duration),
      CommandOption(
        "until", "WHEN", "what else ends it",
        .choice([Choice("empty", "nobody is in the room any more")])),
      CommandOption("every", "DURATION", "the pause between two looks (5s)", .duration),
    ],
    examples: [
      "follow audio for=1h", "follow audio screen until=empty",
      "follow audio participant=abcd,efgh for=45m every=2s",
    ],
    details: [
      "Looks who is there, again and again, and at once when a webhook comes to `listen`. A track is started "
        + "when it is on; who comes back is recorded again.",
      "All that it started is stopped when its time is over, when the room is empty, on Control-C, and when the "
        + "script ends. A script must say for= or until=.",
      "A start that is refused because somebody has just come is tried again for 10 s.",
    ])

  static let result = ResultSchema.defined(
    "follow",
    .closed([
      "room": .string, "people": .count, "started": .count, "stopped": .count,
      "seconds": ResultSchema("{\"type\": \"number\", \"minimum\": 0}"),
      "events": .list(of: .closed(["participant": .string, "event": .string, "at": .string])),
    ]))

  private let selection: TrackSelection
  private let limit: Duration?
  private let endsEmpty: Bool
  private let every: Duration
  /// Whether it is said when it ends, be it a value that only the run will know.
  private let hasEnd: Bool

  /// Looks cost the service something: any more often serves nobody.
  private static let shortestPause = Duration.seconds(1)

  init(_ arguments: Arguments) throws(Mistakes) {
    selection = TrackSelection(arguments)
    let time = try RecordingTime(arguments)
    limit = time?.duration
    endsEmpty = arguments.option("until") != nil
    hasEnd = time != nil || endsEmpty
    every = try arguments.pause(
      standard: .seconds(5), shortest: Self.shortestPause,
      remark: ", and `listen` makes it look at once")
  }

  func plan(in session: Session) throws(Mistakes) -> Action {
    let room = try selection.room(in: session)
    if case .script = session.provenance, !hasEnd { throw Mistakes(.endlessFollow(selection.verb)) }
    let isOfEveryone = selection.isEveryone || selection.participants.isEmpty
    if let limit,
      let question = RecordingTime(limit).question(
        about: selection, isOfMany: isOfEveryone, in: session)
    {
      return .confirm(.goOn(note: question))
    }
    return .follow(
      FollowOrder(
        room: room, kinds: selection.kinds, people: isOfEveryone ? nil : selection.participants,
        limit: limit, endsEmpty: endsEmpty, every: every))
  }
}

extension FollowOrder {
  /// What it sends at least, for the check and the dry run: a look (who is there, and what is recorded), a start and a
  /// stop of each.
  var preview: any Step {
    let live = LiveSessionStep.anySession
    let tracks = (people ?? [TrackSelection.everyActive]).flatMap { person in
      kinds.map { TrackKey(room: room, participant: person, kind: $0) }
    }
    return look(ListSessions(room: room, status: "ongoing")) {
      look(ListActiveParticipants(session: live, page: 1, perPage: 200)) {
        look(ListTrackRecordings(room: room, session: live, page: 1, perPage: 200)) {
          StartStep(named: tracks, for: limit, following: { StopStep(named: tracks) })
        }
      }
    }
  }

  private func look<Request: PagedEndpoint>(
    _ request: Request, then following: @escaping @Sendable () -> any Step
  ) -> any Step {
    PagesStep(
      request, subject: room.rawValue, isWhole: true, following: following,
      conclude: { _, _ in CommandOutcome() })
  }
}

extension Failure {
  fileprivate static func endlessFollow(_ verb: Name) -> Failure {
    Failure(
      .script, "endless-follow", "`follow` has no end here", span: verb.span,
      hints: ["say for how long: `for=1h`; or as long as somebody is there: `until=empty`"])
  }
}
