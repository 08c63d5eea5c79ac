import CommandLanguage

/// An entry as it was typed, parsed once.
struct LineEntry: Sendable {
  let source: SourceText
  let lines: [ParsedLine]
  /// Its number in the history; nil when nobody typed it.
  var number: Int?

  init(_ text: String) {
    source = SourceText(name: "<prompt>", text: text)
    lines = Array(Parser(source, dialect: .terminal))
  }

  /// The comment at its end, with its `#`.
  var comment: String? { lines.last?.comment?.text }
}

/// Runs one entry of the prompt: all its items, until one fails.
struct LineRun: Sendable {
  let interpreter: Interpreter
  let runner: UnitRunner
  let interrupts: any InterruptScope
  let entry: LineEntry
  let transcriptWriter: TranscriptWriter
  let emit: @Sendable (Event) -> Void

  /// The state behind the entry, or before the order to the shell that it names; a failure drops the rest of it.
  ///
  /// - Parameter first: the item to begin with.
  func run(from first: Int, _ start: ShellLoop.State) async -> ShellLoop.State {
    var state = start
    let source = entry.source
    let units = Array(ScriptUnits(source, lines: entry.lines))
    let errors = units.flatMap(\.errors)
    guard errors.isEmpty else {
      for error in errors {
        tell(.parse(error, in: source), at: Diagnostic.Location(source: source, span: error.span))
      }
      transcriptWriter.keep(unread: source, &state)
      state.didFail = true
      return state
    }
    if units.isEmpty, let comment = entry.comment {
      transcriptWriter.keep(comment: comment, &state)
      state.commandLog.note(comment: comment, entry: entry, in: state)
    }
    for place in units.indices.dropFirst(first) {
      guard !Task.isCancelled, state.leaving == nil else { return state }
      let unit = units[place]
      let before = state
      let outcome = await run(unit, source, &state)
      if case .shell = outcome.next {
        state.pending = ShellLoop.Pending(
          next: outcome.next, site: site(of: unit, in: source), nextItem: place + 1)
        return state
      }
      state.session.isConfirmed = false
      if case .confirm = outcome.next {
        // It runs once more when the person agrees.
        state.pending = ShellLoop.Pending(
          next: outcome.next, site: site(of: unit, in: source), nextItem: place)
        return state
      }
      let comment = place == units.endIndex - 1 ? entry.comment : nil
      state.commandLog.note(
        unit, outcome, entry: entry, comment: comment, before: before, after: state.session)
      transcriptWriter.keep(unit, outcome, comment: comment, in: source, before: before, &state)
      if case .stop(let tracks) = outcome.next { state.unfinished += tracks }
      guard outcome.failure == nil else {
        state.didFail = true
        return state
      }
      if case .decide = outcome.next {
        state.pending = ShellLoop.Pending(
          next: outcome.next, site: site(of: unit, in: source), nextItem: place + 1)
        return state
      }
    }
    return state
  }

  private func site(of unit: ScriptUnit, in source: SourceText) -> Diagnostic.Location {
    Diagnostic.Location(
      source: source,
      span: unit.statement?.span ?? unit.expectations.first?.span ?? SourceSpan(0, 0))
  }

  private func run(
    _ unit: ScriptUnit, _ source: SourceText, _ state: inout ShellLoop.State
  ) async -> CommandOutcome {
    let site = site(of: unit, in: source)
    state.session.provenance = .prompt
    switch unit.statement?.body {
    case nil, .expectation:
      let failure = await runner.expect(
        unit.expectations, of: nil, at: site, in: &state.session, scope: state.scope)
      // Alone on their line, they are all there is to fail.
      return CommandOutcome(failures: [failure].compactMap(\.self))
    case .version: return CommandOutcome()
    case .secret(let name, let place): return read(name, place, at: site, &state)
    case .parameter(let name, let defaultValue):
      return define(name, defaultValue, at: site, &state)
    case .command(let syntax) where syntax.modifier == .defer:
      return tell(.deferAtPrompt(site.span), at: site)
    case .command(let syntax):
      var outcome = await runner.run(
        syntax, unit, at: site, in: &state.session, scope: &state.scope)
      guard outcome.failure == nil else { return outcome }
      switch outcome.next {
      case .proceed, .step, .fetch, .align, .draw, .write, .shell, .decide, .confirm, .follow,
        .stop:
        break
      case .quit(let code): state.leaving = .asked(code: code)
      case .include(let inclusion):
        outcome.failures += [await include(inclusion, at: site, &state)].compactMap(\.self)
        guard outcome.failure == nil else { return outcome }
        outcome.unmet = await runner.expectAfterInclusion(
          unit, at: site, in: &state.session, scope: state.scope)
      }
      return outcome
    }
  }

