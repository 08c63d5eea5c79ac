import ArgumentParser
import CommandLanguage
import LineEditing
import ShellCore

/// `vsdk reference [--json-schema | --man | --textmate | --vim]`.
///
/// No `ProcessCommand`: it describes the tool that it is a part of, and is handed the description.
struct ReferenceSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "Print the table of commands as Markdown.")

  @Flag(help: "Print the JSON Schema of what --output json writes instead.")
  var jsonSchema = false

  @Flag(help: "Print the manual page instead, for man(1).")
  var man = false

  @Flag(help: "Print a TextMate grammar of scripts instead, for Visual Studio Code and others.")
  var textmate = false

  @Flag(help: "Print a syntax file of scripts instead, for Vim.")
  var vim = false

  func validate() throws {
    guard [jsonSchema, man, textmate, vim].filter(\.self).count <= 1 else {
      throw ValidationError(
        "--json-schema, --man, --textmate and --vim exclude each other; give one")
    }
  }

  /// - Parameter tool: the argument parser's description of the whole tool, in JSON.
  func run(in console: Console, describing tool: () -> String) -> ExitStatus {
    if man { return writeManual(console, tool()) }
    if textmate || vim {
      let table = CommandTable.grammars
      let text = textmate ? TextMateGrammar.text(table) : VimSyntax.text(table)
      console.write(text, to: .standardOutput)
      return .success
    }
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
