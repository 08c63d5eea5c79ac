import CommandLanguage
import ShellCore

/// One script as a process runs it: checked, replayed, its deferred commands run whatever happens.
struct ScriptProcess {
  let process: Process
  let options: GlobalOptions
  let replay: ReplayOptions
  let echoes: Bool

  /// Runs a script, or answers why there is none.
  func run(
    _ script: Result<SourceText, ScriptSource.Refusal>, _ arguments: ScriptArguments
  ) async -> ExitStatus {
    let source: SourceText
    switch script {
    case .failure(let refusal): return refusal.status
    case .success(let text): source = text
    }
    let composition = Composition(process: process, options: options, echoes: echoes)
    return await composition.run(isShell: false) { bench in
      let (script, problems) = Checker.check(
        source, arguments: arguments, session: bench.session, services: bench.services)
      for problem in problems { bench.emit(.failure(problem.diagnostic, problem.category)) }
      guard let script else { return Checker.status(of: problems) ?? ExitStatus(.script) }
      return await replay(script, bench)
    }
  }

  private func replay(
    _ script: CheckedScript, _ bench: Composition.Workbench
  ) async -> ExitStatus {
    let start = ScriptReplayer(
      script, session: bench.session, interpreter: bench.interpreter, options: replay,
      emit: bench.emit)
    var (replayer, ended) = await bench.interrupts.run {
      var replayer = start
      await replayer.runBody()
      return replayer
    }
    if let ended { replayer.interrupt(ended) }
    let body = replayer
    (replayer, ended) = await bench.interrupts.run {
      var replayer = body
      await replayer.runDeferred()
      return replayer
    }
    if let ended { replayer.interrupt(ended) }
    return replayer.finish()
  }
}
