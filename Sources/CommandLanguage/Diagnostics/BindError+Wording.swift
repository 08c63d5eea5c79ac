extension BindError {
  /// The mistake in words, with its place in the text it was found in.
  public func diagnostic(in source: SourceText) -> Diagnostic {
    wording.diagnostic(in: source, at: span)
  }

  private var wording: Wording {
    switch kind {
    case .unknownVerb(let verb, let suggestion):
      Wording(
        "unknown-verb", "unknown command \(Wording.quoted(verb))",
        hint: suggestion.map(Wording.didYouMean) ?? "`help` lists all commands")
    case .unexpectedWord(let word, let verb, let suggestion):
      Wording(
        "unexpected-word", "unexpected \(Wording.quoted(word)): `\(verb)` takes no more words",
        hint: suggestion.map { "did you mean `\($0)=…`?" }
          ?? "`help \(verb)` shows what it takes")
    case .positionalAfterOption(let word):
      Wording(
        "word-after-option", "\(Wording.quoted(word)) stands behind an option",
        hint: "put all words before the first `key=value`")
    case .alternativeNotAlone(let word, let verb):
      Wording(
        "not-alone", "\(Wording.quoted(word)) does not stand behind other words",
        hint: "write `\(verb) \(word)` as a command of its own")
    case .unknownOption(let key, let verb, let suggestion):
      Wording(
        "unknown-option", "`\(verb)` has no option \(Wording.quoted(key))",
        hint: suggestion.map(Wording.didYouMean) ?? "`help \(verb)` shows what it takes")
    case .repeatedOption(let key):
      Wording("repeated-option", "`\(key)=` is given twice", hint: "keep one of them")
    case .missingParameter(let name, let summary, let choices):
      Wording(
        "missing-word", "\(name) is missing: \(summary)", hint: Self.choices(choices))
    case .unknownChoice("", let parameter, let choices, _):
      Wording(
        "unknown-choice", "a value of `\(parameter)` is empty", hint: Self.choices(choices))
    case .unknownChoice(let text, let parameter, let choices, let suggestion):
      Wording(
        "unknown-choice", "\(Wording.quoted(text)) is not a value of `\(parameter)`",
        hint: suggestion.map(Wording.didYouMean), hints: [Self.choices(choices)].compactMap(\.self))
    case .repeatedChoice(let text, let parameter):
      Wording(
        "repeated-choice", "\(Wording.quoted(text)) stands twice in `\(parameter)`",
        hint: "keep one of them")
    case .bareNumber(let text):
      Wording(
        "duration-without-unit", "\(Wording.quoted(text)) has no unit",
        hint: "write `500ms`, `5s`, `1m30s` or `2h`")
    case .badDuration(let text):
      Wording(
        "bad-duration", "\(Wording.quoted(text)) \(DurationLiteral.fault(of: text))",
        hint: "write it as `500ms`, `5s`, `1m30s` or `2h`")
    case .badInteger(let text, let range):
      Wording(
        "bad-integer", "\(Wording.quoted(text)) is not a whole number \(Self.limits(range))",
        hint: "write one \(Self.limits(range)), without a unit")
    case .badURL(let text):
      Wording(
        "bad-url", "\(Wording.quoted(text)) is not a URL",
        hint: "write one that starts with `http://` or `https://`")
    case .badIdentifier("", let kind):
      Wording(
        "bad-identifier", "the \(Self.name(of: kind)) id is empty", hint: "write the id")
    case .badIdentifier(let text, let kind):
      Wording(
        "bad-identifier", "\(Wording.quoted(text)) is not a \(Self.name(of: kind)) id",
        hint: "an id holds neither spaces nor control characters")
    case .emptyFile: Wording("empty-path", "the path is empty", hint: "name a file")
    case .misplacedSecret(let name):
      Wording(
        "misplaced-secret", "the secret `${\(name)}` would be shown here",
        hint: "a secret can only stand where one is asked for: `set token ${\(name)}`")
    }
  }

  private static func choices(_ choices: [String]) -> String? {
    choices.isEmpty ? nil : "it can be \(Wording.list(choices))"
  }

  private static func limits(_ range: ClosedRange<Int>) -> String {
    range.upperBound == .max
      ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
  }

  private static func name(of kind: IdentifierKind) -> String {
    switch kind {
    case .room: "room"
    case .participant: "participant"
    case .session: "session"
    case .recording, .participantRecording, .meetingRecording: "recording"
    case .merge: "merge"
    }
  }
}
