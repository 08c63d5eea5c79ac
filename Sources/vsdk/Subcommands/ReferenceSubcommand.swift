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

  func run(in console: Console) async -> ExitStatus {
    if man { return writeManual(console) }
    guard !jsonSchema else {
      console.write(OutputSchema.text, to: .standardOutput)
      return .success
    }
    let lines = ReferencePage.table(CommandTable.grammars)
    console.write(lines.joined(separator: "\n") + "\n", to: .standardOutput)
    return .success
  }

  private func writeManual(_ console: Console) -> ExitStatus {
    guard let tool = try? ToolDescription.current() else {
      console.write("error: the flags cannot be described\n", to: .standardError)
      return ExitStatus(.internal)
    }
    let page = ManualPage(tool: tool, commands: CommandTable.grammars)
    console.write(page.text, to: .standardOutput)
    return .success
  }
}
