public import CommandLanguage
import VideoSDKClient

/// Runs a script abstractly over session state: finds every mistake and sends nothing.
public struct Checker {
  /// How deep scripts may include each other.
  static let depthLimit = 16

  let services: Services
  let rules: CheckRules
  var library: [String: SourceText] = [:]
  var secrets: [String: [String: String]] = [:]
  var problems: [Failure] = []
  var doubts = ScriptWarnings()
  var reach: ScriptReach
  var deferred: [Deferred] = []
  var walked = WalkedInclusions()
  var headers: [String: ScriptHeader] = [:]
  let clients: ClientCache
  var tellRequest: ((PlannedRequest) -> Void)?
  /// Where the recordings of a dry run were started.
  var timedStarts: [RecordedSubject: Diagnostic.Location] = [:]
  var tellsRequests: Bool { tellRequest != nil }
  private let watch: Stopwatch
  /// Nil for as long as it takes.
  private let limit: Duration?
  /// Whether it ended before it had seen all.
  private(set) var gaveUp = false

  init(
    _ script: String, services: Services, rules: CheckRules, within limit: Duration?,
    tellRequest: ((PlannedRequest) -> Void)? = nil
  ) {
    reach = ScriptReach(of: script)
    watch = Stopwatch(services.clock)
    self.limit = limit
    self.services = services
    self.rules = rules
    self.tellRequest = tellRequest
    clients = ClientCache(services: services)
  }

  /// Checks a script and everything it includes, and gives up when that takes too long or its task is cancelled.
  ///
  /// - Parameter limit: nil for as long as it takes.
  /// - Returns: the script when it may run, otherwise every mistake, in the order of the text; warnings come with a
  ///   script that may run. One failure where it gave up.
  public static func check(
    _ source: SourceText, arguments: ScriptArguments, session: Session, services: Services,
    rules: CheckRules = CheckRules(), within limit: Duration? = nil
  ) -> (script: CheckedScript?, problems: [Failure]) {
    var checker = Checker(source.name, services: services, rules: rules, within: limit)
    checker.doubts.above = AnswersAbove(session.last)
    var session = session
    session.begin(source.name, services)
    let header = ScriptHeader(source)
    let (scope, isComplete) = checker.outermostScope(header, source, arguments)
    checker.walk(
      source, header, scope, in: &session, chain: [source.name], includedFrom: [])
    checker.runDeferred(in: &session)
    guard !Task.isCancelled else { return (nil, [.interrupted]) }
    if checker.gaveUp, let limit { return (nil, [.checkLimit(limit)]) }
    if checker.problems.isEmpty {
      // A mistake raises doubts that are gone with it.
      checker.problems = checker.doubts.warnings(after: session, asErrors: rules.isStrict)
    }
    let problems = checker.problems.inOrder
    guard !problems.contains(where: \.isFatal), isComplete else { return (nil, problems) }
    let script = CheckedScript(
      source: source, scope: scope, library: checker.library, arguments: arguments,
      secrets: checker.secrets, reach: checker.reach)
    return (script, problems)
  }

  /// Asked before each command.
  mutating func goesOn() -> Bool {
    if Task.isCancelled || limit.map({ watch.elapsed >= $0 }) ?? false { gaveUp = true }
    return !gaveUp
  }

  mutating func walk(
    _ source: SourceText, _ header: ScriptHeader, _ start: Scope, in session: inout Session,
    chain: [String], includedFrom: [Diagnostic.Include]
  ) {
    var scope = start
    for parameter in header.parameters where scope[parameter.name.text] == nil {
      scope[parameter.name.text] = .placeholder("<\(parameter.name.text)>")
    }
    // One that cannot be read is a mistake of its own, and defined all the same.
    for secret in header.secrets where scope[secret.name.text] == nil {
      scope[secret.name.text] = .secret(nil)
    }
    let top = Diagnostic.Location(
      source: source, span: SourceSpan(0, 0), includedFrom: includedFrom)
    report(header.mistakes, at: top)
    reach.note(header, of: source.name)
    headers[source.name] = header
    var unused = UnusedNames(header)
    var quit: Name?
    for unit in ScriptUnits(source) {
      guard goesOn() else { return }
      var site = top
      site.span = unit.span
      unused.strike(unit)
      if let syntax = unit.command {
        if let quit { report([.quitNotLast(quit)], at: site) }
        quit = syntax.verb.text == QuitCommand.grammar.verb ? syntax.verb : nil
        doubts.allowsRefusal = unit.allowsRefusal
        session.provenance = .script(name: source.name, line: unit.line)
        services.redactor.add(syntax.writtenSecrets)
        check(syntax, of: unit, at: site, in: &session, scope: &scope, chain: chain)
      }
      report(unit.errors.map { .parse($0, in: source) }, at: site)
      check(unit, at: site, session, scope)
    }
    doubts.noteUnused(unused.names, at: top)
  }

