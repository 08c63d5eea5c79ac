public import CommandLanguage
import VideoSDKClient

/// A script that may run: it and all it includes parse, bind, and ran abstractly.
public struct CheckedScript: Sendable {
  /// The text it stands in.
  let source: SourceText
  /// The variables at its start.
  let scope: Scope
  /// Every included text by its resolved path, as it was when it was checked.
  let library: [String: SourceText]
  /// What was given for it, for the line that reproduces a failure.
  let arguments: ScriptArguments
  /// What was read for the `secret` lines of each text, by the text's name; redacted wherever it may be written.
  let secrets: [String: [String: String]]
  /// What it can reach.
  public let reach: ScriptReach
}

/// How a script is checked.
public struct CheckRules: Sendable {
  /// False lets parameters without a value stand for any value.
  var needsArguments: Bool
  /// False lets secrets stand for any value; nothing is then read or asked.
  var needsSecrets: Bool
  /// Whether a warning keeps the script from running, as a mistake does.
  var isStrict: Bool

  /// Puts one together from its parts.
  public init(
    needsArguments: Bool = true, needsSecrets: Bool = true, isStrict: Bool = false
  ) {
    self.needsArguments = needsArguments
    self.needsSecrets = needsSecrets
    self.isStrict = isStrict
  }
}

/// Runs a script abstractly over session state: finds every mistake and sends nothing.
public struct Checker {
  /// How deep scripts may include each other.
  static let depthLimit = 16
  /// Characters of a command that are told with each of its requests.
  private static let longestRepeatedText = 400

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
  private let clients: ClientCache
  private var tellRequest: ((PlannedRequest) -> Void)?
  var tellsRequests: Bool { tellRequest != nil }

  private init(
    _ script: String, services: Services, rules: CheckRules,
    tellRequest: ((PlannedRequest) -> Void)? = nil
  ) {
    reach = ScriptReach(of: script)
    self.services = services
    self.rules = rules
    self.tellRequest = tellRequest
    clients = ClientCache(services: services)
  }

