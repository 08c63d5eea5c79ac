import FoundationEssentials
import VideoSDKClient

/// The ends that `start … for=` gives recordings.
extension Interpreter {
  /// What came of deadlines that were met.
  struct MetDeadlines: Sendable {
    var notes: [String] = []
    var warnings: [Failure] = []

    static func + (left: MetDeadlines, right: MetDeadlines) -> MetDeadlines {
      MetDeadlines(notes: left.notes + right.notes, warnings: left.warnings + right.warnings)
    }
  }

  /// How long a stop at a deadline may take, and the pause before it is tried again.
  private static let patience = Duration.seconds(10)

  /// Stops the recordings whose time is over.
  ///
  /// What cannot be stopped stays ours and is tried again a little later.
  func meetDeadlines(in session: inout Session) async -> MetDeadlines {
    guard session.hasDeadlines else { return MetDeadlines() }
    session.now = age
    let due = session.dueTracks
    guard !due.isEmpty else { return MetDeadlines() }
    let first = due.compactMap { session.belief($0)?.deadline }.min() ?? session.time
    return await stop(
      due, in: &session,
      ending: Self.end(session.time - first, byClock: session.wasPassedOver(first)))
  }

  /// Stops what has a deadline although that is still to come.
  func cutShort(in session: inout Session) async -> MetDeadlines {
    session.now = age
    let tracks = session.running.filter { session.belief($0)?.deadline != nil }
    guard !tracks.isEmpty else { return MetDeadlines() }
    return await stop(tracks, in: &session, ending: "script has ended before its time was over")
  }

  private static func end(_ late: Duration, byClock: Bool) -> String {
    guard late >= .seconds(60) else { return "time is over" }
    let cause = byClock ? "by the sandbox's clock" : "(this machine slept, or was busy)"
    return "time was over \(DurationText.short(late)) ago \(cause)"
  }

  private func stop(
    _ tracks: [RecordedSubject], in session: inout Session, ending reason: String
  ) async -> MetDeadlines {
    // What a script looks at is the answer of its own command, under its own settings.
    let (last, hooks, settings) = (session.last, session.hooks, session.settings)
    session.settings.put(.retries, "0", from: .standard)
    session.settings.put(.timeout, "\(Self.patience.components.seconds)s", from: .standard)
    let outcome = await ask(StopStep(named: tracks), in: &session)
    (session.last, session.hooks, session.settings) = (last, hooks, settings)
    let left = tracks.filter { session.belief($0).map { $0.isOurs && $0.state.mayRun } ?? false }
    for track in left { session.postpone(track, to: session.time + Self.patience) }
    // What the service says was not recorded has ended elsewhere.
    let gone = tracks.filter { session.belief($0)?.state == .idle }
    let stopped = tracks.filter { !left.contains($0) && !gone.contains($0) }
    var met = MetDeadlines(notes: outcome.notes, warnings: outcome.warnings.map(\.asWarning))
    if !stopped.isEmpty {
      met.notes.append("stopped \(Self.named(stopped)): \(Self.whose(stopped)) \(reason)")
    }
    if !gone.isEmpty {
      met.notes.append(
        "nothing to stop at \(Self.whose(gone)) time: \(Self.named(gone)) had ended elsewhere")
    }
    guard !left.isEmpty else { return met }
    let cause = outcome.failures.last.map { ": \($0.message)" } ?? ""
    met.warnings.append(
      Failure(
        .api, "deadline-missed", "cannot stop \(Self.named(left))\(cause)",
        hints: ["it is tried again in \(DurationText.short(Self.patience)); `stop all` tries now"]
      ).asWarning)
    return met
  }

  private static func whose(_ tracks: [RecordedSubject]) -> String {
    tracks.count == 1 ? "its" : "their"
  }

  private static func named(_ tracks: [RecordedSubject]) -> String {
    guard tracks.count > 3 else { return tracks.map(\.subject).joined(separator: ", ") }
    return "\(tracks.count) recordings"
  }

  /// A pause in which deadlines are met.
  ///
  /// - Throws: `CancellationError`.
  func rest(_ duration: Duration, in session: inout Session) async throws -> MetDeadlines {
    let watch = Stopwatch(services.clock)
    var met = MetDeadlines()
    while true {
      let left = duration - watch.elapsed
      session.now = age
      guard let next = session.timeToDeadline, next < left else {
        if left > .zero { try await services.clock.sleep(for: left) }
        return met
      }
      if next > .zero { try await services.clock.sleep(for: next) }
      met = met + (await meetDeadlines(in: &session))
      try Task.checkCancellation()
    }
  }

  /// The clock is looked at again after so long: a machine that slept wakes no timer at its time.
  private static let longestNap = Duration.seconds(30)

  /// Work that may take long and changes nothing in the session, with the deadlines that come meanwhile.
  func meetingDeadlines<Value: Sendable>(
    in session: inout Session, _ work: @escaping @Sendable () async -> Value
  ) async -> (value: Value, met: MetDeadlines) {
    guard session.hasDeadlines else { return (await work(), MetDeadlines()) }
    let clock = services.clock
    return await withTaskGroup(of: Value?.self) { group in
      group.addTask { await work() }
      var met = MetDeadlines()
      while true {
        session.now = age
        // Who is cancelled stops nothing any more, and waits for the end of the work.
        if !Task.isCancelled, let left = session.timeToDeadline {
          let nap = min(max(left, .zero), Self.longestNap)
          group.addTask {
            try? await clock.sleep(for: nap)
            return nil
          }
        }
        guard case let value?? = await group.next() else {
          if !Task.isCancelled { met = met + (await meetDeadlines(in: &session)) }
          continue
        }
        group.cancelAll()
        return (value, met)
      }
    }
  }

  /// When the next recording is to be stopped, as a person's clock tells it; nil where none is.
  func nextEnd(in session: Session) -> String? {
    guard let left = session.timeToDeadline else { return nil }
    let now = services.now()
    let end = now.addingTimeInterval(left.inSeconds)
    return ClockText.short(end, now: now, secondsFromUTC: services.secondsFromUTC)
  }
}