  private mutating func check(
    _ unit: ScriptUnit, at site: Diagnostic.Location, _ session: Session, _ scope: Scope
  ) {
    for statement in unit.expectations {
      guard case .expectation(let expectation) = statement.body else { continue }
      guard unit.command != nil else {
        // The command above may be the one that did not parse.
        if unit.errors.isEmpty { report([.expectationWithoutCommand(statement.span)], at: site) }
        continue
      }
      report(StatementBinder.mistakes(in: expectation, scope: scope), at: site)
      doubts.note(expectation, statement, of: unit, at: site, session, scope)
    }
    // What is expected of a deferred command is looked at behind it, at the end.
    guard unit.command != nil, unit.command?.modifier != .defer else { return }
    look(unit.expectations, session, at: site)
  }

  mutating func look(
    _ expectations: [Statement], _ session: Session, at site: Diagnostic.Location
  ) {
    for statement in expectations {
      guard case .expectation(let expectation) = statement.body,
        case .condition(let condition) = expectation.claim
      else { continue }
      look(condition.query, session, at: site)
    }
  }

  /// What asking the server for `recording.KIND` or `sandbox` needs.
  private mutating func look(_ query: Query, _ session: Session, at site: Diagnostic.Location) {
    if query.root == .hook, !session.hooks.isListening {
      return report([.nothingListens(query.span)], at: site)
    }
    guard query.asksServer else { return }
    doubts.noteReading(at: site)
    if query.root == .sandbox {
      guard session.target.isSandbox else {
        return report([.sandboxOnly(query, target: session.target.label)], at: site)
      }
      reach.noteSending(in: session)
      return tell([query.sandboxRequest], session, site)
    }
    let place = Name("expect", query.span)
    guard let room = session.room else {
      return report([.noRoom(verb: place, isQuery: true)], at: site)
    }
    guard let participant = session.participant else {
      return report([.noParticipant(verb: place, isQuery: true)], at: site)
    }
    reach.noteSending(in: session)
    tell([ListTrackRecordings(room: room, participant: participant, page: 1)], session, site)
  }

  private mutating func check(
    _ syntax: CommandSyntax, of unit: ScriptUnit, at site: Diagnostic.Location,
    in session: inout Session, scope: inout Scope, chain: [String]
  ) {
    let bound: BoundStatement
    do throws(Mistakes) {
      bound = try StatementBinder.bind(syntax, span: site.span, in: scope)
    } catch {
      return report(error.list, at: site)
    }
    switch bound {
    case .watch:
      return report([.promptOnly(syntax.verb, because: WatchGrammar.reason)], at: site)
    case .command(let command):
      if let reason = command.reasonForPrompt {
        return report([.promptOnly(syntax.verb, because: reason)], at: site)
      }
      doubts.above.commandBegins(allowsRefusal: doubts.allowsRefusal)
      if syntax.modifier == .defer { doubts.noteDeferred(command) }
    case .capture, .polling, .preview: break
    }
    guard syntax.modifier == .defer else {
      return carryOut(bound, at: site, in: &session, scope: &scope, chain: chain)
    }
    deferred.append(
      .command(
        DeferredCommand(
          statement: bound, expectations: unit.expectations, site: site, scope: scope,
          chain: chain, allowsRefusal: doubts.allowsRefusal)))
  }