  /// Checks a script and everything it includes.
  ///
  /// - Returns: the script when it may run, otherwise every mistake, in the order of the text; warnings come with a
  ///   script that may run.
  public static func check(
    _ source: SourceText, arguments: ScriptArguments, session: Session, services: Services,
    rules: CheckRules = CheckRules()
  ) -> (script: CheckedScript?, problems: [Failure]) {
    var checker = Checker(source.name, services: services, rules: rules)
    checker.doubts.above = AnswersAbove(session.last)
    var session = session
    session.begin(source.name, services)
    let header = ScriptHeader(source)
    let (scope, isComplete) = checker.outermostScope(header, source, arguments)
    checker.walk(
      source, header, scope, in: &session, chain: [source.name], includedFrom: [])
    checker.runDeferred(in: &session)
    guard !Task.isCancelled else { return (nil, [.interrupted]) }
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

  /// Tells every request that a checked script would begin its commands with, in the order of the run; sends nothing.
  ///
  /// It ends where its task is cancelled.
  static func plan(
    _ script: CheckedScript, session: Session, services: Services,
    tell: (PlannedRequest) -> Void
  ) {
    withoutActuallyEscaping(tell) { tell in
      var checker = Checker(
        script.source.name, services: services, rules: CheckRules(), tellRequest: tell)
      checker.library = script.library
      checker.secrets = script.secrets
      var session = session
      session.begin(script.source.name, services)
      checker.walk(
        script.source, ScriptHeader(script.source), script.scope, in: &session,
        chain: [script.source.name], includedFrom: [])
      checker.runDeferred(in: &session)
    }
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
      guard !Task.isCancelled else { return }
      var site = top
      site.span = unit.span
      unused.strike(unit)
      if unit.command != nil {
        if let quit { report([.quitNotLast(quit)], at: site) }
        quit = nil
        doubts.allowsRefusal = unit.allowsRefusal
        session.provenance = .script(name: source.name, line: unit.line)
      }
      if let syntax = unit.command {
        services.redactor.add(syntax.writtenSecrets)
        if syntax.verb.text == QuitCommand.grammar.verb { quit = syntax.verb }
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

  private mutating func look(
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
      return report([.noRoom(verb: place)], at: site)
    }
    guard let participant = session.participant else {
      return report([.noParticipant(verb: place)], at: site)
    }
    reach.noteSending(in: session)
    tell([ListTrackRecordings(room: room, participant: participant, page: 1)], session, site)
  }

  private mutating func check(
    _ syntax: CommandSyntax, of unit: ScriptUnit, at site: Diagnostic.Location,
    in session: inout Session, scope: inout Scope, chain: [String]
  ) {
    let bound: BoundStatement
    switch StatementBinder.bind(syntax, span: site.span, in: scope) {
    case .failure(let mistakes): return report(mistakes.list, at: site)
    case .success(let statement): bound = statement
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

  private mutating func carryOut(
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

  /// What stands behind `dry` or `as` must be as right as if it ran; nothing comes of it.
  private mutating func preview(
    _ order: PreviewOrder, at site: Diagnostic.Location, _ session: Session, chain: [String]
  ) {
    guard case .command(let command) = order.command else { return }
    let (doubts, deferred, tellRequest) = (doubts, deferred, tellRequest)
    self.tellRequest = nil
    var trial = session
    run(command, at: site, in: &trial, chain: chain)
    (self.doubts, self.deferred, self.tellRequest) = (doubts, deferred, tellRequest)
  }

  private mutating func run(
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
    let action = try command.plan(in: session)
    if let writing = command as? any WritingCommand { try note(writing, in: session) }
    if let set = command as? SetCommand, let (key, place) = set.place,
      headers[site.source.name]?.declares(place.source) != true
    {
      throw Mistakes(.undeclaredSecret(key, place.source, place.span))
    }
    switch action {
    case .done(_, let next): session = next
    case .ask(let first):
      doubts.above.noteRequest()
      try AbstractRun.walk(first, in: &session) { effect, requests, session in
        doubts.note(effect, requests, at: site, in: session)
        reach.note(requests, in: session)
        tell(requests, session, site)
        return true
      }
    case .listen(let order):
      reach.note(order)
      order.presume(in: &session)
    case .include(let inclusion):
      include(inclusion, at: site, in: &session, chain: chain)
    case .pause:
      doubts.notePause(at: site)
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
    case .readCredential, .lookBack, .shell, .quit: break
    }
    doubts.noteOther()
  }

  /// - Throws: `Mistakes` where a script writes what it may not.
  private mutating func note(
    _ command: any WritingCommand, in session: Session
  ) throws(Mistakes) {
    reach.noteWriting(to: command.destination)
    guard let permit = session.permit, let value = command.destination, !value.isPlaceholder,
      let refusal = permit.refusal(ofWriting: value.text, services.files)
    else { return }
    throw Mistakes(.mayNotWrite(value.text, refusal, value.span))
  }

  private func tell(
    _ requests: [any Endpoint], _ session: Session, _ site: Diagnostic.Location
  ) {
    guard let tellRequest else { return }
    let client = clients.client(for: session)
    let origin = session.target.kind == .sandbox ? nil : session.target.origin
    var command = WrittenCommand(site)
    // What stands in front of each of thousands of requests is not as long as all of them.
    if requests.count > 1, command.text.utf8.count > Self.longestRepeatedText {
      let text = services.redactor.redact(command.text)
      command.text = text.prefix(Self.longestRepeatedText) + "…"
    }
    for request in requests {
      tellRequest(PlannedRequest(command, request, of: client, origin: origin))
    }
  }

  private mutating func runDeferred(in session: inout Session) {
    // One that runs a script may defer more.
    while !Task.isCancelled, let item = deferred.popLast() { run(item, in: &session) }
  }

  private mutating func run(_ item: Deferred, in session: inout Session) {
    switch item {
    case .command(let command):
      doubts.allowsRefusal = command.allowsRefusal
      // What it keeps, it keeps for nobody.
      var scope = command.scope
      carryOut(
        command.statement, at: command.site, in: &session, scope: &scope, chain: command.chain)
      look(command.expectations, session, at: command.site)
    case .group(let group):
      let state = walked.state(of: session)
      if let state, let after = walked.session(after: group, in: state) {
        session = after
        return
      }
      let others = deferred
      deferred = group.items
      runDeferred(in: &session)
      deferred = others
      if let state { walked.keep(session, after: group, in: state) }
    }
  }

  /// The header of an included text, which is read once.
  mutating func header(of source: SourceText) -> ScriptHeader {
    headers[source.name] ?? ScriptHeader(source)
  }

  mutating func report(_ mistakes: [Failure], at site: Diagnostic.Location) {
    problems += mistakes.map { $0.located(at: site) }
  }

  mutating func report(usage message: String, code: String, hints: [String]) {
    problems.append(Failure(.usage, code, message, hints: hints))
  }
}
