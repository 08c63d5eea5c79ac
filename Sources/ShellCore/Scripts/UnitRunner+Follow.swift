import CommandLanguage
import VideoSDKClient

/// `follow`: looks, starts, and looks again.
extension UnitRunner {
  /// Why it ends.
  private enum End {
    case timeOver, empty, interrupted
    case failed(Failure)
  }

  /// Follows a room to the end that the order names, or to its cancellation.
  func follow(
    _ order: FollowOrder, in session: inout Session
  ) async -> CommandOutcome {
    var following = Following(order: order, runner: self)
    let end = await following.run(in: &session)
    following.tellUnstarted()
    let tracks = following.room.running(in: session)
    var outcome = CommandOutcome()
    outcome.didSend = true
    let because: String
    switch end {
    case .timeOver: because = "the time is over"
    case .empty: because = "the room is empty"
    case .interrupted:
      // Whoever owns the task stops them, where nothing is cancelled.
      outcome.failures = [.interrupted]
      outcome.next = .stop(tracks)
      return outcome
    case .failed(let failure):
      outcome.failures = [failure]
      because = "ended"
    }
    let wound = await interpreter.windUp(tracks, in: &session)
    let left = following.room.running(in: session)
    if Task.isCancelled, !left.isEmpty {
      outcome.failures.append(.interrupted)
      outcome.next = .stop(left)
      return outcome
    }
    outcome.failures += wound.failures
    outcome.warnings += wound.warnings
    if !left.isEmpty { outcome.notes += wound.notes }
    outcome.reports = [
      following.report.end(
        people: following.room.everPresent.count, started: following.room.startCount,
        stopped: tracks.count - left.count, running: left.count, after: following.watch.elapsed,
        because: because)
    ]
    session.last = LastAnswer(json: outcome.reports.first?.json)
    outcome.answer = session.last
    return outcome
  }

  /// A `follow` that is under way.
  private struct Following {
    let order: FollowOrder
    let runner: UnitRunner
    let watch: Stopwatch
    var room: FollowedRoom
    var report: FollowReport
    /// Since when the service does not answer.
    private var awaySince: Duration?
    private var emptyLooks = 0
    /// Whether anybody was ever in the room, followed or not.
    private var wasInhabited = false
    /// Whether it was told that starts fail, and none was granted since.
    private var startsFail = false
    /// What happened in this round.
    private var happened: [FollowedRoom.Happening] = []
    private var names: [ParticipantID: String] = [:]

    private var interpreter: Interpreter { runner.interpreter }

    init(order: FollowOrder, runner: UnitRunner) {
      self.order = order
      self.runner = runner
      watch = Stopwatch(runner.interpreter.services.clock)
      room = FollowedRoom(order)
      report = FollowReport(room: order.room)
    }

    mutating func run(in session: inout Session) async -> End {
      tell(beginning)
      while true {
        guard !Task.isCancelled else { return .interrupted }
        if let limit = order.limit, watch.elapsed >= limit { return .timeOver }
        // Counted before the look, so that what comes meanwhile ends the pause behind it.
        let hookCount = interpreter.listener.mailbox.count
        let begun = watch.elapsed
        if let end = await look(in: &session) { return end }
        guard !Task.isCancelled else { return .interrupted }
        if awaySince == nil, let failure = await act(in: &session) { return .failed(failure) }
        tellHappened()
        guard !Task.isCancelled else { return .interrupted }
        if order.endsEmpty, emptyLooks > 1, wasInhabited { return .empty }
        await meetOthers(in: &session)
        guard await rest(since: begun, hookCount, in: session) else { return .interrupted }
      }
    }

    private mutating func look(in session: inout Session) async -> End? {
      let sight: RoomSight
      session.now = interpreter.age
      do throws(ClientError) {
        sight = try await interpreter.look(at: order.room, in: session)
      } catch {
        if Task.isCancelled { return .interrupted }
        return away(error, in: session)
      }
      if sight.people.isEmpty, !wasInhabited, emptyLooks == 0 {
        if let failure = await unknownRoom(in: session) { return .failed(failure) }
        tell("nobody is in \(order.room.rawValue) yet: waiting for the first")
      }
      emptyLooks = sight.people.isEmpty ? emptyLooks + 1 : 0
      wasInhabited = wasInhabited || !sight.people.isEmpty
      if let since = awaySince {
        tell("the service answers again after \(DurationText.short(watch.elapsed - since))")
        awaySince = nil
      }
      for person in sight.people { names[person.id] = person.name }
      let (seen, notes) = room.take(sight, in: &session)
      happened += seen
      var told = CommandOutcome()
      interpreter.note(notes, session, into: &told)
      for warning in told.warnings { runner.emit(.warning(warning.asWarning)) }
      return nil
    }

    /// A service that is away once others have come is waited for; one that never answered is a failure.
    private mutating func away(_ error: ClientError, in session: Session) -> End? {
      guard awaySince == nil else { return nil }
      let request = ListSessions(room: order.room, status: "ongoing")
      let failure = StepResult(request: request, result: .failure(error))
        .failure(error, about: order.room.rawValue, in: session)
      if !wasInhabited, emptyLooks == 0 { return .failed(failure) }
      awaySince = watch.elapsed
      tell(
        "the service does not answer as it should (\(failure.message)): going on, "
          + "a look every \(DurationText.short(order.every))")
      return nil
    }

