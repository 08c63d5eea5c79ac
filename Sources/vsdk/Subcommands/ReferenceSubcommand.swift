import ArgumentParser
import CommandLanguage
import LineEditing
import ShellCore

/// `vsdk reference`: what the program knows of itself, in one of several forms.
///
/// No `ProcessCommand`: it describes the tool that it is a part of, and is handed the description.
struct ReferenceSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "Print commands, settings, flags and all else as Markdown.")

  /// What is printed instead of the Markdown.
  enum Form: String, EnumerableFlag {
    case jsonSchema, man, manScript, textmate, vim

    static func help(for form: Form) -> ArgumentHelp? {
      switch form {
      case .jsonSchema: "Print the JSON Schema of what --output json writes instead."
      case .man: "Print the manual page vsdk(1) instead, for man(1)."
      case .manScript: "Print the manual page vsdk-script(5), of the language, instead."
      case .textmate:
        "Print a TextMate grammar of scripts instead, for Visual Studio Code and others."
      case .vim: "Print a syntax file of scripts instead, for Vim."
      }
    }
  }

  @Flag(exclusivity: .exclusive) var form: Form?

  /// - Parameter tool: the argument parser's description of the whole tool, in JSON.
  func run(in console: Console, describing tool: () -> String) -> ExitStatus {
    guard let tool = try? ToolDescription(json: tool()) else {
      console.write("error: the flags cannot be described\n", to: .standardError)
      return ExitStatus(.internal)
    }
    let text: String
    switch form {
    case nil: text = ReferenceChapter(tool: tool, commands: CommandTable.grammars).text
    case .jsonSchema: text = OutputSchema.text
    case .man: text = ManualPage(tool: tool, commands: CommandTable.grammars).text
    case .manScript: text = ScriptManualPage(commands: CommandTable.grammars).text
    case .textmate: text = TextMateGrammar.text(CommandTable.grammars)
    case .vim: text = VimSyntax.text(CommandTable.grammars)
    }
    console.write(text, to: .standardOutput)
    return .success
  }
}
