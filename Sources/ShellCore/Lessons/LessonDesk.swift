import CommandLanguage
import FoundationEssentials
import Ledger
import Synchronization
import VideoSDKClient

/// A lesson under way: a sandbox of its own, what the learner does there, and what the checks say of it.
///
/// Nothing in it can reach another service, or any ledger but its own in memory.
struct LessonDesk: Sendable {
  let lesson: Lesson
  /// What the learner types goes through it.
  let interpreter: Interpreter
  /// What the learner begins with: the room, participant and token of the set-up, but none of its recordings.
  let session: Session
  private(set) var verdicts: [Verdict] = []
  private(set) var isDone = false
  /// How many hints were shown.
  private(set) var hintCount = 0
  private let sandbox: OwnSandbox
  private let wire: WireLog
  private var facts: LessonFacts
  /// Lines in a row that sent or changed something and brought no check nearer.
  private var missCount = 0
  /// How far each check has come so far, in expectations.
  private var furthest: [Int] = []
  /// The line of the solution that is offered next.
  private var solutionPlace = 0

  /// What one check says.
  struct Verdict: Sendable, Equatable {
    let check: String
    /// What is wrong; nil when it holds.
    let complaint: String?
    /// How many of its expectations hold, up to the first that fails.
    let held: Int
  }

  /// What a line came to.
  struct Look: Sendable {
    var exchanges: [Exchange] = []
    var changes: [LessonFacts.Change] = []
    /// Nil where nothing is to be said of the checks.
    var verdicts: [Verdict]?
    var offersHint = false
    var isDoneNow = false
  }

  /// The variable that holds a token which has ended, for set-ups: `set token env:ENDED_TOKEN`.
  static let endedToken = "ENDED_TOKEN"
  /// The longest that what came is waited for to have its effect.
  private static let moment = Duration.milliseconds(200)
  /// A miss of this count in a row brings the offer of a hint.
  private static let patience = 3

  /// Opens a sandbox and sets the lesson up in it.
  ///
  /// - Parameter settings: how the learner wants things written.
  /// - Throws: `Mistakes` when there is no sandbox, or the set-up fails.
  init(
    _ lesson: Lesson, _ services: Services, _ doors: LessonDoors, settings: Settings = Settings()
  ) async throws(Mistakes) {
    let sandbox: OwnSandbox
    do throws(SandboxProblem) { sandbox = try await doors.openSandbox() } catch {
      throw Mistakes(.noLessonSandbox(error))
    }
    do throws(Mistakes) {
      try await self.init(lesson, in: sandbox, services, doors, settings)
    } catch {
      sandbox.close()
      throw error
    }
  }

  private init(
    _ lesson: Lesson, in sandbox: OwnSandbox, _ services: Services, _ doors: LessonDoors,
    _ settings: Settings
  ) async throws(Mistakes) {
    let wire = WireLog()
    var own = services.confined(to: sandbox)
    let ledger: Ledger
    do throws(LedgerError) { ledger = try Ledger.inMemory() } catch {
      throw Mistakes(.ledger(error, .unread))
    }
    own.openLedger = { _ in ledger }
    own.hasLedger = { _ in true }
    own.environment = [Self.endedToken: await Self.mintEndedToken(sandbox, services)]
    let start = Session(sandbox, settings: settings)
    let prepared = try await Self.setUp(lesson, own, start)
    own.shellID = "\(services.shellID)-lesson"
    own.tellWebhook = services.tellWebhook
    own.progress = services.progress
    own.waiting = services.waiting
    own.observe = { exchange in
      wire.note(exchange)
      services.observe?(exchange)
    }
    let examined = ExaminedFiles()
    // A script is played elsewhere: not through doors that lead to this sandbox alone.
    own.examineFile = { path in await examined.facts(of: path, services, doors) }
    self.lesson = lesson
    self.sandbox = sandbox
    self.wire = wire
    interpreter = Interpreter(services: own)
    var session = start
    session.settings = prepared.settings
    for key in [SettingKey.room, .participant] {
      guard let text = prepared.settings.text(key) else { continue }
      session.settings.put(key, text, from: .lesson)
    }
    session.credentials = prepared.credentials.told(as: .lesson)
    self.session = session
    facts = LessonFacts(session, sandbox: nil, files: nil)
    facts = await now(session)
    verdicts = await judge(session, Scope())
    furthest = verdicts.map(\.held)
    _ = wire.take()
  }

  /// Ends the sandbox with all that runs in it.
  func close() { sandbox.close() }

  private static func mintEndedToken(_ sandbox: OwnSandbox, _ services: Services) async -> String {
    let token = try? await AccessToken.mint(
      apiKey: sandbox.apiKey, secret: sandbox.secret,
      issuedAt: services.now().addingTimeInterval(-7_200), lifetime: .seconds(3_600))
    return token?.reveal() ?? ""
  }

  /// Runs the set-up as a script of another shell, so that what it started is nobody's.
  private static func setUp(
    _ lesson: Lesson, _ services: Services, _ session: Session
  ) async throws(Mistakes) -> Session {
    let (script, problems) = Checker.check(
      lesson.setup, arguments: ScriptArguments(), session: session, services: services)
    guard let script else { throw Mistakes(problems) }
    let failures = Mutex<[Failure]>([])
    var replayer = ScriptReplayer(
      script, session: session, interpreter: Interpreter(services: services), isOutermost: false
    ) { event in
      guard case .completed(let outcome) = event, !outcome.isTolerated else { return }
      failures.withLock { $0 += outcome.failures }
    }
    await replayer.runBody()
    await replayer.runDeferred()
    let found = failures.withLock { $0 }
    guard found.isEmpty else { throw Mistakes(found) }
    return replayer.session
  }
}

