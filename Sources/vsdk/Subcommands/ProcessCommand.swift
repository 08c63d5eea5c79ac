import ArgumentParser
import ShellCore

/// A subcommand of the process.
protocol ProcessCommand: ParsableCommand {
  func run(in console: Console) async -> ExitStatus
}

/// What `--version` says.
enum Version {
  static let text = "vsdk 0.1.0"
}
