import CommandLanguage
import FoundationEssentials
import Ledger
import VideoSDKClient

/// Runs one bound statement at a time, and waits for the network where it has to.
public struct Interpreter: Sendable {
  let services: Services
  private let clients: ClientCache
  let ledgerWriter: LedgerWriter
  let toldDoubts = ToldDoubts()
  private let lifetime: Stopwatch
  /// Whether what became of starts and stops may wait for the next write of the ledger, or for `settle`.
  private(set) var holdsOutcomes = false
  let listener: WebhookListener

  /// An interpreter that touches the world only through these doors.
  public init(services: Services) {
    self.services = services
    clients = ClientCache(services: services)
    ledgerWriter = LedgerWriter(services: services)
    lifetime = Stopwatch(services.clock)
    listener = WebhookListener(services: services)
  }

  /// The same interpreter for commands that follow each other without a person in between.
  ///
  /// Its owner calls `settle` when they have ended.
  func forSequence() -> Interpreter {
    var interpreter = self
    interpreter.holdsOutcomes = true
    return interpreter
  }

  /// Writes down what became of starts and stops; answers why that failed.
  func settle() -> Failure? {
    do throws(LedgerError) {
      try ledgerWriter.settle()
      return nil
    } catch {
      return .ledger(error, .outcomeUnnoted)
    }
  }

  /// The time that sessions go by: since the interpreter was made.
  var age: Duration { lifetime.elapsed }

  /// Runs a statement.
  ///
  /// On a failure the session keeps only what was learnt of recordings.
  func perform(_ prepared: BoundStatement, in session: inout Session, scope: inout Scope) async
    -> CommandOutcome
  {
    let heard = hear(in: &session)
    session.now = lifetime.elapsed
    let met = await meetDeadlines(in: &session)
    var outcome = await carryOut(prepared, in: &session, scope: &scope)
    outcome.notes = heard.notes + met.notes + outcome.notes
    outcome.warnings = heard.warnings + met.warnings + outcome.warnings
    for place in outcome.failures.indices {
      outcome.failures[place] = outcome.failures[place].advisingOnToken(in: session)
    }
    for place in outcome.warnings.indices {
      outcome.warnings[place] = outcome.warnings[place].advisingOnToken(in: session)
    }
    if listener.log.count > session.hooks.told {
      outcome.webhooks = listener.log.after(session.hooks.told)
      session.hooks.told = outcome.webhooks.last?.number ?? session.hooks.told
    }
    return outcome
  }

  private func carryOut(
    _ prepared: BoundStatement, in session: inout Session, scope: inout Scope
  ) async -> CommandOutcome {
    switch prepared {
    case .capture(let name, let query, let isSecret):
      return await capture(name, query, isSecret: isSecret, in: &session, scope: &scope)
    case .polling(let polling):
      let unwritten = settle()
      var outcome = await poll(polling, in: &session, scope: scope)
      outcome.warnings += [unwritten].compactMap(\.self)
      return outcome
    // Whoever runs units does these; there is nothing to send for them.
    case .preview, .watch: return CommandOutcome()
    case .command(let command):
      // What is about the shell itself leaves the last answer to be looked at.
      if let order = command.shellOrder(in: session) { return CommandOutcome(next: .shell(order)) }
      if let question = file(of: command)?.question(in: session) {
        return CommandOutcome(next: .confirm(question))
      }
      // `http`, `elapsed` and `error` are about this command alone; `last` stays until another answer comes.
      if !command.leavesLastAnswer { session.last = LastAnswer(json: session.last.json) }
      if session.hooks.isListening { listener.trust(client(for: session)) }
      session.hooks.release()
      do throws(Mistakes) {
        let outcome = await perform(try command.plan(in: session), in: &session)
        return writtenToFile(outcome, in: &session).told(by: personsClock)
      } catch {
        return CommandOutcome(failures: error.list)
      }
    }
  }

  /// The file that a command may write over; nil for one that writes none, or only new ones.
  private func file(of command: any Command) -> PersonsFile? {
    guard let writing = command.writing, writing.mayReplace,
      let destination = writing.destination
    else { return nil }
    return PersonsFile(destination, services.files)
  }

