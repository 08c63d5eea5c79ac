import ArgumentParser
import CommandLanguage
import LineEditing
import ShellCore

/// `vsdk reference [--json-schema]`.
struct ReferenceSubcommand: ProcessCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "Print the table of commands as Markdown.")

  @Flag(help: "Print the JSON Schema of what --output json writes instead.")
  var jsonSchema = false

  func run(in process: Process) async -> ExitStatus {
    guard !jsonSchema else {
      process.write(OutputSchema.text, to: .standardOutput)
      return .success
    }
    let lines = ReferencePage.table(CommandTable.grammars)
    process.write(lines.joined(separator: "\n") + "\n", to: .standardOutput)
    return .success
  }
}
