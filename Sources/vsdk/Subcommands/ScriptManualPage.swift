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
      head + Roff.section("TEXT", Self.textRules) + Roff.section("HEADER", Self.headerLines)
      + commandPages + running
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

  private static let textRules = [
    (
      "# ...",
      "A comment, where a word may begin; #: begins one that tools read, as in #: title TEXT."
    ),
    (
      "word",
      "Letters, digits and _ . / : @ % + = , - ? & ~ [ ]: ids, URLs, paths and durations need no quotes."
    ),
    ("'...'", "As it stands; may hold several lines."),
    (
      "\"...\"",
      "With ${name} and the escapes \\\" \\\\ \\n \\t \\$ \\u{1F600}; may hold several lines."
    ),
    (
      "${name}",
      "The value of a param, of let, or of a word without a name: ${1}. ${name:-TEXT} has TEXT where there is none."
    ),
    ("NAME=VALUE", "An option of a command, behind its words, in any order."),
    ("500ms, 5s, 1m30s, 2h", "A duration; it always has a unit."),
    ("/.../", "A pattern as in Perl, behind matches."),
    ("; between commands", "Several in a line."),
    ("\\ at the end", "The line goes on in the next."),
  ]

  private static let headerLines = [
    ("vsdk 1", "The version of the language; it may be missing, and stands before all else."),
    (
      "param NAME [= VALUE]",
      "A value from outside: NAME=VALUE behind the file, or the environment's VSDK_VAR_NAME; else VALUE, without which it must be given."
    ),
    (
      "secret NAME = env:VARIABLE | file:PATH | prompt",
      "A secret by its place. It can stand only where one is asked for, such as set token ${NAME}, and is struck out of all that is written."
    ),
  ]

  private var commandPages: [String] {
    [".SH COMMANDS"]
      + commands.grammars.flatMap { grammar -> [String] in
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
    Roff.section("WHAT A SCRIPT MAY DO", Self.permits)
      + Roff.section("EXIT STATUS", Roff.statuses)
      + [
        ".SH SEE ALSO", "\\fBvsdk\\fR(1); \\fBvsdk check\\fR finds the mistakes of a script,",
        "\\fBvsdk fmt\\fR lays it out, \\fBvsdk run \\-\\-dry\\-run\\fR shows its requests.",
      ]
  }

  private static let permits = [
    ("requests", "To the origin that was chosen outside; to another with --allow-origin URL."),
    ("secrets", "Only those that it declares at its top, and only as credentials."),
    (
      "reading",
      "Scripts below its folder, or the current one where that holds it; --root DIR names another."
    ),
    (
      "writing",
      "New files below the current folder, by download and to=; --allow-write DIR names another, in "
        + "which to= replaces files too."
    ),
    ("time", "Ten minutes; --time-limit says otherwise."),
  ]
}
