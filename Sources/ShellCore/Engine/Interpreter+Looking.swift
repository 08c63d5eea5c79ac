import CommandLanguage
import Patterns
import VideoSDKClient

/// `let`, `wait until` and `expect`: what looks at answers, and asks the server only for `recording.KIND` and `sandbox`.
extension Interpreter {
  /// Evaluates a query; `recording.KIND` and `sandbox` ask the server first.
  ///
  /// - Parameters:
  ///   - limit: how long the server may take; nil for as long as any request may.
  ///   - retried: gets what was sent more than once.
  func look(
    _ query: Query, within limit: Duration? = nil, in session: inout Session, scope: Scope,
    retried: inout [RetriedRequest]
  ) async -> Result<QueryValue, Failure> {
    var record: JSONValue?
    if query.asksServer {
      let sight =
        query.root == .sandbox
        ? await sandboxState(query, within: limit, in: session, retried: &retried)
        : await newestRecord(query, within: limit, in: session, retried: &retried)
      switch sight {
      case .success(.found(let found)): record = found
      case .success(.unanswered): return .success(.unanswered)
      case .failure(let failure): return .failure(failure)
      }
    }
    if query.root == .hook, !session.hooks.isListening {
      return .failure(.nothingListens(query.span))
    }
    do throws(UndefinedVariable) {
      let evaluator = QueryEvaluator(
        session: session, scope: scope, record: query.root == .recording ? record : nil,
        hook: hook(in: session), sandbox: query.root == .sandbox ? record : nil,
        files: query.isAboutFiles ? await writtenFiles(in: session) : nil)
      return .success(try evaluator.value(of: query))
    } catch {
      return .failure(.undefinedVariable(error))
    }
  }

  func capture(
    _ name: Name, _ query: Query, isSecret: Bool, in session: inout Session,
    scope: inout Scope
  ) async -> CommandOutcome {
    var outcome = CommandOutcome()
    switch await look(query, in: &session, scope: scope, retried: &outcome.retried) {
    case .failure(let failure): outcome.failures = [failure]
    case .success(.json(let value)):
      if isSecret {
        guard SecretReader.isLongEnough(value.plainText) else {
          outcome.failures = [.secretTooShort(query)]
          return outcome
        }
        services.redactor.add([value.plainText])
      }
      scope[name.text] = .json(value)
    case .success(.duration(let duration)):
      scope[name.text] = .text(DurationText.precise(duration))
    case .success(let nothing): outcome.failures = [.captureFailed(query, nothing)]
    }
    return outcome
  }

  /// Checks one condition; nil when it holds.
  func check(
    _ condition: Condition, in session: inout Session, scope: Scope,
    retried: inout [RetriedRequest]
  ) async -> Failure? {
    switch await compare(condition, in: &session, scope: scope, retried: &retried) {
    case .failure(let failure): failure
    case .success((true, _)): nil
    case .success((false, let actual)): .expectation(condition.span, actual: actual)
    }
  }

  func compare(
    _ condition: Condition, within limit: Duration? = nil, in session: inout Session, scope: Scope,
    retried: inout [RetriedRequest]
  ) async -> Result<(holds: Bool, actual: QueryValue), Failure> {
    await look(
      condition.query, within: limit, in: &session, scope: scope, retried: &retried
    ).flatMap { actual in
      let expected: Expected?
      do throws(UndefinedVariable) {
        expected = try condition.operand.map { operand throws(UndefinedVariable) in
          try Expected(operand, in: scope)
        }
      } catch {
        return .failure(.undefinedVariable(error))
      }
      do throws(MatchProblem) {
        let holds = try Expectation.holds(condition, actual: actual, operand: expected)
        return .success((holds == true, actual))
      } catch {
        return .failure(.unmatched(error, condition.operand?.span))
      }
    }
  }

