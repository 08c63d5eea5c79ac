import CommandLanguage

/// Help and completion for the forms that the parser reads itself.
enum ExpectationGrammar {
  static let expect = Grammar(
    verb: "expect",
    summary: "check the answer of the command above",
    parameters: [
      Parameter(
        "QUERY", "http, elapsed, state.KEY, last.PATH, error.PATH, sandbox.PATH or ${name}", .text,
        arity: .oneOrMore)
    ],
    optionPolicy: .text,
    examples: [
      "expect http == 200", "expect state.audio == recording",
      "expect error.message contains already",
      "expect last.data[0].end == null", "expect elapsed < 5s",
      "expect last.data[kind=audio, participantId=efgh].id exists else \"efgh is not recorded\"",
    ],
    details: [
      "expect [not] QUERY PREDICATE [VALUE]; predicates: == != < <= > >= contains matches exists.",
      "Comparison is typed: == 200 compares a number, == \"200\" a text; matches takes /REGEX/.",
      "exists: it is there and not null, as the `end` of a recording that runs.",
      "[NAME=VALUE, …] in a path takes the first element whose members are equal to the values.",
      "else \"TEXT\" behind it is said first when it fails.",
      "Several may follow one command; all are checked, then a failure ends the script with code 4.",
      "expect error [TEXT] and expect http == 4xx make a refusal expected.",
      "state has room, participant, running, files (path, bytes and type of what was "
        + "written here) and each kind (idle, starting, recording, ended, …).",
      "sandbox, at a sandbox only, is asked each time: rooms, recordings, faults, requests, ….",
    ])

  static let capture = Grammar(
    verb: "let",
    summary: "keep a value of the last answer as ${NAME}",
    parameters: [
      Parameter(
        "NAME = QUERY", "a name, = and a query, such as last.data[0].id", .text, arity: .oneOrMore)
    ],
    optionPolicy: .text,
    examples: ["let first = last.data[0].id", "let id = last.data[kind=audio].id"])

  static let attempt = Grammar(
    verb: "try",
    summary: "run a command and go on if the service refuses it",
    parameters: [Parameter("COMMAND", "any command", .text, arity: .oneOrMore)],
    optionPolicy: .text,
    examples: ["try stop audio"],
    details: [
      "Only what the service refuses is tolerated; never a mistake in the script or in the credentials, "
        + "never a lost network."
    ])

  static let deferral = Grammar(
    verb: "defer",
    summary: "run a command at the end of the script, whatever happens",
    parameters: [Parameter("COMMAND", "any command", .text, arity: .oneOrMore)],
    optionPolicy: .text,
    examples: ["defer stop all"],
    details: [
      "Last first, after success, failure or an interrupt; never replaces the first failure."
    ])
}
