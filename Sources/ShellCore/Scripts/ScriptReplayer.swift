import CommandLanguage
import VideoSDKClient

/// How a script is replayed.
public struct ReplayOptions: Sendable {
  /// Go on after a failure; the exit code is the first failure's.
  var keepsGoing: Bool
  /// Is asked before each command; nil runs them all.
  var gate: (any StepGate)?

  /// Stops at the first failure unless told otherwise, and asks nobody.
  public init(keepsGoing: Bool = false, gate: (any StepGate)? = nil) {
    self.keepsGoing = keepsGoing
    self.gate = gate
  }
}

/// Replays one checked script.
///
/// A value with three phases, so that the owner can put each under its own interruption: `runBody`, then `runDeferred`
/// (which an interrupt of the body must not cut short), then `finish`.
public struct ScriptReplayer: Sendable {
  /// The session as the script left it so far.
  private(set) var session: Session
  private let script: CheckedScript
  private let options: ReplayOptions
  private let runner: UnitRunner
  private let isOutermost: Bool
  /// What a command was to stop that was cancelled.
  private(set) var unfinished: [TrackKey] = []
  private var deferred: [Deferred] = []
  private var firstFailure: Failure?
  private var quitCode: Int32?
  /// Nil once a person no longer wants to be asked.
  private var gate: (any StepGate)?
  private var interruption: ExitStatus?
  private var hasCommand = false

  private struct Deferred: Sendable {
    let syntax: CommandSyntax
    let unit: ScriptUnit
    let site: Diagnostic.Location
    let scope: Scope
  }

  /// - Parameter isOutermost: false when the prompt's session goes on afterwards; running recordings are then not a leak.
  public init(
    _ script: CheckedScript, session: Session, interpreter: Interpreter,
    options: ReplayOptions = ReplayOptions(), isOutermost: Bool = true,
    emit: @escaping @Sendable (Event) -> Void
  ) {
    self.script = script
    self.session = session
    self.session.begin(script.source.name, interpreter.services)
    self.options = options
    self.isOutermost = isOutermost
    gate = options.gate
    runner = UnitRunner(
      interpreter: interpreter.forSequence(), reproduction: isOutermost ? script.reproduction : nil,
      emit: emit)
  }

  /// Runs the script up to its end, its first failure, or its cancellation.
  public mutating func runBody() async {
    await run(script.source, scope: script.scope, includedFrom: [])
    settle()
    if isOutermost, firstFailure == nil { await waitForDeadlines() }
  }

  /// A script that has nothing else to do waits for what is to be stopped at a time.
  private mutating func waitForDeadlines() async {
    let interpreter = runner.interpreter
    session.now = interpreter.age
    guard let whole = session.timeToDeadline, whole > .zero, !Task.isCancelled else {
      return tell(await interpreter.meetDeadlines(in: &session))
    }
    let end = interpreter.nextEnd(in: session).map { " at \($0)" } ?? ""
    runner.emit(
      .note("nothing else to do: waiting for the end\(end), in \(DurationText.short(whole))"))
    while let left = session.timeToDeadline, !Task.isCancelled {
      let nap = min(max(left, .zero), .seconds(1))
      interpreter.services.progress?(
        Int(clamping: (whole - left).components.seconds), Int(clamping: whole.components.seconds),
        .seconds)
      do { tell(try await interpreter.rest(nap, in: &session)) } catch { break }
      if left <= .zero { tell(await interpreter.meetDeadlines(in: &session)) }
      session.now = interpreter.age
    }
    settle()
  }

  private func tell(_ met: Interpreter.MetDeadlines) {
    for note in met.notes { runner.emit(.note(note)) }
    for warning in met.warnings { runner.emit(.warning(warning)) }
  }

  /// Writes down what became of the recordings; a script that is done must leave nothing open.
  private func settle() {
    guard let failure = runner.interpreter.settle() else { return }
    runner.emit(.warning(failure.asWarning))
  }

  /// A phase of the script, under a limit: when time is up it is cancelled, and that is its failure.
  ///
  /// - Parameters:
  ///   - whole: the limit as a person gave it, where a part of it is used up.
  ///   - executor: where the phase runs; on the network's own, a request costs no change of thread.
  public func within(
    _ limit: Duration, of whole: Duration? = nil, on executor: (any TaskExecutor)? = nil,
    _ phase: @escaping @Sendable (inout ScriptReplayer) async -> Void
  ) async -> ScriptReplayer {
    let clock = runner.interpreter.services.clock
    var (ended, isLate) = await TimeLimit.run(limit, clock, on: executor, startingWith: self) {
      var replayer = $0
      await phase(&replayer)
      return replayer
    }
    if isLate { ended.noteTimeLimit(whole ?? limit) }
    return ended
  }

  /// Notes that a signal ended a phase; the first of several counts.
  public mutating func interrupt(_ status: ExitStatus) { interruption = interruption ?? status }

  /// Notes that the body was cancelled because it took longer than `limit`.
  private mutating func noteTimeLimit(_ limit: Duration) {
    let failure = Failure.timeLimit(limit)
    runner.emit(.failure(failure))
    // The request that was under way when time was up did not fail by itself.
    if firstFailure?.isInterruption ?? true { firstFailure = failure }
  }

  /// Whether `runDeferred` has anything to do.
  public var hasWorkLeft: Bool {
    !deferred.isEmpty || !unfinished.isEmpty || session.hasDeadlines
  }

