import CommandLanguage
import ShellCore

/// The chapter `Sources/Guide/Reference.md`: what the program knows of itself, as tables in Markdown.
///
/// The manual pages are made of the same facts.
struct ReferenceChapter {
  let tool: ToolDescription
  let commands: GrammarTable

  /// The whole file.
  var text: String {
    (head + language + permits + flags + circumstances).joined(separator: "\n") + "\n"
  }

  private var head: [String] {
    [
      "# Reference", "",
      "What the program says of itself: `vsdk reference` prints this page, and `vsdk(1)` and `vsdk-script(5)` are made of",
      "the same. `help VERB` explains each command with examples.", "",
      "## Commands", "",
    ] + ReferencePage.table(commands)
      + section("Settings", "`set KEY VALUE` chooses one, `set` alone lists them.", Self.settings)
  }

  private static let settings = SettingKey.allCases.map { key in
    Choice(
      key.rawValue, key.summary + (key.defaultText.map { "; `\($0)` if nothing is set" } ?? ""))
  }

  private var language: [String] {
    section("The text of a script", "At the prompt it is the same.", ReferenceFacts.text)
      + section(
        "The header of a script", "Above the first command may stand:", ReferenceFacts.header)
      + section(
        "Expectations", "They stand below the command that they are about.",
        HelpTopic.expectations.rows)
  }

  private var permits: [String] {
    ["", "## What a script may do", "", "| it may | and not | unless |", "|---|---|---|"]
      + ReferenceFacts.permits.map { "| \($0.may) | \($0.mayNot) | \($0.unless ?? "") |" }
  }

  private var flags: [String] {
    section(
      "Flags", "Those of `vsdk` alone; its subcommands that run commands have most of them, too.",
      Self.rows(tool.flags))
      + tool.subcommands.flatMap { command in
        ["", "### `\(command.usage)`", "", Self.escaped(command.summary)]
          + (command.flags.isEmpty ? [] : Self.table(Self.rows(command.flags)))
      }
  }

  private var circumstances: [String] {
    section("Targets", "The first that is given counts.", HelpTopic.targets.rows)
      + section("Environment", "", ReferenceFacts.environment)
      + section("Files", "", ReferenceFacts.files)
      + section("Exit codes", "The first failure counts.", HelpTopic.exitCodes.rows)
  }

  private func section(_ title: String, _ sentence: String, _ rows: [Choice]) -> [String] {
    ["", "## \(title)"] + (sentence.isEmpty ? [] : ["", sentence]) + Self.table(rows)
  }

  private static func rows(_ arguments: [ToolDescription.Argument]) -> [Choice] {
    arguments.map { Choice($0.spelling, $0.meaning) }
  }

  private static func table(_ rows: [Choice]) -> [String] {
    ["", "| | |", "|---|---|"]
      + rows.map { "| `\(escaped($0.name))` | \(escaped($0.summary)) |" }
  }

  /// As a cell of a table holds it.
  private static func escaped(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
