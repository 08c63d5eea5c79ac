import ArgumentParser
import CommandLanguage
import LineEditing
import ShellCore

/// `vsdk reference [--json-schema] [--man]`.
///
/// No `ProcessCommand`: it describes the tool that it is a part of, and is handed the description.
struct ReferenceSubcommand: ParsableCommand {
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

  /// - Parameter tool: the argument parser's description of the whole tool, in JSON.
  func run(in console: Console, describing tool: () -> String) -> ExitStatus {
    if man { return writeManual(console, tool()) }
    guard !jsonSchema else {
      console.write(OutputSchema.text, to: .standardOutput)
      return .success
    }
    let lines = ReferencePage.table(CommandTable.grammars)
    console.write(lines.joined(separator: "\n") + "\n", to: .standardOutput)
    return .success
  }

  private func writeManual(_ console: Console, _ description: String) -> ExitStatus {
    guard let tool = try? ToolDescription(json: description) else {
      console.write("error: the flags cannot be described\n", to: .standardError)
      return ExitStatus(.internal)
    }
    let page = ManualPage(tool: tool, commands: CommandTable.grammars)
    console.write(page.text, to: .standardOutput)
    return .success
  }
}
