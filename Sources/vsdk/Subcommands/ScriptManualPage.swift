import CommandLanguage
import ShellCore

/// The manual page `vsdk-script(5)`: the language of scripts.
///
/// Commands come from the command table with all that `help VERB` says of them.
struct ScriptManualPage {
  let commands: GrammarTable

  /// The whole page.
  var text: String {
    let lines =
      head + Roff.section("TEXT", ReferenceFacts.text)
      + Roff.section("HEADER", ReferenceFacts.header) + commandPages
      + Roff.section("EXPECTATIONS", HelpTopic.expectations.rows) + running
    return lines.joined(separator: "\n") + "\n"
  }

  private var head: [String] {
    [
      ".TH VSDK-SCRIPT 5 \"\" \"\(Roff.escaped(Version.text))\" \"File Formats\"",
      ".SH NAME", "vsdk\\-script \\- scripts for the track recordings of VideoSDK rooms",
      ".SH SYNOPSIS", ".B vsdk run", "\\fIFILE\\fR.vsdk [\\fINAME\\fR=\\fIVALUE\\fR ...]",
      ".SH DESCRIPTION",
    ]
      + Roff.lines(
        "A script holds the commands of the prompt, one a line. It and all that it includes are "
          + "read, checked and run abstractly before the first request is sent: every mistake is "
          + "shown then, and nothing has happened yet. It runs from top to bottom and stops at the "
          + "first failure; what was deferred runs in any case.")
      + [".PP"]
      + Roff.lines(
        "There are no loops, no conditions and no way to run a program, so that a script can be "
          + "checked whole and taken from a stranger.")
      + Roff.block(Self.example)
  }

  /// Checked by a test as any script is.
  private static let example = [
    "vsdk 1",
    "param room = abcd-efgh-ijkl",
    "param who = abcd",
    "",
    "set room ${room}",
    "set participant ${who}",
    "defer stop all                  # whatever happens below",
    "",
    "start audio",
    "expect http == 200",
    "expect state.audio == recording",
    "stop audio",
    "wait until recording.audio.end exists within=20s",
  ]

  private var commandPages: [String] {
    [".SH COMMANDS"]
      + commands.everyForm.flatMap { grammar -> [String] in
        guard let limit = Self.limit(grammar.availability) else { return [] }
        return [".SS \"\(Roff.escaped(grammar.usage))\""] + Roff.lines(grammar.summary + limit)
          + grammar.details.flatMap { [".PP"] + Roff.lines($0) }
          + grammar.parameters.flatMap { Roff.item($0.name, $0.summary) }
          + grammar.options.flatMap { Roff.item("\($0.key)=\($0.placeholder)", $0.summary) }
          + Roff.block(grammar.examples)
      }
  }

  /// What is said of where a command may stand; nil for one that no script may have.
  private static func limit(_ availability: Grammar.Availability) -> String? {
    switch availability {
    case .anywhere, .aloneAtPrompt: ""
    case .promptOnly: nil
    case .sandboxOnly: "; only against a sandbox"
    }
  }

  private var running: [String] {
    [".SH WHAT A SCRIPT MAY DO"] + ReferenceFacts.permits.flatMap { Roff.item($0.may, $0.rest) }
      + Roff.section("EXIT STATUS", HelpTopic.exitCodes.rows)
      + [
        ".SH SEE ALSO", "\\fBvsdk\\fR(1); \\fBvsdk check\\fR finds the mistakes of a script,",
        "\\fBvsdk fmt\\fR lays it out, \\fBvsdk run \\-\\-dry\\-run\\fR shows its requests.",
      ]
  }
}