  private func read(
    _ name: Name, _ place: SecretSource, at site: Diagnostic.Location,
    _ state: inout ShellLoop.State
  ) -> CommandOutcome {
    do throws(SecretReader.Problem) {
      let reader = SecretReader(services: interpreter.services)
      state.scope[name.text] = .secret(try reader.read(place, for: name.text))
      return CommandOutcome()
    } catch {
      return tell(
        .unreadableSecret(name, file: site.source.name, reason: error.reason, name.span), at: site)
    }
  }

  private func define(
    _ name: Name, _ defaultValue: Word?, at site: Diagnostic.Location,
    _ state: inout ShellLoop.State
  ) -> CommandOutcome {
    guard let defaultValue else { return tell(.headerAtPrompt(site.span), at: site) }
    do throws(UndefinedVariable) {
      state.scope[name.text] = .text(
        try Expansion.expand(defaultValue, in: state.scope).text)
      return CommandOutcome()
    } catch {
      return tell(.undefinedVariable(error), at: site)
    }
  }

  /// A script from the prompt: checked whole, then replayed in the prompt's session.
  ///
  /// - Returns: why it did not run to its end; nil when it did.
  private func include(
    _ inclusion: Inclusion, at site: Diagnostic.Location, _ state: inout ShellLoop.State
  ) async -> Failure? {
    let source: SourceText
    do throws(Failure) {
      source = try ScriptReader(files: interpreter.services.files, permit: nil)
        .read(inclusion, from: site.source.name)
    } catch {
      return tell(error, at: site).failure
    }
    let (script, problems) = Checker.check(
      source, arguments: inclusion.scriptArguments, session: state.session,
      services: interpreter.services)
    for problem in problems { emit(problem.event) }
    guard let script else { return .includedScriptFailed(source.name) }
    if state.session.target.kind == .live {
      for line in script.reach.lines { emit(.note("\(source.name) \(line)")) }
    }
    var replayer = ScriptReplayer(
      script, session: state.session, interpreter: interpreter, isOutermost: false, emit: emit)
    await replayer.runBody()
    // What is cancelled runs nothing: the deferred commands come behind it.
    if Task.isCancelled {
      state.cutShort = replayer
    } else {
      await replayer.runDeferred()
      state.unfinished += replayer.unfinished
    }
    state.takeBack(replayer)
    return replayer.finish() == .success ? nil : .includedScriptFailed(source.name)
  }

  @discardableResult
  private func tell(_ failure: Failure, at site: Diagnostic.Location) -> CommandOutcome {
    emit(.failure(failure.located(at: site)))
    return CommandOutcome(failures: [failure])
  }
}

extension ShellLoop.State {
  /// Goes on with the session as a script from the prompt has left it.
  mutating func takeBack(_ replayer: ScriptReplayer) {
    let person = session.settings
    session = replayer.session
    session.permit = nil
    // Whether a leak is asked about is the person's to say.
    session.settings.take(.confirm, from: person)
  }
}

extension Failure {
  /// What went wrong in it was told where it did.
  fileprivate static func includedScriptFailed(_ path: String) -> Failure {
    Failure(.script, "script-failed", "`\(path)` did not run to its end")
  }
}

extension Failure {
  fileprivate static func deferAtPrompt(_ span: SourceSpan) -> Failure {
    Failure(
      .script, "defer-at-prompt", "`defer` has a meaning in scripts only", span: span,
      hints: ["leaving the shell offers to stop what still runs"])
  }

  fileprivate static func headerAtPrompt(_ span: SourceSpan) -> Failure {
    Failure(
      .script, "header-at-prompt", "only a script can have this line", span: span,
      hints: ["at the prompt it needs a value: `param NAME = VALUE`"])
  }
}