  private func perform(_ action: Action, in session: inout Session) async -> CommandOutcome {
    switch action {
    case .done(let report, let next):
      if let next { session = next }
      return CommandOutcome(reports: report.map { [$0] } ?? [])
    case .ask(let step): return await ask(step, in: &session)
    case .nothingToStop: return nothingToStop(in: session)
    case .follow(let order): return CommandOutcome(next: .follow(order))
    case .confirm(let question): return CommandOutcome(next: .confirm(question))
    case .pause(let duration): return await pause(duration, in: &session)
    case .include(let inclusion): return CommandOutcome(next: .include(inclusion))
    case .listen(let order): return await listen(order, in: &session)
    case .lookBack(let order): return lookBack(order, in: session)
    case .readCredential(let key, let source): return readCredential(key, source, in: &session)
    case .shell(let order): return CommandOutcome(next: .shell(order))
    case .identify(let order): return await identify(order, in: &session)
    case .recover(let order): return await recover(order, in: &session)
    case .quit(let code): return CommandOutcome(next: .quit(code: code))
    }
  }

  /// The clock of whoever reads the answers, as it stands now.
  var personsClock: PersonsClock {
    PersonsClock(now: services.now(), secondsFromUTC: services.secondsFromUTC)
  }

  /// The client that the session's settings ask for.
  func client(for session: Session) -> Client { clients.client(for: session) }

  private func pause(_ duration: Duration, in session: inout Session) async -> CommandOutcome {
    var outcome = CommandOutcome()
    outcome.warnings += [settle()].compactMap(\.self)
    do {
      let met = try await rest(duration, in: &session)
      outcome.notes += met.notes
      outcome.warnings += met.warnings
    } catch {
      outcome.failures = [.interrupted]
    }
    return outcome
  }

  /// Sends a step's requests and all steps that follow from the answers.
  func ask(_ first: any Step, in session: inout Session) async -> CommandOutcome {
    var outcome = CommandOutcome()
    let watch = Stopwatch(services.clock)
    session.hooks.commandBegins(after: listener.mailbox.count)
    outcome.next = .step(first)
    while case .step(let step) = outcome.next {
      outcome.next = .proceed
      await advance(step, in: &session, into: &outcome)
    }
    if case .fetch(let transfer) = outcome.next {
      outcome.next = .proceed
      await fetch(transfer, in: &session, into: &outcome)
    }
    if case .align(let order) = outcome.next {
      outcome.next = .proceed
      await align(order, in: &session, into: &outcome)
    }
    if case .draw(let order) = outcome.next {
      outcome.next = .proceed
      draw(order, in: &session, into: &outcome)
    }
    if outcome.didSend { outcome.answer.elapsed = watch.elapsed }
    outcome.answer.refusal = outcome.failures.compactMap(\.refusal).first
    session.last = outcome.answer
    return outcome
  }

  // What long scripts are made of; for any other step each value is handled through its type.
  @specialized(where S == StartStep)
  @specialized(where S == StopStep)
  private func advance<S: Step>(
    _ step: S, in session: inout Session, into outcome: inout CommandOutcome
  ) async {
    let requests: [S.Request]
    do throws(Mistakes) {
      requests = try step.requests(in: session)
    } catch {
      outcome.failures += error.list
      return
    }
    let intention: Intention
    do throws(LedgerError) {
      intention = try intend(step, requests, session)
    } catch {
      guard session.target.kind != .live else {
        outcome.failures.append(.ledger(error, .nothingSent))
        return
      }
      outcome.warnings.append(.ledger(error, .startUnnoted))
      intention = Intention(asked: services.now())
    }
    session.sent = services.now()
    let client = client(for: session)
    outcome.warnings += await doubts(about: requests, in: session, client)
    let results = await send(requests, by: client, session)
    outcome.didSend = true
    record(step, results, intention, session, into: &outcome)
    session.now = lifetime.elapsed
    session.serviceClock.note(results)
    session.seenIdentifiers?.note(results, at: session.now)
    var came = step.finish(results, in: &session)
    explain(&came.failures, of: results, in: &session)
    note(came.ledger, session, into: &outcome)
    outcome.append(came)
    session.noteRefusals(among: outcome.absorb(results))
  }

