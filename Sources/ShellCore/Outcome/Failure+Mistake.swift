import CommandLanguage

extension Failure {
  /// The sentence for a mistake in a script or a line.
  ///
  /// - Parameter source: The text it stands in; only what the parser found quotes from it.
  static func mistake(
    _ mistake: Mistake, in source: SourceText = SourceText(name: "", text: "")
  ) -> Failure {
    switch mistake {
    case .parse(let error): from(error.diagnostic(in: source), error.span)
    case .bind(let error): from(error.diagnostic(in: source), error.span)
    case .command(let error): command(error)
    case .undefinedVariable(let variable): undefined(variable)
    case .incompleteQuery(let root, let names, let span):
      Failure(
        .script, "incomplete-query", "`\(root)` needs a name behind a dot", span: span,
        hints: ["one of \(list(names, prefix: root + "."))"])
    case .unknownQueryName(let name, let root, let names, let suggestion):
      Failure(
        .script, "unknown-query", "`\(root)` has no `\(name.text)`", span: name.span,
        hints: didYouMean(suggestion) ?? ["one of \(list(names, prefix: root + "."))"])
    case .nothingListens(let span):
      Failure(
        .script, "nothing-listens", "nothing listens for webhooks", span: span,
        hints: ["use `listen` first: `hook` is the last webhook that came since"])
    case .unreadableSecret(let name, let file, let reason, let span):
      Failure(
        .usage, "missing-secret", "`\(file)` cannot read its secret `\(name.text)`: \(reason)",
        span: span)
    case .promptOnly(let verb):
      Failure(
        .script, "prompt-only", "`\(verb.text)` is for a person at the prompt", span: verb.span,
        hints: ["a script never waits for a person; remove the line"])
    case .onlySettings(let file, let span):
      Failure(
        .usage, "only-settings", "\(file) holds `set KEY VALUE` lines only", span: span,
        hints: ["put commands into a script: `vsdk run FILE`"])
    case .expectationWithoutCommand(let span):
      Failure(
        .script, "expectation-without-command", "no command above this `expect`", span: span,
        hints: ["an `expect` checks the answer of the nearest command above it"])
    case .deferAtPrompt(let span):
      Failure(
        .script, "defer-at-prompt", "`defer` has a meaning in scripts only", span: span,
        hints: ["leaving the shell offers to stop what still runs"])
    case .headerAtPrompt(let span):
      Failure(
        .script, "header-at-prompt", "only a script can have this line", span: span,
        hints: ["at the prompt it needs a value: `param NAME = VALUE`"])
    case .duplicateParameter(let name):
      Failure(
        .script, "duplicate-param", "`\(name.text)` is declared twice", span: name.span)
    case .quitNotLast(let verb):
      Failure(
        .script, "quit-not-last", "`quit` must be the last command of a script",
        span: verb.span, hints: ["remove what follows, or this line"])
    case .unreadableFile(let problem, let span):
      Failure(
        .usage, "unreadable-file", "cannot read `\(problem.path)`: \(problem.reason)", span: span,
        hints: problem.hints)
    case .invalidUTF8(let error, let span):
      Failure(
        .script, "invalid-utf8",
        "`\(error.name)` is not UTF-8: line \(error.line), column \(error.column)", span: span)
    case .includeCycle(let chain, let span):
      Failure(
        .script, "include-cycle", "the scripts run each other: \(chain.joined(separator: " → "))",
        span: span)
    case .includeTooDeep(let limit, let span):
      Failure(
        .script, "include-too-deep", "more than \(limit) scripts inside each other", span: span)
    case .missingArgument(let parameter, let file, let span):
      Failure(
        .script, "missing-argument", "`\(file)` needs `\(parameter)=…`", span: span)
    case .unknownArgument(let name, let file, let suggestion):
      Failure(
        .script, "unknown-argument", "`\(file)` has no parameter `\(name.text)`",
        span: name.span, hints: didYouMean(suggestion) ?? [])
    }
  }

  private static func from(_ diagnostic: Diagnostic, _ span: Span) -> Failure {
    Failure(
      .script, diagnostic.code, diagnostic.message, span: span, label: diagnostic.label,
      notes: diagnostic.notes, hints: diagnostic.hints)
  }

  private static func undefined(_ variable: UndefinedVariable) -> Failure {
    Failure(
      .script, "undefined-variable", "nothing defines `${\(variable.name)}`",
      span: variable.span,
      hints: didYouMean(variable.suggestion.map { "${\($0)}" }) ?? [
        "declare it at the top of the file: `param \(variable.name)`, or give a default: `${\(variable.name):-text}`"
      ])
  }

