import ArgumentParser
import ShellCore

/// A subcommand of the process.
protocol ProcessCommand: ParsableCommand {
  func run(in console: Console) async -> ExitStatus
}