    private func unknownRoom(in session: Session) async -> Failure? {
      let result = await interpreter.knows(order.room, in: session)
      guard case .http(_, let problem)? = result.error, problem.category == .notFound,
        let error = result.error
      else { return nil }
      var failure = result.failure(error, about: order.room.rawValue, in: session)
      failure.suggest(session.meantIDs(of: result.request.scope))
      return failure
    }

    /// Starts and stops what is due; answers why nothing can be started at all.
    private mutating func act(in session: inout Session) async -> Failure? {
      happened += room.others(in: session)
      let (starts, stops) = room.due(at: watch.elapsed, in: session)
      if !stops.isEmpty {
        let outcome = await interpreter.ask(StopStep(named: stops), in: &session)
        for warning in outcome.warnings { runner.emit(.warning(warning.asWarning)) }
      }
      guard !starts.isEmpty, !Task.isCancelled else { return nil }
      room.starting(starts)
      let left = order.limit.map { max($0 - watch.elapsed, .seconds(1)) }
      let outcome = await interpreter.ask(StartStep(named: starts, for: left), in: &session)
      guard outcome.didSend else { return outcome.failures.first }
      for warning in outcome.warnings { runner.emit(.warning(warning.asWarning)) }
      let failed = outcome.failed(of: starts)
      for track in starts {
        let happening = room.started(track, failed[track], at: watch.elapsed, in: &session)
        happened += [happening].compactMap(\.self)
      }
      if failed.count < starts.count { startsFail = false }
      if let lost = starts.compactMap({ failed[$0] }).first(where: \.isOfService), !startsFail {
        startsFail = true
        tell("a start was not answered as it should be (\(lost.message)): going on")
      }
      return nil
    }

    /// Ends that other commands have given their recordings.
    private func meetOthers(in session: inout Session) async {
      let met = await interpreter.meetDeadlines(in: &session)
      for note in met.notes { runner.emit(.note(note)) }
      for warning in met.warnings { runner.emit(.warning(warning)) }
    }

    /// Answers whether it came to its end; a webhook makes it shorter.
    private func rest(
      since begun: Duration, _ hookCount: Int, in session: Session
    ) async -> Bool {
      let isUrgent =
        awaySince == nil
        && (room.isUnsettled(in: session) || emptyLooks == 1 && order.endsEmpty)
      let pause =
        isUrgent
        ? min(order.every, FollowedRoom.shortPause) : order.every
      let left = order.limit.map { $0 - watch.elapsed } ?? pause
      let time = min(pause, max(left, .milliseconds(1)))
      do {
        guard session.hooks.isListening else {
          try await interpreter.services.clock.sleep(for: time)
          return true
        }
        try await interpreter.rest(time, untilMoreThan: hookCount)
        // Many webhooks at once are one reason to look.
        let since = watch.elapsed - begun
        let rest = FollowedRoom.shortPause - since
        if rest > .zero { try await interpreter.services.clock.sleep(for: min(rest, time)) }
        return true
      } catch {
        return false
      }
    }

    private var beginning: String {
      let kinds = order.kinds.map(\.wireName).joined(separator: ", ")
      let who = order.people.map { $0.map(\.rawValue).joined(separator: ", ") } ?? "everyone"
      let end =
        [
          order.limit.map { "for \(DurationText.short($0))" },
          order.endsEmpty ? "until nobody is there" : nil,
        ].compactMap(\.self)
      let time = end.isEmpty ? "until Control-C" : end.joined(separator: ", ")
      return "following \(kinds) of \(who) in \(order.room.rawValue) \(time)"
    }

    private func tell(_ note: String) { runner.emit(.note(note)) }

    /// What was still tried when the end came.
    mutating func tellUnstarted() {
      happened += room.unstarted
      tellHappened()
    }

    private mutating func tellHappened() {
      guard !happened.isEmpty else { return }
      defer { happened = [] }
      let services = interpreter.services
      let now = services.now()
      let time = ClockText.short(now, now: now, secondsFromUTC: services.secondsFromUTC)
      runner.emit(.told(report.lines(happened, names: names, at: time)))
    }
  }
}

extension CommandOutcome {
  /// The failures of starts or stops by their track: they stand in the order of those that failed.
  fileprivate func failed(of tracks: [TrackKey]) -> [TrackKey: Failure] {
    let done = Set(
      reports.flatMap { report -> [String] in
        guard case .array(let rows) = report.json else { return [] }
        return rows.map { TrackKey.named($0) }
      })
    let rest = tracks.filter { !done.contains(TrackKey.named(.object($0.members))) }
    return Dictionary(zip(rest, failures)) { first, _ in first }
  }
}

extension TrackKey {
  fileprivate static func named(_ json: JSONValue) -> String {
    ["kind", "participant", "room"].map { name in
      if case .string(let text)? = json[name] { text } else { "" }
    }.joined(separator: " ")
  }
}
