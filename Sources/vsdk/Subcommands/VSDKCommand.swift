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
  @OptionGroup var scriptOptions: ScriptOptions

  @Option(
    name: .customShort("c"),
    help: ArgumentHelp("Run this text as a script.", valueName: "text"))
  var command: String?

  @Flag(help: "Go on after a failure; the exit code is the first failure's.")
  var keepGoing = false

  /// `vsdk` alone, as most begin: there is nothing to parse, and the parser's look at its own types is two fifths of the
  /// way to the prompt.
  static var alone: VSDKCommand {
    var command = VSDKCommand()
    (command.options, command.scriptOptions) = (.absent, .absent)
    (command.command, command.keepGoing) = (nil, false)
    return command
  }

  func run(in console: Console) async -> ExitStatus {
    guard let allowance = scriptOptions.allowance(in: console) else { return ExitStatus(.usage) }
    let runner = ScriptRunner(
      console: console, options: options, allowance: allowance,
      replay: ReplayOptions(keepsGoing: keepGoing))
    if let command {
      let script = ScriptSource.decode(Array(command.utf8), name: "<command>", console)
      return await runner.run(script, ScriptArguments())
    }
    guard !console.terminal.isInteractive else {
      return await Self.runShell(console, options, allowance)
    }
    return await runner.run(ScriptSource.read(ScriptFile(name: "-"), console), ScriptArguments())
  }

  /// Answers a line that asks for help, without a session.
  static func answer(_ line: String, in console: Console) async -> ExitStatus {
    var runner = ScriptRunner(
      console: console, options: .absent, allowance: ScriptAllowance())
    runner.sendsNothing = true
    let script = ScriptSource.decode(Array(line.utf8), name: "<command>", console)
    return await runner.run(script, ScriptArguments())
  }

  /// Runs the shell until the person leaves.
  ///
  /// - Parameter first: a line that runs before the first that is typed.
  static func runShell(
    _ console: Console, _ options: GlobalOptions, _ allowance: ScriptAllowance,
    beginningWith first: String? = nil
  ) async -> ExitStatus {
    let root = CompositionRoot(console: console, options: options, allowance: allowance)
    return await root.run(isShell: true, tellsTarget: first != nil) { runtime, background in
      let editor = console.editor(
        history: StateFolder(environment: console.environment).history, notices: runtime.notices)
      if let problem = editor.takeHistoryProblem() { runtime.emit(.note(problem.message)) }
      if first == nil {
        let session = runtime.session
        let welcome = WelcomeText(
          at: session.target,
          hasCredentials: session.credentials.resolve(for: session.target.origin) != nil,
          hasFinishedLesson: LocalFile.facts(StateFolder(environment: console.environment).lessons)
            != nil)
        runtime.emit(.note(welcome.text))
      }
      let watch = TokenWatch(services: runtime.services) { [notices = runtime.notices] text in
        notices?.post("note: \(console.redactor.redact(text))")
      }
      let lookup = IdentifierLookup(interpreter: runtime.interpreter)
      background.addTask { await watch.run() }
      let sessionWatch = SessionWatch(interpreter: runtime.interpreter) {
        [notices = runtime.notices] events, prompt in
        notices?.post(events.flatMap(\.noticeLines).map(console.redactor.redact), prompt: prompt)
      }
      background.addTask { await lookup.run() }
      background.addTask { await sessionWatch.run() }
      var loop = ShellLoop(
        lines: editor, session: runtime.session, interpreter: runtime.interpreter,
        interrupts: runtime.interrupts, redactor: console.redactor,
        style: ShellLoop.Style(
          isUTF8: console.terminal.isUTF8, isColored: console.terminal.promptWantsColor),
        tokenWatch: watch, lookup: lookup, sessionWatch: sessionWatch, emit: runtime.emit)
      return await loop.run(beginningWith: first)
    }
  }
}

extension TerminalInfo {
  fileprivate var promptWantsColor: Bool { promptStream.map { wantsColor(on: $0) } ?? false }
}

/// The root of the subcommands when one is named.
///
/// It has no flags on purpose: the parser gives what stands behind a subcommand to the root first, which would take
/// `--output` from `vsdk sandbox` and `--sandbox` from `vsdk token mint`.
struct SubcommandRoot: ParsableCommand {
  static let all: [any ParsableCommand.Type] = [
    RunSubcommand.self, CheckSubcommand.self, FormatSubcommand.self, SandboxSubcommand.self,
    TokenSubcommand.self, RecoverSubcommand.self, DoctorSubcommand.self, LessonSubcommand.self,
    ReferenceSubcommand.self,
  ]

  static let configuration = CommandConfiguration(
    commandName: VSDKCommand.configuration.commandName ?? "vsdk",
    abstract: VSDKCommand.configuration.abstract, version: Version.text, subcommands: all)
}
