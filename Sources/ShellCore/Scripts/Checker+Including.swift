import CommandLanguage

/// The `run` commands of a script: each included text is loaded once, and walked where it is included in a way that
/// was not seen before.
extension Checker {
  mutating func include(
    _ inclusion: Inclusion, at site: Diagnostic.Location, in session: inout Session, chain: [String]
  ) {
    let path = ScriptPath.resolve(inclusion.path, from: site.source.name)
    guard !chain.contains(path) else {
      let start = chain.firstIndex(of: path) ?? 0
      report([.includeCycle(Array(chain[start...]) + [path], inclusion.span)], at: site)
      return
    }
    guard chain.count <= Self.depthLimit else {
      report([.includeTooDeep(limit: Self.depthLimit, inclusion.span)], at: site)
      return
    }
    guard let source = load(path, inclusion, at: site, session.permit) else { return }
    reach.noteInclude(path)
    let known = WalkedInclusions.Inclusion(
      path: path, arguments: inclusion.scriptArguments, depth: chain.count,
      isPaused: doubts.pause != nil, above: doubts.above)
    // A dry run tells every request, as often as it would be sent.
    let state =
      !tellsRequests && walked.knows(known) ? walked.state(of: session) : nil
    if let state, let effect = walked.effect(of: known, in: state) {
      take(effect, of: source, inclusion, at: site, in: &session)
      return
    }
    _ = walked.visit(known)
    let start = (problems: problems.count, deferred: deferred.count, doubts: doubts.count)
    let pause = doubts.pause
    let header = header(of: source)
    let scope = includedScope(header, inclusion, path, at: site)
    let hasBadArguments = problems.count > start.problems
    walk(
      source, header, scope, in: &session, chain: chain + [path], includedFrom: site.chain)
    guard let state, !gaveUp else { return }
    var group: DeferredGroup?
    if deferred.count > start.deferred {
      let own = DeferredGroup(Array(deferred[start.deferred...]))
      deferred.removeSubrange(start.deferred...)
      deferred.append(.group(own))
      group = own
    }
    walked.keep(
      WalkedInclusions.Effect(
        session: session, deferred: group,
        readsFirst: doubts.hasDoubt(of: pause, since: start.doubts),
        hasBadArguments: hasBadArguments, above: doubts.above),
      of: known, in: state)
  }

  /// Goes on as if a script had been walked once more; what was found in it has been told.
  private mutating func take(
    _ effect: WalkedInclusions.Effect, of source: SourceText, _ inclusion: Inclusion,
    at site: Diagnostic.Location, in session: inout Session
  ) {
    session = effect.session
    doubts.above = effect.above
    if effect.readsFirst { doubts.noteReading(at: site) }
    if let group = effect.deferred { deferred.append(.group(group)) }
    if effect.hasBadArguments {
      _ = includedScope(header(of: source), inclusion, source.name, at: site)
    }
  }

  private mutating func load(
    _ path: String, _ inclusion: Inclusion, at site: Diagnostic.Location, _ permit: ScriptPermit?
  ) -> SourceText? {
    if let known = library[path] { return known }
    do throws(Failure) {
      let source = try ScriptReader(files: services.files, permit: permit)
        .read(inclusion, from: site.source.name)
      library[path] = source
      return source
    } catch {
      report([error], at: site)
      return nil
    }
  }

  private mutating func includedScope(
    _ header: ScriptHeader, _ inclusion: Inclusion, _ path: String, at site: Diagnostic.Location
  ) -> Scope {
    let names = header.parameters.map(\.name.text)
    let known = Set(names)
    for argument in inclusion.arguments where !known.contains(argument.key.text) {
      let suggestion = Suggestion.nearest(to: argument.key.text, in: names)
      report(
        [.unknownArgument(argument.key, file: path, suggestion: suggestion)], at: site)
    }
    let secrets = readSecrets(of: header, in: path) { checker, name, reason in
      checker.report(
        [.unreadableSecret(name, file: path, reason: reason, inclusion.span)], at: site)
    }
    do throws(UndefinedVariable) {
      let (scope, missing) = try header.scope(
        inclusion.scriptArguments, environment: services.environment, secrets: secrets)
      report(
        missing.map { .missingArgument(parameter: $0, file: path, inclusion.span) }, at: site)
      return scope
    } catch {
      report([.undefinedVariable(error)], at: site)
      return Scope()
    }
  }
}

extension Inclusion {
  /// The `key=value` words as arguments of the included script.
  var scriptArguments: ScriptArguments {
    ScriptArguments(
      named: arguments.map { .init(key: $0.key.text, value: $0.value.text) })
  }
}
