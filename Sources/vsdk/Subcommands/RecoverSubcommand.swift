import ArgumentParser
import CommandLanguage
import ShellCore

/// `vsdk recover`: what earlier runs left running, with nobody to ask.
struct RecoverSubcommand: ProcessCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: "List or stop what earlier runs left running; asks nobody.",
    discussion: """
      For cron and CI. Looks up every recording of the ledger at the target in the service's lists, closes what has \
      ended, and stops the rest with --stop. Ends with 0 when nothing of what it asked about runs any more, with 6 \
      when something does or may, with 3 without an answer and with 5 when the service refused.
      """)

  @OptionGroup var options: GlobalOptions

  @Flag(help: "Only look; nothing is stopped. This is the default.")
  var list = false

  @Flag(help: "Stop what still runs.")
  var stop = false

  @Flag(help: "Only what was to be stopped before, by `start … for=`.")
  var overdue = false

  @Option(
    help: ArgumentHelp("Only what was started longer ago, such as 2h.", valueName: "duration"))
  var olderThan: String?

  func validate() throws {
    guard !list || !stop else {
      throw ValidationError("--list and --stop exclude each other; give one")
    }
    if let olderThan, DurationLiteral.parse(olderThan) == nil {
      throw ValidationError("--older-than needs a duration such as 30m or 2h, got `\(olderThan)`")
    }
  }

  func run(in console: Console) async -> ExitStatus {
    let root = CompositionRoot(console: console, options: options)
    return await root.run(isShell: false) { runtime, _ in
      // What is recorded there ends with this process, and began with it.
      guard runtime.session.target.kind != .sandbox else {
        return console.complain(
          "a sandbox in this process has nothing that an earlier run left",
          hints: ["name the service: --live, --endpoint or --profile, or credentials for it"])
      }
      let limit = olderThan.flatMap { DurationLiteral.parse($0) }
      let (result, ended) = await runtime.interrupts.run { [stop, overdue] in
        await runtime.interpreter.recover(
          stops: stop, onlyOverdue: overdue, olderThan: limit, in: runtime.session)
      }
      for event in result.told { runtime.emit(event) }
      return ended ?? result.status
    }
  }
}
