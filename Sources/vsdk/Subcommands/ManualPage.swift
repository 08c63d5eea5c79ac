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
    [".SH OPTIONS"] + Self.items(tool.command.arguments ?? [])
  }

  private var subcommands: [String] {
    [".SH SUBCOMMANDS"] + described(tool.command.subcommands ?? [], behind: "vsdk")
  }

  private func described(_ commands: [ToolDescription.Command], behind name: String) -> [String] {
    commands.flatMap { command -> [String] in
      guard command.commandName != "help" else { return [] }
      let name = "\(name) \(command.commandName)"
      if let nested = command.subcommands, !nested.isEmpty {
        return described(nested, behind: name)
      }
      let own = (command.arguments ?? []).filter { $0.shouldDisplay && !isGlobal($0) }
      let usage = [name] + own.filter { $0.kind == .positional }.map(\.usage)
      return [".SS \"\(Roff.escaped(usage.joined(separator: " ")))\""]
        + Roff.lines(
          [command.abstract, command.discussion].compactMap(\.self).joined(separator: " "))
        + Self.items(own)
    }
  }

  /// Told once, under the options.
  private func isGlobal(_ argument: ToolDescription.Argument) -> Bool {
    (tool.command.arguments ?? []).contains { $0.spelling == argument.spelling }
  }

  private var language: [String] {
    [
      ".SH COMMANDS",
      "The same at the prompt, behind \\fB\\-c\\fR, on standard input and in scripts;",
      "\\fBhelp\\fR \\fIVERB\\fR in the shell, and \\fBvsdk\\-script\\fR(5), say more.",
    ] + commands.everyForm.flatMap { Roff.item($0.usage, $0.summary) }
  }

  private var circumstances: [String] {
    Roff.section("ENVIRONMENT", Self.environment) + Roff.section("FILES", Self.files)
      + Roff.section("EXIT STATUS", Roff.statuses) + Roff.section("EXAMPLES", Self.examples)
      + [".SH SEE ALSO", "\\fBvsdk\\-script\\fR(5)"]
  }

  private static let environment = [
    (
      "VIDEOSDK_TOKEN, VIDEOSDK_AUTH_TOKEN",
      "A token for the service; it makes the service the target."
    ),
    (
      "VIDEOSDK_API_KEY, VIDEOSDK_SECRET (or VIDEOSDK_SECRET_KEY)",
      "A key and its secret, from which short-lived tokens are made."
    ),
    ("VIDEOSDK_API_ENDPOINT", "The origin to talk to."),
    (
      "https_proxy, http_proxy, all_proxy, no_proxy",
      "The proxy, as curl reads them; http:// proxies alone."
    ),
    ("VSDK_HOME", "The folder for everything that is kept."),
    ("VSDK_VAR_name", "A value for the parameter of that name of a script."),
    ("NO_COLOR, TERM, PAGER", "Honoured as usual."),
  ]

  private static let files = [
    (
      "$VSDK_HOME, or $XDG_CONFIG_HOME/vsdk and $XDG_STATE_HOME/vsdk",
      "Settings, history and the ledger of recordings; folders 0700, files 0600."
    )
  ]

  private static let examples = [
    ("vsdk", "The shell; without credentials, in a sandbox of its own."),
    (
      "vsdk -c 'set room abcd-efgh-ijkl; set participant abcd; start audio; stop audio'",
      "Four commands."
    ),
    ("vsdk run --report junit=report.xml *.vsdk", "Scripts in CI, with a report."),
    ("vsdk sandbox --port 9797", "The sandbox alone, for any program."),
  ]

  private static func items(_ arguments: [ToolDescription.Argument]) -> [String] {
    arguments.filter(\.shouldDisplay).flatMap { argument -> [String] in
      let fallback = argument.defaultValue.map { " Default: \($0)." } ?? ""
      return Roff.item(argument.spelling, (argument.abstract ?? "") + fallback)
    }
  }

  /// Lower case at the start and without its full stop, as the NAME section has it.
  private static func clause(_ sentence: String?) -> String {
    let text = sentence ?? ""
    return text.prefix(1).lowercased() + text.dropFirst().dropLast(text.hasSuffix(".") ? 1 : 0)
  }
}