// What is looked at.
extension LessonDesk {
  /// Looks at what a line of the learner's came to, or at what came while nothing was typed.
  mutating func look(_ session: Session, _ scope: Scope, isTyped: Bool = true) async -> Look {
    let exchanges = wire.take()
    let before = verdicts
    // The sandbox notes that a webhook was taken a moment behind its coming here.
    if !isTyped {
      await settle(session, scope, within: Self.moment) { $0.allSatisfy { $0.complaint == nil } }
    }
    let now = await now(session)
    let changes = facts.changes(to: now)
    facts = now
    verdicts = await judge(session, scope)
    _ = wire.take()
    guard !isDone else { return Look(exchanges: exchanges, changes: changes) }
    var look = Look(exchanges: exchanges, changes: changes)
    let didSomething = !exchanges.isEmpty || !changes.isEmpty
    if didSomething || verdicts != before { look.verdicts = verdicts }
    isDone = verdicts.allSatisfy { $0.complaint == nil }
    look.isDoneNow = isDone
    let isNearer = zip(furthest, verdicts).contains { $1.held > $0 }
    furthest = zip(furthest, verdicts).map { max($0, $1.held) }
    if isNearer { missCount = 0 } else if didSomething, isTyped { missCount += 1 }
    if missCount == Self.patience, !isDone {
      missCount = 0
      look.offersHint = hintCount < lesson.hints.count
    }
    return look
  }

  /// Looks until the checks say what is hoped for or the time is over: webhooks and files come a moment later.
  mutating func settle(
    _ session: Session, _ scope: Scope, within limit: Duration, _ hope: ([Verdict]) -> Bool
  ) async {
    let clock = ContinuousClock()
    let end = clock.now + limit
    while !hope(verdicts), clock.now < end, !Task.isCancelled {
      try? await clock.sleep(for: .milliseconds(20))
      var session = session
      _ = interpreter.hear(in: &session)
      verdicts = await judge(session, scope)
    }
    _ = wire.take()
  }

  private func now(_ session: Session) async -> LessonFacts {
    LessonFacts(
      session, sandbox: await value(of: Query(root: .sandbox), session),
      files: await value(of: Query(root: .state, name: Query.writtenFiles), session))
  }

  private func value(of query: Query, _ session: Session) async -> JSONValue? {
    var session = session
    var retried: [RetriedRequest] = []
    let found = await interpreter.look(
      query, within: .seconds(10), in: &session, scope: Scope(), retried: &retried)
    if case .success(.json(let value)) = found { return value }
    return nil
  }

  private func judge(_ session: Session, _ scope: Scope) async -> [Verdict] {
    var verdicts: [Verdict] = []
    for check in lesson.checks {
      verdicts.append(await verdict(on: check, session, scope))
    }
    return verdicts
  }

  private func verdict(
    on check: Lesson.Check, _ session: Session, _ scope: Scope
  ) async -> Verdict {
    var session = session
    var retried: [RetriedRequest] = []
    for (held, expectation) in check.expectations.enumerated() {
      guard case .condition(let condition) = expectation.claim else { continue }
      let failure = await interpreter.check(
        condition, in: &session, scope: scope, retried: &retried)
      guard let failure else { continue }
      // What is not there is not wrong yet; a lost sandbox is.
      guard [.expectation, .script].contains(failure.category) else {
        return Verdict(check: check.text, complaint: failure.message, held: held)
      }
      let own = expectation.complaint.flatMap { try? Expansion.expand($0, in: scope).text }
      let complaint = own.flatMap { $0.isEmpty ? nil : $0 } ?? check.text
      return Verdict(check: check.text, complaint: complaint, held: held)
    }
    return Verdict(check: check.text, complaint: nil, held: check.expectations.count)
  }
}

// What the learner asks for.
extension LessonDesk {
  /// The next hint, with its number; nil when there are no more.
  mutating func nextHint() -> (number: Int, text: String)? {
    guard hintCount < lesson.hints.count else { return nil }
    hintCount += 1
    return (hintCount, lesson.hints[hintCount - 1])
  }

  /// The line of the solution that comes next; nil behind the last.
  var nextSolutionLine: String? {
    lesson.solution.indices.contains(solutionPlace) ? lesson.solution[solutionPlace].text : nil
  }

  /// Notes what was typed, for the line that is offered next.
  mutating func note(typed text: String) {
    if text.trimmingSpace == nextSolutionLine { solutionPlace += 1 }
  }
}

/// What was found in the learner's files, each looked into again only when it has changed.
private actor ExaminedFiles {
  private var known: [String: (bytes: [UInt8], facts: [JSONValue.Member])] = [:]

  func facts(
    of path: String, _ services: Services, _ doors: LessonDoors
  ) async -> [JSONValue.Member] {
    guard let bytes = try? services.files.read(path) else { return [] }
    if let old = known[path], old.bytes == bytes { return old.facts }
    let file = LessonFile(path: path, bytes: bytes)
    let facts: [JSONValue.Member] =
      path.hasSuffix(".vsdk")
      ? await file.scriptFacts(services, doors)
      : [.init(name: "plays", value: .bool(file.plays))]
    known[path] = (bytes, facts)
    return facts
  }
}

extension Query {
  /// A query that nobody wrote.
  fileprivate init(root: Root, name: String? = nil) {
    let nowhere = SourceSpan(0, 0)
    self.init(root: root, path: name.map { [.name(Name($0, nowhere))] } ?? [], span: nowhere)
  }
}

extension Failure {
  fileprivate static func noLessonSandbox(_ problem: SandboxProblem) -> Failure {
    Failure(
      .transport, "no-lesson-sandbox",
      "the sandbox of the lesson did not start: \(problem.reason)",
      hints: ["`lesson again` tries once more; the shell goes on as it was"])
  }
}
