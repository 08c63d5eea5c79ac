import ArgumentParser
import CommandLanguage
import LineEditing
import ShellCore

/// `vsdk reference`.
struct ReferenceSubcommand: ProcessCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "Print the table of commands as Markdown.")

  func run(in process: Process) async -> ExitStatus {
    let lines = ReferencePage.table(CommandTable.grammars)
    process.write(lines.joined(separator: "\n") + "\n", to: .standardOutput)
    return .success
  }
}
