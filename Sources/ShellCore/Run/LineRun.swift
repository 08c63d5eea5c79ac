import CommandLanguage

/// Runs one entry of the prompt: all its items, until one fails.
struct LineRun: Sendable {
  let interpreter: Interpreter
  let runner: UnitRunner
  let interrupts: any InterruptScope
  let emit: @Sendable (Event) -> Void

  /// The state behind the entry; a failure drops the rest of it.
  func run(_ source: SourceText, _ start: ShellLoop.State) async -> ShellLoop.State {
    var state = start
    let units = Array(ScriptUnits(source, dialect: .terminal))
    let errors = units.flatMap(\.errors)
    guard errors.isEmpty else {
      for error in errors {
        tell(.parse(error), at: Site(source: source, span: error.span))
      }
      state.didFail = true
      return state
    }
    for unit in units {
      guard !Task.isCancelled, state.leaving == nil else { return state }
      guard await run(unit, source, &state) else {
        state.didFail = state.leaving == nil
        return state
      }
    }
    return state
  }

  /// Answers whether the next item may run.
  private func run(
    _ unit: ScriptUnit, _ source: SourceText, _ state: inout ShellLoop.State
  ) async -> Bool {
    let span = unit.statement?.span ?? unit.expectations.first?.span ?? Span(0, 0)
    let site = Site(source: source, span: span)
    state.session.provenance = .prompt
    switch unit.statement?.body {
    case nil, .expectation:
      return await runner.expect(
        unit.expectations, of: nil, at: site, in: &state.session, scope: state.scope) == nil
    case .version: return true
    case .secret(let name, let place): return read(name, place, at: site, &state)
    case .parameter(let name, let defaultValue):
      return define(name, defaultValue, at: site, &state)
    case .command(let syntax) where syntax.modifier == .defer:
      return tell(.deferAtPrompt(span), at: site)
    case .command(let syntax):
      let outcome = await runner.run(
        syntax, unit, at: site, in: &state.session, scope: &state.scope)
      guard outcome.failure == nil else { return false }
      switch outcome.next {
      case .proceed: return true
      case .quit(let code):
        state.leaving = .asked(code: code)
        return false
      case .include(let inclusion):
        guard await include(inclusion, at: site, &state) else { return false }
        return await runner.expectAfterInclusion(
          unit, at: site, in: &state.session, scope: state.scope) == nil
      }
    }
  }

  private func read(
    _ name: Name, _ place: SecretSource, at site: Site, _ state: inout ShellLoop.State
  ) -> Bool {
    do throws(SecretReader.Problem) {
      let reader = SecretReader(services: interpreter.services)
      state.scope[name.text] = .secret(try reader.read(place, for: name.text))
      return true
    } catch {
      return tell(
        .unreadableSecret(name, file: site.source.name, reason: error.reason, name.span), at: site)
    }
  }

  private func define(
    _ name: Name, _ defaultValue: Word?, at site: Site, _ state: inout ShellLoop.State
  ) -> Bool {
    guard let defaultValue else { return tell(.headerAtPrompt(site.span), at: site) }
    do throws(UndefinedVariable) {
      state.scope[name.text] = .text(
        try Expansion.expand(defaultValue, in: state.scope).text)
      return true
    } catch {
      return tell(.undefinedVariable(error), at: site)
    }
  }

  /// A script from the prompt: checked whole, then replayed in the prompt's session.
  private func include(
    _ inclusion: Inclusion, at site: Site, _ state: inout ShellLoop.State
  ) async -> Bool {
    let path = ScriptPath.resolve(inclusion.path, from: site.source.name)
    let source: SourceText
    do throws(FileProblem) {
      let bytes = try interpreter.services.readFile(path)
      do throws(InvalidUTF8) {
        source = try SourceText(name: path, bytes: bytes)
      } catch {
        return tell(.invalidUTF8(error, inclusion.span), at: site)
      }
    } catch {
      return tell(.unreadableFile(error, inclusion.span), at: site)
    }
    let (script, problems) = Checker.check(
      source, arguments: inclusion.scriptArguments, session: state.session,
      services: interpreter.services)
    for problem in problems { emit(problem.event) }
    guard let script else { return false }
    var replayer = ScriptReplayer(
      script, session: state.session, interpreter: interpreter, isOutermost: false, emit: emit)
    await replayer.runBody()
    if !Task.isCancelled { await replayer.runDeferred() }
    let status = replayer.finish()
    state.session = replayer.session
    return status == .success
  }

  @discardableResult
  private func tell(_ mistake: Mistake, at site: Site) -> Bool {
    let failure = Failure.mistake(mistake, in: site.source)
    emit(.failure(failure.diagnostic(at: site), failure.category))
    return false
  }
}