  func poll(
    _ polling: Polling, in session: inout Session, scope: Scope
  ) async -> CommandOutcome {
    let watch = Stopwatch(services.clock)
    var outcome = CommandOutcome()
    var seen = PollHistory()
    var nextHook = session.hooks.first
    let isAboutHooks = polling.condition.query.root == .hook
    while true {
      // Counted before the look, so that what comes meanwhile ends the pause behind it.
      let hookCount = isAboutHooks ? listener.mailbox.count : 0
      let look =
        isAboutHooks
        ? await pollHooks(
          polling.condition, from: &nextHook, in: &session, scope: scope, seen: &seen)
        : await pollOnce(
          polling.condition, within: polling.limit - watch.elapsed, in: &session, scope: scope,
          seen: &seen, retried: &outcome.retried)
      switch look {
      case .failure(let failure):
        outcome.failures = [failure]
        return outcome
      case .success(true):
        if session.permit == nil {
          let time = watch.elapsed
          let after = time < .seconds(1) ? "now" : "after \(DurationText.short(time))"
          outcome.notes.append("true \(after): \(Printer.print(polling.condition))")
        }
        return outcome
      case .success(false): break
      }
      let left = polling.limit - watch.elapsed
      guard left > .zero else {
        outcome.failures = [
          .pollingEnded(polling.condition.span, seen: seen, after: watch.elapsed)
        ]
        return outcome
      }
      do {
        let pause = min(polling.interval, left)
        if isAboutHooks {
          try await rest(pause, untilMoreThan: hookCount)
        } else {
          let met = try await rest(pause, in: &session)
          outcome.notes += met.notes
          outcome.warnings += met.warnings
        }
      } catch {
        outcome.failures = [.interrupted]
        return outcome
      }
    }
  }

  private func pollOnce(
    _ condition: Condition, within limit: Duration, in session: inout Session, scope: Scope,
    seen: inout PollHistory, retried: inout [RetriedRequest]
  ) async -> Result<Bool, Failure> {
    await compare(
      condition, within: limit, in: &session, scope: scope, retried: &retried
    ).map { holds, value in
      if !holds { seen.note(value) }
      return holds
    }
  }

  /// What a look has at least, so that an answer can come to the last one too.
  private static let shortestLook = Duration.seconds(1)

  /// What a look at the list of recordings came to.
  private enum Sight {
    case found(JSONValue?)
    /// The time was over before the server had answered.
    case unanswered
  }

  /// What the sandbox tells of itself, or which requests it received.
  private func sandboxState(
    _ query: Query, within limit: Duration?, in session: Session, retried: inout [RetriedRequest]
  ) async -> Result<Sight, Failure> {
    guard session.target.isSandbox else {
      return .failure(.sandboxOnly(query, target: session.target.label))
    }
    let result = await ask(
      query.sandboxRequest, within: limit, in: session, retried: &retried)
    switch result.result {
    case .success(let answer): return .success(.found(answer.value))
    case .failure(let error):
      return unanswered(error, within: limit, in: session)
        ?? .failure(result.failure(error, about: "sandbox", in: session, isOfControlPlane: true))
    }
  }

  private func ask<Request: Endpoint>(
    _ request: Request, within limit: Duration?, in session: Session,
    retried: inout [RetriedRequest]
  ) async -> StepResult<Request> {
    let client = client(for: session)
    let limited = limit.map { client.limited(to: max($0, Self.shortestLook)) } ?? client
    let result = await StepResult(request, sentBy: limited)
    retried += [RetriedRequest(result)].compactMap(\.self)
    return result
  }

  /// The sight of a server that took longer than a look may; nil for any other error.
  private func unanswered(
    _ error: ClientError, within limit: Duration?, in session: Session
  ) -> Result<Sight, Failure>? {
    guard case .timedOut = error, let limit, limit < session.settings.timeout else { return nil }
    return .success(.unanswered)
  }

  /// The files that this session wrote, in the order of their writing, as they are on disk now.
  private func writtenFiles(in session: Session) async -> JSONValue {
    var files: [JSONValue] = []
    for path in session.writtenFiles {
      guard case .file(let bytes) = services.files.status(path) else { continue }
      let facts: [JSONValue.Member] = [
        .init(name: "path", value: .string(path)), .init(name: "bytes", value: .number(bytes)),
        .init(name: "type", value: .string(path.split(separator: ".").last.map(String.init) ?? "")),
      ]
      files.append(.object(facts + (await services.examineFile?(path) ?? [])))
    }
    return .array(files)
  }

