import CommandLanguage

/// What the reference and the manual pages say of what is neither a command nor a flag: clauses, lower case, no full stop.
enum ReferenceFacts {
  /// What the text of a script is made of.
  static let text = [
    Choice(
      "# …", "a comment, where a word may begin; `#:` begins one that tools read: `#: title TEXT`"),
    Choice(
      "word",
      "letters, digits and `_ . / : @ % + = , - ? & ~ [ ]`: ids, URLs, paths and durations need no quotes"
    ),
    Choice("'…'", "as it stands; may hold several lines"),
    Choice(
      "\"…\"",
      "with `${name}` and the escapes `\\\" \\\\ \\n \\t \\$ \\u{1F600}`; may hold several lines"),
    Choice(
      "${name}",
      "the value of a `param`, of `let`, or of a word without a name: `${1}`; `${name:-TEXT}` has TEXT where there is none"
    ),
    Choice("NAME=VALUE", "an option of a command, behind its words, in any order"),
    Choice("500ms, 5s, 1m30s, 2h", "a duration; it always has a unit"),
    Choice("/…/", "a pattern as in Perl, behind `matches`"),
    Choice("; between commands", "several in a line"),
    Choice("\\ at the end", "the line goes on in the next"),
  ]

  /// The lines that may stand above the first command.
  static let header = [
    Choice("vsdk 1", "the version of the language; it may be missing, and stands before all else"),
    Choice(
      "param NAME [= VALUE]",
      "a value from outside: `NAME=VALUE` behind the file, or the environment's `VSDK_VAR_NAME`; else VALUE, without which it must be given"
    ),
    Choice(
      "secret NAME = env:VARIABLE | file:PATH | prompt",
      "a secret by its place; it can stand only where one is asked for, such as `set token ${NAME}`, and is struck out of all that is written"
    ),
  ]

  /// What a script may do that comes from a stranger.
  struct Permit {
    let may: String
    let mayNot: String
    /// The flag that lets it; nil where none does.
    let unless: String?

    /// For where there is one column.
    var rest: String { "not: \(mayNot)" + (unless.map { "; unless \($0)" } ?? "") }
  }

  static let permits = [
    Permit(
      may: "send requests to the origin that was chosen outside",
      mayNot: "choose another with `set endpoint URL`", unless: "`--allow-origin URL`"),
    Permit(
      may: "use a secret that it declares at its top, as a credential",
      mayNot: "put one into anything else, or take one from elsewhere", unless: nil),
    Permit(
      may:
        "run scripts whose names end in `.vsdk` and that lie below its folder, or the current one where that holds it",
      mayNot: "open, or quote in an error, any other file; links are followed first",
      unless: "`--root DIR`"),
    Permit(
      may: "make new files below the current folder, by `download` and `to=`",
      mayNot: "write over a file, follow a link out, make a name that begins with `.` or `-`",
      unless: "`--allow-write DIR`"),
    Permit(may: "`listen` on this machine", mayNot: "be reached from another", unless: nil),
    Permit(may: "take ten minutes", mayNot: "hang", unless: "`--time-limit D`"),
  ]

  static let environment = [
    Choice(
      "VIDEOSDK_TOKEN, VIDEOSDK_AUTH_TOKEN",
      "a token for the service; it makes the service the target"),
    Choice(
      "VIDEOSDK_API_KEY, VIDEOSDK_SECRET (or VIDEOSDK_SECRET_KEY)",
      "a key and its secret, from which short-lived tokens are made"),
    Choice("VIDEOSDK_API_ENDPOINT", "the origin to talk to"),
    Choice(
      "https_proxy, http_proxy, all_proxy, no_proxy",
      "the proxy, as curl reads them; `http://` proxies alone"),
    Choice("VSDK_HOME", "the folder for everything that is kept"),
    Choice("VSDK_VAR_name", "a value for the parameter of that name of a script"),
    Choice("NO_COLOR, TERM, PAGER, VISUAL, EDITOR", "honoured as usual"),
    Choice("GITHUB_ACTIONS", "`true`: failures of `run` and `check` are annotations, too"),
  ]

  static let files = [
    Choice(
      "$VSDK_HOME, or $XDG_CONFIG_HOME/vsdk and $XDG_STATE_HOME/vsdk",
      "`init.vsdk` and `profiles`; `history`, `lessons` and `ledger.sqlite`; folders 0700, files 0600"
    )
  ]
}
