import CommandLanguage
import ShellCore

/// The manual page `vsdk(1)`, in the `man` macros of roff.
///
/// Flags come from the argument parser's description and commands from the command table, so that it cannot tell
/// of either what is not so. See <https://man7.org/linux/man-pages/man7/man.7.html>.
struct ManualPage {
  let tool: ToolDescription
  let commands: GrammarTable

  /// The whole page.
  var text: String {
    (head + flags + subcommands + language + circumstances).joined(separator: "\n") + "\n"
  }

  private var head: [String] {
    let root = tool.command
    return [
      ".TH VSDK 1 \"\" \"\(Roff.escaped(Version.text))\" \"User Commands\"",
      ".SH NAME", "vsdk \\- \(Roff.escaped(Self.clause(root.abstract)))",
      ".SH SYNOPSIS", ".B vsdk", "[\\fIoptions\\fR] [\\fB\\-c\\fR \\fITEXT\\fR]", ".br", ".B vsdk",
      "\\fISUBCOMMAND\\fR [\\fIoptions\\fR] [\\fIarguments\\fR]",
      ".SH DESCRIPTION",
    ] + Roff.lines(root.discussion ?? "")
  }

  private var flags: [String] {
    [".SH OPTIONS"] + Self.items(tool.flags)
  }

  private var subcommands: [String] {
    [".SH SUBCOMMANDS"]
      + tool.subcommands.flatMap { command in
        [".SS \"\(Roff.escaped(command.usage))\""] + Roff.lines(command.summary)
          + Self.items(command.flags)
      }
  }

  private var language: [String] {
    [
      ".SH COMMANDS",
      "The same at the prompt, behind \\fB\\-c\\fR, on standard input and in scripts;",
      "\\fBhelp\\fR \\fIVERB\\fR in the shell, and \\fBvsdk\\-script\\fR(5), say more.",
    ] + commands.everyForm.flatMap { Roff.item($0.usage, $0.summary) }
  }

  private var circumstances: [String] {
    Roff.section("TARGET", HelpTopic.targets.rows)
      + Roff.section("ENVIRONMENT", ReferenceFacts.environment)
      + Roff.section("FILES", ReferenceFacts.files)
      + Roff.section("EXIT STATUS", HelpTopic.exitCodes.rows)
      + Roff.section("EXAMPLES", Self.examples)
      + [".SH SEE ALSO", "\\fBvsdk\\-script\\fR(5)"]
  }

  private static let examples = [
    Choice("vsdk", "the shell; without credentials, in a sandbox of its own"),
    Choice(
      "vsdk -c 'set room abcd-efgh-ijkl; set participant abcd; start audio; stop audio'",
      "four commands"),
    Choice("vsdk run --report junit=report.xml tests/", "scripts in CI, with a report"),
    Choice("vsdk sandbox --port 9797", "the sandbox alone, for any program"),
  ]

  private static func items(_ arguments: [ToolDescription.Argument]) -> [String] {
    arguments.flatMap { Roff.item($0.spelling, $0.meaning) }
  }

  /// Lower case at the start and without its full stop, as the NAME section has it.
  private static func clause(_ sentence: String?) -> String {
    let text = sentence ?? ""
    return text.prefix(1).lowercased() + text.dropFirst().dropLast(text.hasSuffix(".") ? 1 : 0)
  }
}
