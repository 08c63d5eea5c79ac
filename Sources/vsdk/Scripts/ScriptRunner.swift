import CommandLanguage
import LineEditing
import ShellCore

/// One script as a process runs it: checked, replayed, its deferred commands run whatever happens.
struct ScriptProcess {
  let process: Process
  let options: GlobalOptions
  var replay = ReplayOptions()
  var rules = CheckRules()
  var echoes = false
  /// Whether doubts about a script are told that do not keep it from running.
  var showsWarnings = false
  /// For the body, and once more for what was deferred.
  var timeLimit = Duration.seconds(600)
  var recorder: ReplayRecorder?

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
    let composition = Composition(process: process, options: options, echoes: echoes)
    return await composition.run(isShell: false) { bench in
      let emit = recording(bench.emit)
      let (script, status) = check(source, arguments, bench, emit)
      guard let script else { return status }
      return await replay(script, bench, emit)
    }
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
    let composition = Composition(process: process, options: options, echoes: echoes)
    return await composition.inspect { bench in
      let (script, status) = check(source, arguments, bench, bench.emit)
      guard let script else { return status }
      let writesJSON = Presentation(bench.session.settings).writesJSON
      Checker.plan(script, session: bench.session, services: bench.services) { request in
        process.write(writesJSON ? request.jsonLine : request.text, to: .standardOutput)
      }
      return .success
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
    _ source: SourceText, _ arguments: ScriptArguments, _ bench: Composition.Workbench,
    _ emit: (Event) -> Void
  ) -> (script: CheckedScript?, status: ExitStatus) {
    let (script, problems) = Checker.check(
      source, arguments: arguments, session: bench.session, services: bench.services, rules: rules)
    for problem in problems where problem.isFatal || showsWarnings { emit(problem.event) }
    return (script, Checker.status(of: problems) ?? .success)
  }

  private func replay(
    _ script: CheckedScript, _ bench: Composition.Workbench,
    _ emit: @escaping @Sendable (Event) -> Void
  ) async -> ExitStatus {
    let start = ScriptReplayer(
      script, session: bench.session, interpreter: bench.interpreter, options: replay, emit: emit)
    let limit = timeLimit
    var (replayer, ended) = await bench.interrupts.run {
      await start.within(limit, on: bench.executor) { await $0.runBody() }
    }
    if let ended { replayer.interrupt(ended) }
    let body = replayer
    (replayer, ended) = await bench.interrupts.run {
      await body.within(limit, on: bench.executor) { await $0.runDeferred() }
    }
    if let ended { replayer.interrupt(ended) }
    return replayer.finish()
  }
}

/// Asks on the terminal, whatever stdin and stdout are.
struct TerminalStepGate: StepGate {
  let process: Process

  func ask(_ next: StepPreview) -> StepAnswer {
    process.write(next.lines.joined(separator: "\n") + "\n", to: .standardError)
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