  mutating func carryOut(
    _ bound: BoundStatement, at site: Diagnostic.Location, in session: inout Session,
    scope: inout Scope, chain: [String]
  ) {
    switch bound {
    case .capture(let name, let query, _):
      doubts.noteCapture(query, at: site)
      look(query, session, at: site)
      let text = site.source.text(in: query.span)
      scope[name.text] = .placeholder("<\(text) of line \(site.position.line)>")
    case .polling(let polling):
      doubts.note(polling, at: site, session, scope)
      look(polling.condition.query, session, at: site)
    case .preview(let order): preview(order, at: site, session, chain: chain)
    case .watch: break
    case .command(let command): run(command, at: site, in: &session, chain: chain)
    }
  }

  mutating func run(
    _ command: any Command, at site: Diagnostic.Location, in session: inout Session, chain: [String]
  ) {
    do throws(Mistakes) {
      try attempt(command, at: site, in: &session, chain: chain)
    } catch {
      report(error.list, at: site)
      doubts.noteOther()
    }
  }

  private mutating func attempt(
    _ command: any Command, at site: Diagnostic.Location, in session: inout Session, chain: [String]
  ) throws(Mistakes) {
    pass(.zero, in: &session)
    let action = try command.plan(in: session)
    if let writing = command.writing { try note(writing, in: session) }
    switch consume action {
    case .done(_, let next): if let next { session = next }
    case .ask(let first): try walk(first, at: site, in: &session)
    case .follow(let order):
      try walk(order.preview, at: site, in: &session)
      if let limit = order.limit { pass(limit, in: &session) }
    case .listen(let order):
      reach.note(order)
      order.presume(in: &session)
    case .include(let inclusion):
      include(inclusion, at: site, in: &session, chain: chain)
    case .pause(let duration):
      doubts.notePause(at: site)
      pass(duration, in: &session)
      return
    case .identify: reach.noteSending(in: session)
    case .recover(let order):
      doubts.above.noteRequest()
      reach.noteSending(in: session)
      reach.note(order)
      guard tellRequest != nil,
        let step = try? Interpreter(services: services).recovery(order, in: session)
      else { break }
      try AbstractRun.walk(step, in: &session) { _, requests, session in
        tell(requests, session, site)
        return true
      }
    case .readCredential:
      if let (key, place) = (command as? SetCommand)?.place,
        headers[site.source.name]?.declares(place.source) != true
      {
        throw Mistakes(.undeclaredSecret(key, place.source, place.span))
      }
    case .nothingToStop, .lookBack, .shell, .quit, .confirm: break
    }
    doubts.noteOther()
  }

  /// Walks what a command sends, and all that surely follows.
  private mutating func walk(
    _ first: any Step, at site: Diagnostic.Location, in session: inout Session
  ) throws(Mistakes) {
    doubts.above.noteRequest()
    try AbstractRun.walk(first, in: &session) { effect, requests, session in
      doubts.note(effect, requests, at: site, in: session)
      reach.note(requests, in: session)
      // Asked here: the call alone copies all of the checker.
      if tellsRequests {
        note(requests, startedAt: site)
        tell(requests, session, site)
      }
      return true
    }
  }

  /// - Throws: `Mistakes` where a script writes what it may not.
  private mutating func note(
    _ writing: FileWriting, in session: Session
  ) throws(Mistakes) {
    reach.noteWriting(to: writing.destination)
    guard let permit = session.permit, let value = writing.destination, !value.isPlaceholder,
      let refusal = permit.refusal(ofWriting: value.text, services.files)
    else { return }
    throw Mistakes(.mayNotWrite(value.text, refusal, value.span))
  }

  /// The header of an included text, which is read once.
  mutating func header(of source: SourceText) -> ScriptHeader {
    headers[source.name] ?? ScriptHeader(source)
  }

  mutating func report(_ mistakes: [Failure], at site: Diagnostic.Location) {
    for mistake in mistakes { problems.append(mistake.located(at: site)) }
  }

  mutating func report(usage message: String, code: String, hints: [String]) {
    problems.append(Failure(.usage, code, message, hints: hints))
  }
}
