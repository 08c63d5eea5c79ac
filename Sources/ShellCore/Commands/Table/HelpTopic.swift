package import CommandLanguage

/// What `help` tells of besides the commands, a page each that fits a screen; the reference and the manual pages have the
/// same rows.
package enum HelpTopic: String, CaseIterable, Sendable {
  case keys, scripts, expectations, targets
  case exitCodes = "exit-codes"

  /// Reads a topic as a person writes it: in any case, with a blank for the `-`, in the singular.
  init?(_ text: String) {
    let word = text.lowercased().replacing(" ", with: "-")
    guard let topic = Self(rawValue: word) ?? Self(rawValue: word + "s") else { return nil }
    self = topic
  }

  /// One line for Tab.
  var summary: String {
    switch self {
    case .keys: "what the keys do"
    case .scripts: "how commands become a script, and a script runs"
    case .expectations: "how an answer is checked"
    case .targets: "where requests go, and who chooses it"
    case .exitCodes: "what the number says that vsdk ends with"
    }
  }

  var page: HelpPage { HelpPage([HelpPage.Section(title: title, rows: rows)]) }

  private var title: String {
    switch self {
    case .keys: "keys"
    case .scripts: "scripts"
    case .expectations: "expectations, below the command they are about"
    case .targets: "targets: the first that is given counts"
    case .exitCodes: "exit codes: the first failure counts"
    }
  }

  /// Two columns: what it is about, and a clause.
  package var rows: [Choice] {
    switch self {
    case .keys: Self.keyRows
    case .scripts: Self.scriptRows
    case .expectations: Self.claimRows
    case .targets: Self.targetRows
    case .exitCodes: ExitStatus.meanings.map { Choice($0.code, $0.meaning) }
    }
  }

  private static let keyRows = [
    Choice("Tab", "completes commands, options, files and ids"),
    Choice("?", "behind a blank: what may come next"),
    Choice("Up, Down", "earlier lines; Ctrl-R searches them"),
    Choice("Ctrl-A, Ctrl-E", "to the start, to the end of the line"),
    Choice("Ctrl-Left, Ctrl-Right", "a word back, a word on"),
    Choice("Ctrl-W, Ctrl-K", "delete the word before, the rest behind"),
    Choice("Ctrl-C", "drops the line, or cancels the request under way"),
    Choice("Ctrl-D", "on an empty line: leaves the shell, as `quit` does"),
    Choice("Ctrl-L", "clears the screen"),
    Choice("Ctrl-Z", "suspends; `fg` in the system's shell comes back"),
    Choice("\\ at the end", "goes on in the next line"),
    Choice("a blank in front", "keeps the line out of the history file"),
    Choice("; between two", "runs one command behind the other"),
  ]

  private static let scriptRows = [
    Choice("save FILE", "writes what succeeded in this shell as a script"),
    Choice("run FILE who=efgh", "runs one, with values for its `param`s"),
    Choice("# …", "a comment"),
    Choice("param who = abcd", "a value that whoever runs it may choose; read as `${who}`"),
    Choice("secret t = env:NAME", "a secret by its place; `set token ${t}` uses it"),
    Choice("let id = last.data[0].id", "keeps a value of an answer; read as `${id}`"),
    Choice("expect …", "checks an answer: `help expectations`"),
    Choice("try COMMAND", "goes on when the service refuses it"),
    Choice("defer stop all", "runs at the end, whatever happens"),
    Choice("vsdk check FILE", "in the system's shell: finds every mistake, sends nothing"),
    Choice("vsdk run FILE", "runs it; --dry-run shows its requests, --step asks"),
    Choice("vsdk -c 'TEXT'", "the text as a script"),
  ]

  private static let claimRows = [
    Choice("expect http == 200", "the status of the answer"),
    Choice(
      "expect state.audio == recording",
      "what the shell knows of the chosen track: "
        + RecordingState.allCases.map(\.rawValue).joined(separator: ", ")),
    Choice("expect last.data[0].id exists", "the last answer; it is there and not null"),
    Choice("expect last.data[kind=audio].id exists", "the first in a list that fits"),
    Choice("expect recording.audio.end exists", "the newest record, asked of the service"),
    Choice("expect hook.data.kind == audio", "the last verified webhook"),
    Choice("expect error contains already", "the refusal: it is expected then"),
    Choice("expect elapsed < 5s", "how long the answer took"),
    Choice("expect not … else \"TEXT\"", "the opposite; TEXT is said first"),
    Choice("wait until …", "the same, until it holds or the time is over"),
    Choice("== != < <= > >=", "compare a number with a number, a text with a text"),
    Choice("contains matches exists", "a part, a pattern /…/, there and not null"),
  ]

  private static let targetRows = [
    Choice("--sandbox", "a sandbox in this program: nothing is billed"),
    Choice("--live", "the vendor's service: recordings are billed"),
    Choice("--endpoint URL", "any other server, such as a `vsdk sandbox`"),
    Choice("--profile NAME", "what the profile says"),
    Choice("VIDEOSDK_API_ENDPOINT", "the same from the environment"),
    Choice("credentials", "VIDEOSDK_TOKEN, or VIDEOSDK_API_KEY and VIDEOSDK_SECRET: live"),
    Choice("nothing of it", "the sandbox"),
    Choice("whoami", "shows which it is, why, and whose credentials are used"),
    Choice("set endpoint URL", "goes to another one; its rooms are others"),
  ]
}