  /// The newest record of a kind for the session's room and participant.
  ///
  /// The newest stand on the first page; a query asks for no other.
  private func newestRecord(
    _ query: Query, within limit: Duration?, in session: Session, retried: inout [RetriedRequest]
  ) async -> Result<Sight, Failure> {
    guard case .name(let name) = query.path.first else { return .success(.found(nil)) }
    do throws(Failure) {
      switch try RecordingQuery(name.text, at: Name("expect", query.span), in: session) {
      case .recording(let subject):
        return await newest(
          RecordingQuery.firstPage(of: subject), query, within: limit, in: session,
          retried: &retried
        ) { page in LatestRecording.newest(of: subject, in: page)?.json }
      case .merge(let room):
        return await newest(
          RecordingQuery.firstMerges(in: room), query, within: limit, in: session,
          retried: &retried
        ) { page in MergeSearch.newest(of: page)?.json }
      }
    } catch {
      return .failure(error)
    }
  }

  private func newest<List: PagedEndpoint>(
    _ list: List, _ query: Query, within limit: Duration?, in session: Session,
    retried: inout [RetriedRequest], _ pick: ([List.Element]) -> JSONValue?
  ) async -> Result<Sight, Failure> {
    let result = await ask(list, within: limit, in: session, retried: &retried)
    switch result.result {
    case .success(let answer): return .success(.found(pick(answer.value.elements)))
    case .failure(let error):
      if let sight = unanswered(error, within: limit, in: session) { return sight }
      let subject = "recording\(query.path.first?.drawn ?? "")"
      var failure = result.failure(error, about: subject, in: session)
      show(list, in: &failure, session)
      return .failure(failure)
    }
  }
}

extension Query {
  /// The member of `state` that tells of files.
  static let writtenFiles = "files"

  /// Whether nobody here knows what it asks for.
  var asksServer: Bool { root == .recording || root == .sandbox }

  fileprivate var isAboutFiles: Bool { root == .state && firstName == Self.writtenFiles }

  private var firstName: String? {
    if case .name(let name)? = path.first { name.text } else { nil }
  }

  /// What a query of the sandbox asks it.
  var sandboxRequest: SandboxRequest { firstName == "requests" ? .requests : .state }
}

/// What a `wait until` saw, runs of equal values drawn as one.
struct PollHistory: Sendable {
  private var runs: [(text: String, count: Int)] = []
  private(set) var polls = 0

  mutating func note(_ value: QueryValue) {
    polls += 1
    if let last = runs.last, last.text == value.drawn {
      runs[runs.count - 1].count += 1
    } else {
      runs.append((value.drawn, 1))
    }
  }

  /// `starting, recording ×5`; the middle of a long list is left out.
  var drawn: String {
    let texts = runs.map { $0.count == 1 ? $0.text : "\($0.text) ×\($0.count)" }
    guard texts.count > 8 else { return texts.joined(separator: ", ") }
    return (texts.prefix(4) + ["…"] + texts.suffix(3)).joined(separator: ", ")
  }
}

extension Failure {
  fileprivate static func pollingEnded(
    _ span: SourceSpan, seen: PollHistory, after: Duration
  ) -> Failure {
    Failure(
      .expectation, "wait-until-failed", "`wait until` ran out of time", span: span,
      notes: [
        "\(seen.polls) \(seen.polls == 1 ? "poll" : "polls") in \(DurationText.short(after)): \(seen.drawn)"
      ])
  }

  fileprivate static func secretTooShort(_ query: Query) -> Failure {
    Failure(
      .expectation, "secret-too-short", "what is found has \(SecretReader.tooShort)",
      span: query.span)
  }

  fileprivate static func captureFailed(_ query: Query, _ found: QueryValue) -> Failure {
    Failure(
      .expectation, "capture-failed", "nothing to keep", span: query.span, label: found.drawn,
      notes: found.notes,
      hints: ["`last` is the answer of the command above; look at it with --output json"])
  }
}
