import CommandLanguage
import FoundationEssentials
import Ledger
import VideoSDKClient

/// `listen`, and what `hook` looks at.
extension Interpreter {
  func listen(_ order: ListenOrder, in session: inout Session) async -> CommandOutcome {
    listener.trust(client(for: session))
    do throws(ReceiverProblem) {
      let port = try await listener.open(order.port)
      let address = "http://127.0.0.1:\(port)/"
      let webhook = order.publicURL ?? address
      order.take(effect: webhook, in: &session)
      return CommandOutcome(reports: [
        ListenReport.listening(port: port, address: address, webhook: webhook)
      ])
    } catch {
      return CommandOutcome(failures: [.cannotListen(error)])
    }
  }

  /// What came to the port, or one of it.
  func lookBack(_ order: HooksOrder, in session: Session) -> CommandOutcome {
    let kept = listener.log.kept
    let report = HooksReport(clock: personsClock)
    guard let number = order.number else {
      let last = Array(kept.suffix(HooksReport.longestList))
      return order.list.outcome(report.list(last, isListening: session.hooks.isListening))
    }
    guard let webhook = kept.first(where: { $0.number == number }) else {
      let numbers = kept.first.flatMap { first in kept.last.map { first.number...$0.number } }
      return CommandOutcome(failures: [.noWebhook(number, kept: numbers, order.span)])
    }
    return CommandOutcome(reports: [report.one(webhook)])
  }

  /// Takes the word of the webhooks that have come: what has ended is no longer counted, and the ledger is told.
  ///
  /// - Returns: what is to be said of it.
  func hear(in session: inout Session) -> (notes: [String], warnings: [Failure]) {
    let mailbox = listener.mailbox
    let count = mailbox.count
    guard count > session.hooks.heard else { return ([], []) }
    let words = mailbox.ends(from: session.hooks.heard)
    session.hooks.heard = count
    session.now = age
    var notes: [String] = []
    var ended: [LedgerNote] = []
    for word in words {
      guard let belief = session.hear(word) else { continue }
      guard belief.state.mayRun else {
        notes.append("\(word.recorded.subject) failed, says its webhook: it leaves no file")
        continue
      }
      let state = RecordingState(word.phase).rawValue
      notes.append(
        "\(word.recorded.subject) \(state), says its webhook: no longer taken as recording")
      // Not as of now: another shell may have started the track again since.
      let age = DurationText.milliseconds(session.now - belief.learned) / 1000
      let learned = services.now().addingTimeInterval(-age)
      ended.append(
        .idle(RecordedTrack(word.recorded, at: session.target.origin), asked: learned))
    }
    guard !ended.isEmpty, session.settings.isOn(.ledger) else { return (notes, []) }
    do throws(LedgerError) {
      try ledgerWriter.note(ended, at: session.target, holding: holdsOutcomes)
      return (notes, [])
    } catch {
      return (notes, [.ledger(error, .outcomeUnnoted)])
    }
  }

  /// The webhook that `hook` looks at; nil when none came.
  func hook(in session: Session) -> JSONValue? {
    let mailbox = listener.mailbox
    return mailbox[session.hooks.held ?? mailbox.count - 1]
  }

  /// One round of a `wait until hook…`: looks at every webhook that has come and was not looked at, or else at the
  /// last one again.
  ///
  /// - Parameter next: the number of the first one not looked at.
  func pollHooks(
    _ condition: Condition, from next: inout Int, in session: inout Session, scope: Scope,
    seen: inout PollHistory
  ) async -> Result<Bool, Failure> {
    let count = listener.mailbox.count
    next = max(next, listener.mailbox.firstKept)
    for number in next < count ? next..<count : max(0, count - 1)..<max(1, count) {
      session.hooks.look(at: number)
      // A webhook is looked at where it lies: nothing is sent.
      var retried: [RetriedRequest] = []
      switch await compare(condition, in: &session, scope: scope, retried: &retried) {
      case .failure(let failure):
        session.hooks.release()
        return .failure(failure)
      case .success((true, _)):
        session.hooks.keep()
        return .success(true)
      case .success((false, let value)): seen.note(value)
      }
    }
    next = count
    session.hooks.release()
    return .success(false)
  }

  /// A pause between two looks, which a webhook ends.
  func rest(_ duration: Duration, untilMoreThan count: Int) async throws {
    let clock = services.clock
    let mailbox = listener.mailbox
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await clock.sleep(for: duration) }
      group.addTask { await mailbox.arrival(after: count) }
      defer { group.cancelAll() }
      try await group.next()
    }
    try Task.checkCancellation()
  }
}

extension Failure {
  static func cannotListen(_ problem: ReceiverProblem) -> Failure {
    let place = problem.port == 0 ? "a free port" : "port \(problem.port)"
    return Failure(
      .transport, "cannot-listen", "cannot listen on \(place): \(problem.reason)",
      hints: problem.port == 0 ? [] : ["`listen` without `port=` takes a free one"])
  }
}