  private static func command(_ error: CommandError) -> Failure {
    switch error {
    case .binding(let errors):
      return errors.first.map { mistake(.bind($0)) }
        ?? Failure(.internal, "empty-binding", "a binding failed without a reason")
    case .noRoom(let verb):
      return Failure(
        .script, "no-room", "no room chosen", span: verb.span,
        hints: ["use `set room ID`, or `room=ID` behind the command"])
    case .noParticipant(let verb):
      return Failure(
        .script, "no-participant", "no participant chosen", span: verb.span,
        hints: ["use `set participant ID`, or `participant=ID` behind the command"])
    case .literalCredential(let key, let span):
      return Failure(
        .script, "literal-credential",
        "`\(key.rawValue)` is not written out, so that it lands in no file or history",
        span: span,
        hints: ["use `set \(key.rawValue) env:NAME`, `file:PATH` or `prompt`"])
    case .lifetimeTooShort(let span):
      return Failure(
        .script, "short-lifetime", "a token lives for a second at least", span: span,
        hints: ["write `30m`, `2h` or `24h`"])
    case .unknownHelpTopic(let topic, let suggestion, let span):
      return Failure(
        .script, "unknown-topic", "no help on `\(topic)`", span: span,
        hints: didYouMean(suggestion) ?? ["`help` lists the commands"])
    case .quitCode(let code, let span):
      return Failure(
        .script, "quit-code", "\(code) is kept for vsdk itself", span: span,
        hints: ["use 0, or 10 to 99"])
    case .endpointWhileRunning(let count, let span):
      let many = count == 1 ? "1 recording runs, or may," : "\(count) recordings run, or may,"
      return Failure(
        .script, "endpoint-while-running", "\(many) at the endpoint in force", span: span,
        hints: ["`stop all` first: a stop goes to the endpoint that is set"])
    case .noRoomToShow(let verb):
      return Failure(
        .script, "no-room", "no room chosen", span: verb.span,
        hints: ["use `set room ID`, or `\(verb.text) ID`"])
    case .sandboxOnly(let verb, let target):
      return Failure(
        .script, "sandbox-only",
        "`\(verb.text)` is for sandboxes on this machine, and the target is \(target)",
        span: verb.span,
        hints: ["start the shell with --sandbox, or `set endpoint` to what `vsdk sandbox` prints"])
    case .fault(let mistake, let span):
      return Failure(.script, "bad-fault", mistake.message, span: span, hints: [mistake.hint])
    case .badClockStep(let text, let span):
      return Failure(
        .script, "bad-clock-step", "`\(text)` is not a step of the clock", span: span,
        hints: ["write `+` and a duration, such as `+10m`: the clock only moves forward"])
    case .notAReader(let verb):
      return Failure(
        .script, "not-a-reader", "`\(verb.text)` does more than read", span: verb.span,
        hints: ["`watch` repeats a command until Control-C: `watch recordings`, `watch session`"])
    case .shortPause(let text, let span):
      return Failure(
        .script, "short-pause", "`\(text)` is too short a pause", span: span,
        hints: ["the service is asked each time; the shortest is 100ms"])
    case .badHistoryPart(let text, let span):
      return Failure(
        .script, "bad-history-part", "`\(text)` is no part of the history", span: span,
        hints: ["write `20` for the newest, `5-9` for numbers, `/REGEX/` for what matches"])
    case .unreachableReceiver(let verb, let target):
      return Failure(
        .script, "unreachable-receiver",
        "the service at \(target) cannot reach a port of this machine", span: verb.span,
        hints: ["add `public=URL`: where a tunnel to the port can be reached from outside"])
    case .notAnOrigin(let error, let span):
      return Failure(
        .script, "not-an-origin", "not an origin: \(error.wording)", span: span,
        hints: ["write scheme, host and port alone, such as `https://api.videosdk.live`"])
    }
  }

  static func didYouMean(_ suggestion: String?) -> [String]? {
    suggestion.map { ["did you mean `\($0)`?"] }
  }

  private static func list(_ names: [String], prefix: String) -> String {
    names.map { "`\(prefix)\($0)`" }.joined(separator: ", ")
  }
}

extension FaultMistake {
  fileprivate var message: String {
    switch self {
    case .missing: "the fault is missing"
    case .besideOff: "`sandbox fail off` takes no fault"
    case .webhookNotAlone: "`webhook=` stands beside another fault"
    case .noRecordingToFail: "the command makes no recording that could fail"
    case .waitWithoutStatus: "`retry-after=` without `status=`"
    }
  }

  fileprivate var hint: String {
    switch self {
    case .missing:
      "say how it fails, such as `status=503`, `drop=after`, `body=html` or `delay=2s`"
    case .besideOff: "it removes every fault that waits"
    case .webhookNotAlone: "a webhook's fault needs a `sandbox fail` of its own"
    case .noRecordingToFail: "`recording=` goes with `start`, `stop` or `any`"
    case .waitWithoutStatus: "only a refusal asks for a wait, such as `status=503`"
    }
  }
}
