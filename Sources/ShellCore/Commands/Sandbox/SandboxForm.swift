import CommandLanguage
import VideoSDKClient

/// The first word behind `sandbox`, each with a grammar of its own.
enum SandboxForm: String, CaseIterable, Sendable {
  case status, page, reset, join, leave, mute, unmute, fail, delay, clock, processing, storage

  /// What may follow the word.
  var grammar: Grammar {
    switch self {
    case .status: make("show its time, people, recordings and faults", examples: [""])
    case .page: make("show where a browser finds its page", examples: [""])
    case .reset: make("go back to the start; recordings and faults are gone", examples: [""])
    case .join:
      make(
        "let somebody join the room's session", [Self.person],
        [CommandOption("name", "NAME", "the display name of who joins", .text), Self.room],
        examples: [" zoe name=Zoe"])
    case .leave:
      make(
        "let somebody leave; what records them stops", [Self.person], [Self.room],
        examples: [" zoe"])
    case .mute:
      make("switch tracks off", [Self.person, Self.kinds], [Self.room], examples: [" abcd audio"])
    case .unmute:
      make("switch tracks on", [Self.person, Self.kinds], [Self.room], examples: [" abcd audio"])
    case .fail:
      make(
        "make the next request fail", [Self.operation], Self.faults + [Self.times],
        examples: [
          " start status=503 retry-after=2s times=2", " any drop=after", " recordings body=html",
          " start just-joined=2s", " stop webhook=lost event=stopped", " off",
        ])
    case .delay:
      make(
        "hold the next answer back", [Parameter("DURATION", "how long, such as 2s", .duration)],
        [Self.times], examples: [" 2s"])
    case .clock:
      make(
        "move its time on", [Parameter("DURATION", "how far, such as 10m", .text)],
        examples: [" 10m"])
    case .processing:
      make(
        "say how long files are processed behind a stop",
        [Parameter("DURATION", "at most 10m; 0s has them there at once", .duration)],
        examples: [" 3s", " 0s"])
    case .storage:
      make(
        "say whose storage files go to", [Self.place], examples: [" own", " vendor"])
    }
  }

  /// The options of all forms, each once.
  static let options: [CommandOption] = {
    var seen: Set<String> = []
    return allCases.flatMap { $0.grammar.options }.filter { seen.insert($0.key).inserted }
  }()

  /// Types the words behind the form.
  ///
  /// - Throws: what is wrong with them, and an option that is another form's.
  func bind(_ arguments: Arguments) throws(Mistakes) -> Arguments {
    let grammar = grammar
    let own = grammar.options.map(\.key)
    let words = arguments.values("WORD").map { value in
      ExpandedArgument.word(
        ExpandedWord(value.text, span: value.span, isPlaceholder: value.isPlaceholder))
    }
    var errors: [BindError] = Self.options.filter { !own.contains($0.key) }.compactMap { option in
      arguments.option(option.key).map { value in
        BindError(
          .unknownOption(option.key, verb: grammar.verb, suggestion: nil),
          Self.keySpan(option, value))
      }
    }
    let binding = Binder.bind(
      verb: arguments.verb, span: arguments.span, arguments: words, grammar: grammar)
    switch binding {
    case .bound(let bound):
      guard errors.isEmpty else { throw Mistakes(binding: errors) }
      return bound
    case .failed(let found):
      errors += found
      throw Mistakes(binding: errors.sorted { $0.span.start < $1.span.start })
    }
  }

  // The key stands right before the value, with `=` between them.
  private static func keySpan(_ option: CommandOption, _ value: ArgumentValue) -> SourceSpan {
    let end = value.span.start - 1
    return SourceSpan(end - option.key.utf8.count, end)
  }

  private func make(
    _ summary: String, _ parameters: [Parameter] = [], _ options: [CommandOption] = [],
    examples: [String]
  ) -> Grammar {
    let verb = "sandbox \(rawValue)"
    return Grammar(
      verb: verb, summary: summary, availability: .sandboxOnly, parameters: parameters,
      options: options, examples: examples.map { verb + $0 })
  }

  private static let person = Parameter("ID", "the participant", .identifier(.participant))
  private static let kinds = Parameter(
    "KIND", "which tracks",
    .choice(TrackKind.known.map { Choice($0.wireName, "\($0.wireName) tracks") }),
    arity: .oneOrMore)
  private static let operation = Parameter(
    "COMMAND|off", "whose request fails; `off` removes all faults",
    .choice(
      SandboxOperation.allCases.map { Choice($0.rawValue, $0.summary) }
        + [Choice("off", "remove every fault")]))
  private static let place = Parameter(
    "WHOSE", "where recordings that start from now on leave their files",
    .choice([
      Choice("vendor", "the service's own: each file has a fileUrl"),
      Choice("own", "your bucket: a path, and no fileUrl"),
      Choice("none", "no bucket is set up: a recording with `bucket=` fails"),
    ]))
  private static let room = CommandOption(
    "room", "ID", "another room than the one that is set", .identifier(.room))
  private static let times = CommandOption(
    "times", "N", "how many requests are hit; default 1", .integer(1...1_000_000))

  private static let faults: [CommandOption] = [
    CommandOption("status", "N", "refuse with this status, from 400 to 599", .integer(400...599)),
    CommandOption(
      "retry-after", "DURATION", "with a status: ask for this wait, in whole seconds", .duration),
    CommandOption("delay", "DURATION", "hold the answer back, or a late webhook", .duration),
    CommandOption(
      "just-joined", "DURATION", "refuse a start so soon behind its participant's join",
      .duration),
    CommandOption(
      "drop", "WHEN", "cut the connection instead of answering",
      .choice([Choice("before", "nothing was done"), Choice("after", "the request was acted on")])),
    CommandOption(
      "body", "HOW", "spoil the answer's body",
      .choice([
        Choice("html", "a proxy's page"), Choice("text", "plain text"),
        Choice("truncated", "half of it"), Choice("empty", "nothing"), Choice("huge", "64 MiB"),
      ])),
    CommandOption(
      "webhook", "HOW", "spoil the webhooks that the request leads to",
      .choice([
        Choice("lost", "never sent"), Choice("duplicate", "sent twice"),
        Choice("reordered", "sent in another order"),
        Choice("late", "sent 5 s later, or `delay=`"),
        Choice("bad-signature", "signed with another key"),
      ])),
    CommandOption(
      "event", "NAME", "with a webhook's fault: only the webhook of this name",
      .choice(SandboxFault.events)),
    CommandOption(
      "recording", "HOW", "what becomes of the recording that the request starts",
      .choice([Choice("failed", "it fails")])),
  ]
}
