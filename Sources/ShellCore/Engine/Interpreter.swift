import CommandLanguage
import FoundationEssentials
import Ledger
import VideoSDKClient

/// Runs one prepared statement at a time: the only code of the shell that waits for the network.
public struct Interpreter: Sendable {
  let services: Services
  private let clients: ClientCache
  let ledgerWriter: LedgerWriter
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
    -> Performance
  {
    let heard = hear(in: &session)
    session.now = lifetime.elapsed
    var performance = await carryOut(prepared, in: &session, scope: &scope)
    performance.notes = heard.notes + performance.notes
    performance.warnings = heard.warnings + performance.warnings
    return performance
  }

  private func carryOut(
    _ prepared: BoundStatement, in session: inout Session, scope: inout Scope
  ) async -> Performance {
    switch prepared {
    case .capture(let name, let query, let isSecret):
      return await capture(name, query, isSecret: isSecret, in: &session, scope: &scope)
    case .polling(let polling):
      let unwritten = settle()
      var performance = await poll(polling, in: &session, scope: scope)
      performance.warnings += [unwritten].compactMap(\.self)
      return performance
    case .preview(let order): return preview(order, in: session)
    case .watch(let order):
      return await perform(.command(order.command), in: &session, scope: &scope)
    case .command(let command):
      // What is about the shell itself leaves the last answer to be looked at.
      if let order = command.shellOrder(in: session) { return Performance(next: .shell(order)) }
      // `http`, `elapsed` and `error` are about this command alone; `last` stays until another answer comes.
      session.last = LastAnswer(json: session.last.json)
      if session.hooks.isListening { listener.trust(client(for: session)) }
      session.hooks.release()
      do throws(Mistakes) {
        return await perform(try command.plan(in: session), in: &session)
      } catch {
        return Performance(failures: error.list)
      }
    }
  }

  private func perform(_ action: Action, in session: inout Session) async -> Performance {
    switch action {
    case .done(let report, let next):
      session = next
      return Performance(reports: report.map { [$0] } ?? [])
    case .ask(let step): return await ask(step, in: &session)
    case .pause(let duration): return await pause(duration)
    case .include(let inclusion): return Performance(next: .include(inclusion))
    case .listen(let order): return await listen(order, in: &session)
    case .readCredential(let key, let source): return readCredential(key, source, in: &session)
    case .shell(let order): return Performance(next: .shell(order))
    case .identify(let order): return await identify(order, in: &session)
    case .recover(let order): return await recover(order, in: &session)
    case .quit(let code): return Performance(next: .quit(code: code))
    }
  }

  /// The client that the session's settings ask for.
  func client(for session: Session) -> Client { clients.client(for: session) }

  private func pause(_ duration: Duration) async -> Performance {
    var performance = Performance()
    performance.warnings += [settle()].compactMap(\.self)
    do {
      try await services.clock.sleep(for: duration)
    } catch {
      performance.failures = [.interrupted]
    }
    return performance
  }

  /// Sends a step's requests and all steps that follow from the answers.
  func ask(_ first: any Step, in session: inout Session) async -> Performance {
    var performance = Performance()
    let watch = Stopwatch(services.clock)
    session.hooks.commandBegins(after: listener.mailbox.count)
    var next: (any Step)? = first
    while let step = next {
      next = await advance(step, in: &session, into: &performance)
    }
    if let transfer = performance.transfer {
      await fetch(transfer, in: session, into: &performance)
    }
    if performance.didSend { performance.elapsed = watch.elapsed }
    session.last = LastAnswer(
      http: performance.http, json: performance.json, elapsed: performance.elapsed,
      refusal: performance.failures.compactMap(\.refusal).first)
    return performance
  }

  private func advance<S: Step>(
    _ step: S, in session: inout Session, into performance: inout Performance
  ) async -> (any Step)? {
    let requests: [S.Request]
    do throws(Mistakes) {
      requests = try step.requests(in: session)
    } catch {
      performance.failures += error.list
      return nil
    }
    let intention: Intention
    do throws(LedgerError) {
      intention = try intend(requests, session)
    } catch {
      guard session.target.kind != .live else {
        performance.failures.append(.ledger(error, .nothingSent))
        return nil
      }
      performance.warnings.append(.ledger(error, .startUnnoted))
      intention = Intention(asked: services.now())
    }
    let results = await send(requests, session)
    performance.didSend = true
    record(results, intention, session, into: &performance)
    session.now = lifetime.elapsed
    session.seenIdentifiers?.note(results, at: session.now)
    let outcome = step.finish(results, in: &session)
    performance.reports += outcome.reports
    tell(outcome.failures, of: results, in: &session, into: &performance)
    performance.failures += outcome.unmet.map { failure in
      var failure = failure
      failure.suggest(requests.first.map { session.meantIDs(of: $0.scope) } ?? [])
      return failure
    }
    note(outcome.ledger, session, into: &performance)
    if !outcome.toDecide.isEmpty { performance.next = .decide(outcome.toDecide) }
    performance.transfer = outcome.transfer
    performance.absorb(results)
    return outcome.next
  }

  private func tell<Request: Endpoint>(
    _ failures: [RequestFailure], of results: [StepResult<Request>], in session: inout Session,
    into performance: inout Performance
  ) {
    let failed = results.filter { $0.error != nil }
    for (place, failure) in failures.enumerated() {
      var failure = failure
      var meant: [String] = []
      if failed.count == failures.count {
        let request = failed[place].request
        failure.call = shown(request, in: session)
        failure.onlyRead = request.method == .get
        failure.notes += failed[place].doubts(in: &session)
        meant = session.meantIDs(of: request.scope)
      }
      var described = Failure.request(failure, at: session.target.origin)
      described.suggest(meant)
      performance.failures.append(described)
    }
  }

  /// A request that a failure shows: what a script sent cannot be seen from its text.
  func shown<Request: Endpoint>(_ request: Request, in session: Session) -> HTTPCall? {
    guard case .script = session.provenance else { return nil }
    return client(for: session).call(for: request)
  }

  /// All requests, at most `concurrency` at once, with their results in the order asked.
  private func send<Request: Endpoint>(
    _ requests: [Request], _ session: Session
  ) async -> [StepResult<Request>] {
    let client = clients.client(for: session)
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
    self.request = request
    do throws(ClientError) {
      result = .success(try await client.send(request))
    } catch {
      result = .failure(error)
    }
  }

  var error: ClientError? {
    if case .failure(let error) = result { error } else { nil }
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
