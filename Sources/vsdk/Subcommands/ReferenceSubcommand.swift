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

  @Flag(help: "Print the manual page instead, for man(1).")
  var man = false

  func validate() throws {
    guard !(jsonSchema && man) else {
      throw ValidationError("--json-schema and --man exclude each other; give one")
    }
  }

  func run(in process: Process) async -> ExitStatus {
    if man { return writeManual(process) }
    guard !jsonSchema else {
      process.write(OutputSchema.text, to: .standardOutput)
      return .success
    }
    let lines = ReferencePage.table(CommandTable.grammars)
    process.write(lines.joined(separator: "\n") + "\n", to: .standardOutput)
    return .success
  }

  private func writeManual(_ process: Process) -> ExitStatus {
    guard let tool = try? ToolDescription.current() else {
      process.write("error: the flags cannot be described\n", to: .standardError)
      return ExitStatus(.internal)
    }
    let page = ManualPage(tool: tool, commands: CommandTable.grammars)
    process.write(page.text, to: .standardOutput)
    return .success
  }
}
