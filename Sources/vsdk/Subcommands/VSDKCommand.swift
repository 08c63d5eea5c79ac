import ArgumentParser
import CommandLanguage
import LineEditing
import ShellCore

/// `vsdk`, `vsdk -c TEXT`: the shell, or a script from an argument or a pipe; the root of the subcommands.
struct VSDKCommand: ProcessCommand {
  static let configuration = CommandConfiguration(
    commandName: "vsdk",
    abstract: "Record single tracks of VideoSDK participants: a shell, a script runner, a sandbox.",
    discussion: """
      Without a subcommand: the shell on a terminal, otherwise a script from standard input. Without \
      credentials everything works against a sandbox in the same process; type `help` in the shell.
      """,
    version: Version.text,
    subcommands: SubcommandRoot.all)

  @OptionGroup var options: GlobalOptions

  @Option(
    name: .customShort("c"),
    help: ArgumentHelp("Run this text as a script.", valueName: "text"))
  var command: String?

  @Flag(help: "Go on after a failure; the exit code is the first failure's.")
  var keepGoing = false

  func run(in process: Process) async -> ExitStatus {
    let runner = ScriptProcess(
      process: process, options: options, replay: ReplayOptions(keepsGoing: keepGoing))
    if let command {
      let script = ScriptSource.decode(Array(command.utf8), name: "<command>", process)
      return await runner.run(script, ScriptArguments())
    }
    guard !process.terminal.isInteractive else { return await runShell(process) }
    return await runner.run(ScriptSource.read("-", process), ScriptArguments())
  }

  private func runShell(_ process: Process) async -> ExitStatus {
    let composition = Composition(process: process, options: options, echoes: false)
    return await composition.run(isShell: true) { bench in
      let editor = process.editor(
        history: StateFolder(environment: process.environment).history, notices: bench.notices)
      if let problem = editor.takeHistoryProblem() { bench.emit(.note(problem.message)) }
      bench.emit(.note("try: help · set room abcd-efgh-ijkl · start audio · quit"))
      let watch = tokenWatch(bench, process)
      let lookup = IdentifierLookup(interpreter: bench.interpreter)
      var loop = ShellLoop(
        lines: editor, session: bench.session, interpreter: bench.interpreter,
        interrupts: bench.interrupts, redactor: process.redactor,
        style: ShellLoop.Style(
          isUTF8: process.terminal.isUTF8,
          isColored: process.terminal.promptStream.map {
            process.terminal.wantsColor(on: $0)
          } ?? false),
        tokenWatch: watch, lookup: lookup, emit: bench.emit)
      return await withTaskGroup(of: Void.self) { group in
        group.addTask { await watch.run() }
        group.addTask { await lookup.run() }
        defer { group.cancelAll() }
        return await loop.run()
      }
    }
  }

  private func tokenWatch(_ bench: Composition.Workbench, _ process: Process) -> TokenWatch {
    TokenWatch(services: bench.services) { [notices = bench.notices] text in
      notices?.post("note: \(process.redactor.redact(text))")
    }
  }
}

/// The root of the subcommands when one is named.
///
/// It has no flags on purpose: the parser gives what stands behind a subcommand to the root first, which would take
/// `--output` from `vsdk sandbox` and `--sandbox` from `vsdk token mint`.
struct SubcommandRoot: ParsableCommand {
  static let all: [any ParsableCommand.Type] = [
    RunSubcommand.self, CheckSubcommand.self, FormatSubcommand.self, SandboxSubcommand.self,
    TokenSubcommand.self, DoctorSubcommand.self, ReferenceSubcommand.self,
  ]

  static let configuration = CommandConfiguration(
    commandName: VSDKCommand.configuration.commandName ?? "vsdk",
    abstract: VSDKCommand.configuration.abstract, version: Version.text, subcommands: all)
}
