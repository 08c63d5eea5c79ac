import VideoSDKClient

/// `participant=all`: finds the room's live session, then everyone in it, then goes on with them.
///
/// Who is there is only known when the command runs, so this is a chain of steps before the one that was asked for.
struct LiveSessionStep: Step {
  let room: RoomID
  /// What is asked for once everyone is known.
  let following: @Sendable ([ParticipantID]) -> any Step

  func requests(in session: Session) throws(Mistakes) -> [ListSessions] {
    [ListSessions(room: room, status: "ongoing")]
  }

  func finish(_ results: [StepResult<ListSessions>], in session: inout Session) -> CommandOutcome {
    let sessions: [RoomSession]
    switch results[0].result {
    case .failure(let error): return .failed(results[0], error, about: room, in: session)
    case .success(let answer): sessions = answer.value.elements.filter(\.isOngoing)
    }
    guard let live = sessions.max(by: { ($0.start?.text ?? "") < ($1.start?.text ?? "") }) else {
      var failure = Failure.noLiveSession(room)
      // What ran there ended with the session.
      failure.notes += [session.doubt(room)].compactMap(\.self)
      return CommandOutcome(failures: [failure])
    }
    return CommandOutcome(
      next: .step(EveryoneStep(room: room, session: live.id, following: following)))
  }

  func presume(_ requests: [ListSessions], in session: inout Session) -> (any Step)? {
    EveryoneStep(room: room, session: Self.anySession, following: following)
  }

  /// Stands for the session that only an answer tells.
  static let anySession = SessionID("<id of the live session>")
}

/// Everyone who is in a session now: the first page, then all others, some at once.
struct EveryoneStep: Step {
  // Few enough requests for a full room; a service that allows less says so in its page numbers.
  private static let perPage = 200
  /// A service may claim any number of pages; only behind some that held somebody are there more.
  private static let pagesAtOnce = 16

  let room: RoomID
  let session: SessionID
  var walk = PageWalk()
  /// Who stood on the pages before.
  var people: [ParticipantID] = []
  /// The pages to ask for.
  var pages = [1]
  let following: @Sendable ([ParticipantID]) -> any Step

  func requests(in session: Session) throws(Mistakes) -> [ListActiveParticipants] {
    let first = ListActiveParticipants(session: self.session, perPage: Self.perPage)
    return pages == [1] ? [first] : pages.map { first.page($0) }
  }

  func finish(
    _ results: [StepResult<ListActiveParticipants>], in session: inout Session
  ) -> CommandOutcome {
    var rest = self
    var last: PageInfo?
    for item in results {
      switch item.result {
      case .failure(let error): return .failed(item, error, about: room, in: session)
      case .success(let answer):
        let found = rest.walk.take(answer.value)
        rest.people += found.elements.flatMap(\.participants).map(\.id)
        guard found.next != nil else { return rest.conclude() }
        last = answer.value.info
      }
    }
    guard let asked = pages.last, let claimed = last?.lastPage, claimed > asked else {
      return rest.conclude()
    }
    rest.pages = Array((asked + 1)...min(claimed, asked + Self.pagesAtOnce))
    return CommandOutcome(next: .step(rest))
  }

  private func conclude() -> CommandOutcome {
    guard !people.isEmpty else { return CommandOutcome(failures: [.nobodyActive(room)]) }
    var seen: Set<ParticipantID> = []
    return CommandOutcome(next: .step(following(people.filter { seen.insert($0).inserted })))
  }

  func presume(_ requests: [ListActiveParticipants], in session: inout Session) -> (any Step)? {
    following([TrackSelection.everyActive])
  }
}

extension CommandOutcome {
  fileprivate static func failed<Request: Endpoint>(
    _ result: StepResult<Request>, _ error: ClientError, about room: RoomID, in session: Session
  ) -> CommandOutcome {
    CommandOutcome(
      failures: [result.failure(error, about: "everyone in \(room.rawValue)", in: session)])
  }
}

extension Failure {
  static func noLiveSession(_ room: RoomID) -> Failure {
    .unmet(
      "no-live-session", "not-found", "the room `\(room.rawValue)` has no live session",
      notes: [nothingDone],
      hint: "`participant=all` is everyone who is in the room now; `sessions` lists its sessions")
  }

  static func nobodyActive(_ room: RoomID) -> Failure {
    .unmet(
      "nobody-active", "not-found", "nobody is in the room `\(room.rawValue)` now",
      notes: [nothingDone], hint: "`participant=all` is everyone who is in the room now")
  }

  private static let nothingDone = "nothing was started or stopped"
}
