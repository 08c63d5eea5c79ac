import CommandLanguage
import VideoSDKClient

/// How a script is replayed.
public struct ReplayOptions: Sendable {
  /// Go on after a failure; the exit code is the first failure's.
  public var keepsGoing: Bool

  /// Stops at the first failure unless told otherwise.
  public init(keepsGoing: Bool = false) { self.keepsGoing = keepsGoing }
}

/// Replays one checked script.
///
/// A value with three phases, so that the owner can put each under its own interruption: `runBody`, then `runDeferred`
/// (which an interrupt of the body must not cut short), then `finish`.
public struct ScriptReplayer: Sendable {
  /// The session as the script left it so far.
  public private(set) var session: Session
  private let script: CheckedScript
  private let options: ReplayOptions
  private let runner: UnitRunner
  private let isOutermost: Bool
  private var deferred: [Deferred] = []
  private var firstFailure: Failure?
  private var quitCode: Int32?
  private var interruption: ExitStatus?

  private struct Deferred: Sendable {
    let syntax: CommandSyntax
    let unit: ScriptUnit
    let site: Site
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
    self.options = options
    self.isOutermost = isOutermost
    runner = UnitRunner(interpreter: interpreter, emit: emit)
  }

  /// Runs the script up to its end, its first failure, or its cancellation.
  public mutating func runBody() async {
    await run(script.source, scope: script.scope, includedFrom: [])
  }

  /// Notes that a signal ended the body.
  public mutating func interrupt(_ status: ExitStatus) { interruption = status }

  /// Runs what was deferred, last first; failures are told and never replace the first one.
  public mutating func runDeferred() async {
    while let item = deferred.popLast() {
      guard !Task.isCancelled else { return }
      var scope = item.scope
      let outcome = await runner.run(
        item.syntax, item.unit, at: item.site, in: &session, scope: &scope)
      firstFailure = firstFailure ?? outcome.failure
      if case .include(let inclusion) = outcome.next, outcome.failure == nil {
        await includeDeferred(inclusion, item)
      }
    }
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
    if isOutermost, !running.isEmpty {
      runner.emit(.failure(Failure.leak(running).diagnostic, .leak))
    }
    if let interruption { return interruption }
    if let firstFailure { return ExitStatus(firstFailure.category) }
    if isOutermost, !running.isEmpty { return ExitStatus(.leak) }
    return quitCode.map { ExitStatus(code: $0) } ?? .success
  }

  /// Whether a `quit` ended the script.
  public var didQuit: Bool { quitCode != nil }

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
      let site = Site(source: source, span: statement.span, includedFrom: includedFrom)
      session.provenance = .script(
        name: source.name, line: source.position(at: statement.span.start).line)
      if syntax.modifier == .defer {
        deferred.append(Deferred(syntax: syntax, unit: unit, site: site, scope: scope))
        continue
      }
      let outcome = await runner.run(syntax, unit, at: site, in: &session, scope: &scope)
      firstFailure = firstFailure ?? outcome.failure
      switch outcome.next {
      case .proceed: break
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

  private mutating func include(_ inclusion: Inclusion, from site: Site) async {
    let path = ScriptPath.resolve(inclusion.path, from: site.source.name)
    // The check loaded every include; a missing one means that its path came from a value it could not know.
    guard let source = script.library[path],
      let (scope, _) = try? ScriptHeader(source).scope(
        inclusion.scriptArguments, environment: runner.interpreter.services.environment)
    else {
      let problem = FileProblem(path: path, reason: "it was not there when the script was checked")
      let failure = Failure.mistake(.unreadableFile(problem, inclusion.span))
      runner.emit(.failure(failure.diagnostic(at: site), failure.category))
      firstFailure = firstFailure ?? failure
      return
    }
    let line = site.source.position(at: site.span.start).line
    await run(
      source, scope: scope,
      includedFrom: site.includedFrom + [.init(name: site.source.name, line: line)])
  }
}