  /// Runs what was deferred, last first; failures are told and never replace the first one.
  public mutating func runDeferred() async {
    defer { settle() }
    await finishUnfinished()
    while let item = deferred.popLast() {
      guard !Task.isCancelled else { return }
      var scope = item.scope
      let outcome = await runner.run(
        item.syntax, item.unit, as: .deferred, at: item.site, in: &session, scope: &scope)
      firstFailure = firstFailure ?? outcome.failure
      if case .include(let inclusion) = outcome.next, outcome.failure == nil {
        await includeDeferred(inclusion, item)
      }
    }
    // Nobody is left to stop it at its time.
    if isOutermost, !Task.isCancelled {
      tell(await runner.interpreter.cutShort(in: &session))
    }
  }

  /// Stops what a command has left that was cut short.
  private mutating func finishUnfinished() async {
    guard !unfinished.isEmpty else { return }
    let wound = await runner.interpreter.windUp(unfinished, in: &session)
    unfinished = []
    for event in wound.talk { runner.emit(event) }
  }

  /// A script that was deferred runs whatever happened before, and up to its own first failure.
  private mutating func includeDeferred(_ inclusion: Inclusion, _ item: Deferred) async {
    let earlier = (failure: firstFailure, quit: quitCode)
    (firstFailure, quitCode) = (nil, nil)
    await include(inclusion, from: item.site)
    if !mustStop {
      firstFailure = await runner.expectAfterInclusion(
        item.unit, at: item.site, in: &session, scope: item.scope)
    }
    firstFailure = earlier.failure ?? firstFailure
    quitCode = earlier.quit
  }

  /// Names what still runs, and answers how the script ended.
  public func finish() -> ExitStatus {
    let running = session.running
    if isOutermost, !hasCommand, interruption == nil {
      runner.emit(.note("`\(script.source.name)` holds no command: nothing ran"))
    }
    if isOutermost, !running.isEmpty {
      runner.emit(.failure(.leak(running)))
    }
    if let interruption { return interruption }
    if let firstFailure { return ExitStatus(firstFailure.category) }
    if isOutermost, !running.isEmpty { return ExitStatus(.leak) }
    return quitCode.map { ExitStatus(code: $0) } ?? .success
  }

  private var mustStop: Bool {
    Task.isCancelled || quitCode != nil || (firstFailure != nil && !options.keepsGoing)
  }

  private mutating func run(
    _ source: SourceText, scope start: Scope, includedFrom: [Diagnostic.Include]
  ) async {
    var scope = start
    for unit in ScriptUnits(source) {
      guard !mustStop else { return }
      guard let statement = unit.statement, case .command(let syntax) = statement.body
      else { continue }
      hasCommand = true
      let site = Diagnostic.Location(
        source: source, span: statement.span, includedFrom: includedFrom)
      session.provenance = .script(name: source.name, line: unit.line)
      if syntax.modifier == .defer {
        deferred.append(Deferred(syntax: syntax, unit: unit, site: site, scope: scope))
        continue
      }
      guard mayRun(syntax, at: site, scope) else { continue }
      let outcome = await runner.run(syntax, unit, at: site, in: &session, scope: &scope)
      firstFailure = firstFailure ?? outcome.failure
      switch outcome.next {
      // The check lets no order to the shell into a script.
      case .proceed, .step, .fetch, .align, .draw, .write, .shell, .decide, .confirm, .follow: break
      case .stop(let tracks): unfinished += tracks
      case .quit(let code): quitCode = code
      case .include(let inclusion) where outcome.failure == nil:
        await include(inclusion, from: site)
        guard !mustStop else { return }
        let failure = await runner.expectAfterInclusion(
          unit, at: site, in: &session, scope: scope)
        firstFailure = firstFailure ?? failure
      case .include: break
      }
    }
  }

  /// Asks the gate; a `quit` ends the script as the command would.
  private mutating func mayRun(
    _ syntax: CommandSyntax, at site: Diagnostic.Location, _ scope: Scope
  ) -> Bool {
    guard let gate else { return true }
    let planner = StepPlanner(interpreter: runner.interpreter)
    switch gate.ask(planner.preview(syntax, at: site, in: session, scope: scope)) {
    case .run: return true
    case .skip: return false
    case .goOn:
      self.gate = nil
      return true
    case .quit:
      quitCode = ExitStatus.success.code
      return false
    }
  }

  private mutating func include(_ inclusion: Inclusion, from site: Diagnostic.Location) async {
    let path = ScriptPath.resolve(inclusion.path, from: site.source.name)
    // The check loaded every include; a missing one means that its path came from a value it could not know.
    guard let source = script.library[path],
      let (scope, _) = try? ScriptHeader(source).scope(
        inclusion.scriptArguments, environment: runner.interpreter.services.environment,
        secrets: script.secrets[path] ?? [:])
    else {
      let problem = FileProblem(path: path, reason: "it was not there when the script was checked")
      let failure = Failure.unreadableFile(problem, inclusion.span)
      runner.emit(.failure(failure.located(at: site)))
      firstFailure = firstFailure ?? failure
      return
    }
    await run(source, scope: scope, includedFrom: site.chain)
  }
}

extension CheckedScript {
  /// The command line that runs it once more; nil for text that is in no file.
  var reproduction: String? {
    guard !source.name.hasPrefix("<") else { return nil }
    let words = arguments.positional + arguments.named.map { "\($0.key)=\($0.value)" }
    return (["vsdk", "run"] + ([source.name] + words).map(\.quotedForShell)).joined(separator: " ")
  }
}
