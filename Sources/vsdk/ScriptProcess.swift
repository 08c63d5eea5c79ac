import CommandLanguage
import ShellCore

/// One script as a process runs it: checked, replayed, its deferred commands run whatever happens.
struct ScriptProcess {
  let process: Process
  let options: GlobalOptions
  let replay: ReplayOptions
  let echoes: Bool

  /// Runs the bytes of a script.
  func run(
    _ bytes: [UInt8], name: String, arguments: ScriptArguments
  ) async -> ExitStatus {
    let source: SourceText
    do throws(InvalidUTF8) {
      source = try SourceText(name: name, bytes: bytes)
    } catch {
      return process.complain(
        ExitStatus(.script),
        "\(error.name):\(error.line):\(error.column): not UTF-8 (byte \(error.byteOffset + 1))",
        hints: ["save the file as UTF-8"])
    }
    let composition = Composition(process: process, options: options, echoes: echoes)
    return await composition.run(isShell: false) { bench in
      let (script, problems) = Checker.check(
        source, arguments: arguments, session: bench.session, services: bench.services)
      for problem in problems { bench.emit(.failure(problem.diagnostic, problem.category)) }
      guard let script else {
        // A wrong invocation is the first thing to mend.
        let isUsage = problems.contains { $0.category == .usage && $0.diagnostic.location == nil }
        return ExitStatus(isUsage ? .usage : problems.first?.category ?? .script)
      }
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
