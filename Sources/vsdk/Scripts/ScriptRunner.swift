import CommandLanguage
import LineEditing
import ShellCore

/// One script from its check to its end: checked, replayed, its deferred commands run whatever happens.
struct ScriptRunner {
  let console: Console
  let options: GlobalOptions
  let allowance: ScriptAllowance
  var replay = ReplayOptions()
  var rules = CheckRules()
  var echoes = false
  /// Whether doubts about a script are told that do not keep it from running.
  var showsWarnings = false
  /// For the check and the body, and once more for what was deferred.
  var timeLimit = Duration.seconds(600)
  var recorder: ReplayRecorder?
  /// Whether it asks for help alone: no sandbox is started for it, and no target named.
  var sendsNothing = false
  /// Set for a script that runs beside others.
  var shared: SharedDoors?

  /// The same for one of several scripts that run beside each other.
  func beside(
    _ console: Console, _ shared: SharedDoors, _ recorder: ReplayRecorder?
  ) -> ScriptRunner {
    var runner = ScriptRunner(
      console: console, options: options, allowance: allowance, replay: replay, rules: rules,
      echoes: echoes, showsWarnings: showsWarnings, timeLimit: timeLimit)
    runner.recorder = recorder
    runner.shared = shared
    return runner
  }

  /// Runs a script, or answers why there is none.
  func run(
    _ script: Result<SourceText, ScriptSource.Refusal>, _ arguments: ScriptArguments
  ) async -> ExitStatus {
    let source: SourceText
    switch script {
    case .failure(let refusal):
      recorder?.fail(refusal.category, refusal.message)
      return refusal.status
    case .success(let text): source = text
    }
    let root = CompositionRoot(
      console: console, options: options, allowance: allowance, echoes: echoes,
      recorder: recorder, shared: shared)
    guard !sendsNothing else { return await root.inspect { await run(source, arguments, in: $0) } }
    return await root.run(isShell: false) { runtime, _ in
      await run(source, arguments, in: runtime)
    }
  }

  private func run(
    _ source: SourceText, _ arguments: ScriptArguments, in runtime: Runtime
  ) async -> ExitStatus {
    let emit = recording(runtime.emit)
    let start = ContinuousClock.now
    let (script, status) = await check(source, arguments, runtime, emit)
    guard let script else { return status }
    let left = max(timeLimit - (ContinuousClock.now - start), .milliseconds(1))
    return await replay(script, runtime, emit, within: left)
  }

  /// Writes every request that a script would send, and sends none.
  func plan(
    _ script: Result<SourceText, ScriptSource.Refusal>, _ arguments: ScriptArguments
  ) async -> ExitStatus {
    let source: SourceText
    switch script {
    case .failure(let refusal): return refusal.status
    case .success(let text): source = text
    }
    let root = CompositionRoot(
      console: console, options: options, allowance: allowance, echoes: echoes)
    return await root.inspect { runtime in
      let start = ContinuousClock.now
      let (script, status) = await check(source, arguments, runtime, runtime.emit)
      guard let script else { return status }
      let left = max(timeLimit - (ContinuousClock.now - start), .milliseconds(1))
      let writesJSON = Presentation(runtime.session.settings).writesJSON
      if !writesJSON { console.write(lines: PlannedRequest.preamble, to: .standardOutput) }
      let (failure, ended) = await runtime.interrupts.run { [console, timeLimit] in
        Checker.plan(
          script, session: runtime.session, services: runtime.services, within: left, of: timeLimit
        ) { request in
          let lines = writesJSON ? [request.jsonLine] : request.lines
          console.write(lines: lines, to: .standardOutput)
        }
      }
      if let ended { return ended }
      guard let failure else { return .success }
      runtime.emit(.failure(failure))
      return Checker.status(of: [failure]) ?? .success
    }
  }

  private func recording(
    _ emit: @escaping @Sendable (Event) -> Void
  ) -> @Sendable (Event) -> Void {
    guard let recorder else { return emit }
    return { event in
      recorder.note(event)
      emit(event)
    }
  }

  private func check(
    _ source: SourceText, _ arguments: ScriptArguments, _ runtime: Runtime,
    _ emit: (Event) -> Void
  ) async -> (script: CheckedScript?, status: ExitStatus) {
    let (result, ended) = await runtime.interrupts.run { [rules, timeLimit] in
      Checker.check(
        source, arguments: arguments, session: runtime.session, services: runtime.services,
        rules: rules, within: timeLimit)
    }
    if let ended { return (nil, ended) }
    let (script, problems) = result
    for problem in problems where problem.isFatal || showsWarnings { emit(problem.event) }
    return (script, Checker.status(of: problems) ?? .success)
  }

  private func replay(
    _ script: CheckedScript, _ runtime: Runtime,
    _ emit: @escaping @Sendable (Event) -> Void, within left: Duration
  ) async -> ExitStatus {
    let start = ScriptReplayer(
      script, session: runtime.session, interpreter: runtime.interpreter, options: replay,
      emit: emit)
    let limit = timeLimit
    // What still runs is named before a signal may end the process.
    let (status, ended) = await runtime.interrupts.held { scope in
      var (replayer, ended) = await scope.run {
        await start.within(left, of: limit, on: runtime.executor) { await $0.runBody() }
      }
      if let ended { replayer.interrupt(ended) }
      guard replayer.hasWorkLeft else { return replayer.finish() }
      let body = replayer
      (replayer, ended) = await scope.runDeferred {
        await body.within(limit, on: runtime.executor) { await $0.runDeferred() }
      }
      if let ended { replayer.interrupt(ended) }
      return replayer.finish()
    }
    return ended ?? status
  }
}

/// Asks on the terminal, whatever stdin and stdout are.
struct TerminalStepGate: StepGate {
  let console: Console

  func ask(_ next: StepPreview) -> StepAnswer {
    console.write(lines: next.lines, to: .standardError)
    while true {
      do throws(QuestionProblem) {
        let key = try TerminalQuestion.key(StepAnswer.question)
        if let answer = StepAnswer(key: key) { return answer }
      } catch {
        return .quit
      }
    }
  }
}
