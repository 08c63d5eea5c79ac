import CommandLanguage

/// A small table with every kind of grammar.
enum SampleTable {
  static let kinds = [
    Choice("audio", "the microphone"), Choice("video", "the camera"),
    Choice("screen", "both screen kinds"),
  ]

  static let start = Grammar(
    verb: "start", summary: "start recording tracks",
    parameters: [Parameter("KIND", "what to record", .choice(kinds), arity: .oneOrMore)],
    options: [
      CommandOption("room", "ID", "the room", .identifier(.room)),
      CommandOption("participant", "ID,…", "one id, a list, or `all`", .identifier(.participant)),
      CommandOption("webhook", "URL", "where to report to", .url),
      CommandOption("limit", "N", "how many at once", .integer(1...16)),
      CommandOption(
        "format", "NAME", "the container",
        .choice([Choice("webm", "video in WebM"), Choice("mp4", "video in MP4")])),
    ],
    examples: ["start audio", "start audio video room=abcd-efgh-ijkl"])

  static let wait = Grammar(
    verb: "wait", summary: "pause, or poll until a condition holds",
    parameters: [Parameter("DURATION", "how long", .duration)],
    options: [
      CommandOption("within", "DURATION", "when to give up", .duration),
      CommandOption("every", "DURATION", "how often to look", .duration),
    ],
    examples: ["wait 2s", "wait until state.audio == recording within=30s"])

  static let download = Grammar(
    verb: "download", summary: "fetch the files of a recording",
    parameters: [Parameter("ID", "which recording", .identifier(.recording))],
    options: [CommandOption("to", "PATH", "where to put them", .file)],
    examples: ["download rec-1 to=out"])

  static let rooms = Grammar(
    verb: "rooms", summary: "list the rooms",
    options: [
      CommandOption(
        "show", "NAME,…", "these columns",
        .choices([Choice("id", "the id"), Choice("name", "the name"), Choice("open", "if open")]))
    ],
    examples: ["rooms", "rooms show=id,name"])

  static let run = Grammar(
    verb: "run", summary: "include another script",
    parameters: [Parameter("FILE", "the script", .file)], optionPolicy: .open,
    examples: ["run setup.vsdk room=abcd"])

  static let echo = Grammar(
    verb: "echo", summary: "print text",
    parameters: [Parameter("TEXT", "what to print", .text, arity: .zeroOrMore)],
    optionPolicy: .text, examples: ["echo hello"])

  static let dry = Grammar(
    verb: "dry", summary: "show the request of a command and send nothing",
    availability: .promptOnly(because: "it asks"),
    parameters: [Parameter("COMMAND", "the command", .text, arity: .oneOrMore)],
    optionPolicy: .text, examples: ["dry start audio"],
    details: ["The token is shown as `$VIDEOSDK_TOKEN`, so the text can be given to others."])

  static let help = Grammar(
    verb: "help", summary: "explain a command", availability: .promptOnly(because: "it asks"),
    parameters: [Parameter("VERB", "the command", .text, arity: .optional)],
    examples: ["help start"])

  static let sandbox = Grammar(
    verb: "sandbox", summary: "drive the sandbox", availability: .sandboxOnly,
    parameters: [
      Parameter(
        "ACTION", "what to do",
        .choice([Choice("status", "show it"), Choice("reset", "empty it")]))
    ],
    examples: ["sandbox reset"])

  static let table = GrammarTable([
    start, wait, download, rooms, run, echo, dry, help, sandbox,
  ])
}