  /// Adds to failures what their requests, and what is known of the session, have to say.
  private func explain<Request: Endpoint>(
    _ failures: inout [Failure], of results: [StepResult<Request>], in session: inout Session
  ) {
    let failed = results.filter { $0.error != nil }
    // What every answer lacks is about what was asked for all the same.
    let asked = failed.isEmpty ? Array(results.prefix(1)) : failed
    guard failed.isEmpty || failed.count == failures.count else { return }
    for place in failures.indices {
      guard let item = failed.isEmpty ? asked.first : asked[place] else { continue }
      failures[place].notes += item.doubts(in: &session)
      show(item.request, in: &failures[place], session)
      failures[place].suggest(session.meantIDs(of: item.request.scope))
    }
  }

  /// Shows the request of a refusal in a script: what was sent cannot be seen from its text.
  func show<Request: Endpoint>(
    _ request: Request, in failure: inout Failure, _ session: Session
  ) {
    guard case .script = session.provenance, failure.category == .api,
      failure.refusal?.status != nil
    else { return }
    let call = client(for: session).call(for: request)
    failure.notes.append("request: \(CurlText.command(call, at: session.target.origin))")
  }

  /// All requests, at most `concurrency` at once, with their results in the order asked.
  private func send<Request: Endpoint>(
    _ requests: [Request], by client: Client, _ session: Session
  ) async -> [StepResult<Request>] {
    if requests.count == 1 {
      return [await StepResult(requests[0], sentBy: client)]
    }
    return await withTaskGroup(of: (Int, StepResult<Request>).self) { group in
      var results = [StepResult<Request>?](repeating: nil, count: requests.count)
      var following = 0
      func sendNext() {
        guard following < requests.count else { return }
        let place = following
        let request = requests[place]
        following += 1
        group.addTask { (place, await StepResult(request, sentBy: client)) }
      }
      for _ in 0..<session.settings.concurrency { sendNext() }
      var done = 0
      for await (place, result) in group {
        results[place] = result
        sendNext()
        done += 1
        services.progress?(done, requests.count, .answers)
      }
      return results.compactMap { $0 }
    }
  }
}

extension StepResult {
  init(_ request: Request, sentBy client: Client) async {
    let delivery = await client.deliver(request)
    self.init(request: request, result: delivery.result, attempts: delivery.attempts)
  }

  /// A room, session or participant that is not there makes doubtful what was believed to run in it.
  ///
  /// - Returns: what is to be said of it.
  fileprivate func doubts(in session: inout Session) -> [String] {
    guard case .http(_, let problem) = error, problem.category == .notFound,
      let room = request.scope.room
    else { return [] }
    let isAboutPerson = problem.message.lowercased().contains("participant not")
    return [session.doubt(room, isAboutPerson ? request.scope.participant : nil)]
      .compactMap(\.self)
  }
}

extension ServiceClock {
  /// Takes the times of answers.
  fileprivate mutating func note<Request: Endpoint>(_ results: [StepResult<Request>]) {
    for item in results {
      guard case .success(let answer) = item.result, let sent = item.attempts.last?.begun
      else { continue }
      // The answers of the control plane go by this machine's clock, and tell the sandbox's in what they hold.
      let told =
        Request.self == SandboxRequest.self
        ? (answer.value as? JSONValue)?["now"].text.flatMap { WireDate($0).date } : answer.date
      if let told { note(told, sent: sent) }
    }
  }
}

extension SeenIdentifiers {
  /// Takes what the answers to requests told of.
  mutating func note<Request: Endpoint>(_ results: [StepResult<Request>], at time: Duration) {
    for item in results {
      guard case .success(let answer) = item.result,
        let telling = answer.value as? any IdentifierSource
      else { continue }
      note(telling.seenIdentifiers(at: time))
    }
  }
}
