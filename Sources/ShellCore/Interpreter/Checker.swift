public import CommandLanguage

/// A script that may run: it and all it includes parse, bind, and ran abstractly.
public struct CheckedScript: Sendable {
  /// The text it stands in.
  public let source: SourceText
  /// The variables at its start.
  public let scope: Scope
  /// Every included text by its resolved path, as it was when it was checked.
  public let library: [String: SourceText]
  /// What was given for it, for the line that reproduces a failure.
  public let arguments: ScriptArguments
}

/// Runs a script abstractly over session state: finds every mistake and sends nothing.
public struct Checker {
  /// How deep scripts may include each other.
  public static let depthLimit = 16

  private let services: Services
  private var library: [String: SourceText] = [:]
  private var problems: [CheckProblem] = []
  private var deferred: [Deferred] = []

  private struct Deferred: Sendable {
    let command: any Command
    let site: Site
    let chain: [String]
  }

  /// A checker that reads includes through `services`.
  public init(services: Services) { self.services = services }

  /// Checks a script and everything it includes.
  ///
  /// - Parameter needsArguments: false lets parameters without a value stand for any value.
  /// - Returns: the script when it may run, otherwise every problem, in the order of the text.
  public static func check(
    _ source: SourceText, arguments: ScriptArguments, session: Session, services: Services,
    needsArguments: Bool = true
  ) -> (script: CheckedScript?, problems: [CheckProblem]) {
    var checker = Checker(services: services)
    var session = session
    let header = ScriptHeader(source)
    let scope = checker.outermostScope(header, source, arguments, needsArguments)
    checker.walk(
      source, header, scope ?? Scope(), in: &session, chain: [source.name], includedFrom: [])
    checker.runDeferred(in: &session)
    guard checker.problems.isEmpty, let scope else {
      return (nil, CheckProblem.inOrder(checker.problems))
    }
    let script = CheckedScript(
      source: source, scope: scope, library: checker.library, arguments: arguments)
    return (script, [])
  }

  // What is given on the command line is a matter of usage, not of the script.
  private mutating func outermostScope(
    _ header: ScriptHeader, _ source: SourceText, _ arguments: ScriptArguments,
    _ needsArguments: Bool
  ) -> Scope? {
    let names = header.parameters.map(\.name.text)
    for given in arguments.named where !names.contains(given.key) {
      let suggestion = Suggestion.nearest(to: given.key, in: names)
      report(
        usage: "`\(source.name)` has no parameter `\(given.key)`", code: "unknown-argument",
        hints: Failure.didYouMean(suggestion)
          ?? [
            names.isEmpty
              ? "it has none" : "it has \(names.map { "`\($0)`" }.joined(separator: ", "))"
          ])
    }
    let scope: Scope
    let missing: [String]
    do throws(UndefinedVariable) {
      (scope, missing) = try header.scope(arguments, environment: services.environment)
    } catch {
      report([.undefinedVariable(error)], at: Site(source: source, span: error.span))
      return nil
    }
    for name in missing where needsArguments {
      report(
        usage: "`\(source.name)` needs a value for `\(name)`", code: "missing-argument",
        hints: ["give `\(name)=…` behind the file, or set VSDK_VAR_\(name)"])
    }
    reportUnusedPositionals(source, arguments)
    return missing.isEmpty || !needsArguments ? scope : nil
  }

  private mutating func reportUnusedPositionals(
    _ source: SourceText, _ arguments: ScriptArguments
  ) {
    for (place, value) in arguments.positional.enumerated() {
      let references = ["}", ":"].map { Array("${\(place + 1)\($0)".utf8) }
      guard !references.contains(where: { source.utf8.contains($0) }) else { continue }
      report(
        usage: "`\(source.name)` makes no use of `\(value)`", code: "unused-argument",
        hints: ["a script reads it as ${\(place + 1)}; parameters are given as name=value"])
    }
  }

  private mutating func walk(
    _ source: SourceText, _ header: ScriptHeader, _ start: Scope, in session: inout Session,
    chain: [String], includedFrom: [Diagnostic.Include]
  ) {
    var scope = start
    for parameter in header.parameters where scope[parameter.name.text] == nil {
      scope[parameter.name.text] = .placeholder("<\(parameter.name.text)>")
    }
    report(
      header.mistakes,
      at: Site(source: source, span: Span(0, 0), includedFrom: includedFrom))
    var quit: Name?
    for unit in ScriptUnits(source) {
      let site = Site(
        source: source, span: unit.statement?.span ?? Span(0, 0), includedFrom: includedFrom)
      if case .command(let syntax) = unit.statement?.body {
        services.redactor.add(syntax.writtenSecrets)
        if let quit { report([.quitNotLast(quit)], at: site) }
        quit = syntax.verb.text == QuitCommand.grammar.verb ? syntax.verb : nil
        check(syntax, at: site, in: &session, scope: &scope, chain: chain)
      }
      report(unit.errors.map { .parse($0) }, at: site)
      check(unit, at: site, session, scope)
    }
  }

  private mutating func check(
    _ unit: ScriptUnit, at site: Site, _ session: Session, _ scope: Scope
  ) {
    for statement in unit.expectations {
      guard case .expectation(let expectation) = statement.body else { continue }
      guard case .command = unit.statement?.body else {
        // The command above may be the one that did not parse.
        if unit.errors.isEmpty { report([.expectationWithoutCommand(statement.span)], at: site) }
        continue
      }
      switch expectation {
      case .refusal(let operand):
        report(
          operand.map { Preparation.mistakes(in: $0, scope: scope) } ?? [], at: site)
      case .condition(let condition):
        report(Preparation.mistakes(in: condition, scope: scope), at: site)
        report(missingPlace(condition.query, session), at: site)
      }
    }
  }

  private func missingPlace(_ query: Query, _ session: Session) -> [Mistake] {
    guard query.root == .recording else { return [] }
    let place = Name("expect", query.span)
    if session.room == nil { return [.command(.noRoom(verb: place))] }
    return session.participant == nil ? [.command(.noParticipant(verb: place))] : []
  }

  private mutating func check(
    _ syntax: CommandSyntax, at site: Site, in session: inout Session, scope: inout Scope,
    chain: [String]
  ) {
    session.provenance = .script(
      name: site.source.name, line: site.source.position(at: site.span.start).line)
    switch Preparation.prepare(syntax, span: site.span, in: scope) {
    case .failure(let mistakes): report(mistakes.list, at: site)
    case .success(.capture(let name, let query, _)):
      report(missingPlace(query, session), at: site)
      let line = site.source.position(at: site.span.start).line
      scope[name.text] = .placeholder("<\(site.source.text(in: query.span)) of line \(line)>")
    case .success(.polling(let polling)):
      report(missingPlace(polling.condition.query, session), at: site)
    case .success(.command(let command)):
      if syntax.modifier == .defer {
        deferred.append(Deferred(command: command, site: site, chain: chain))
      } else {
        run(command, at: site, in: &session, chain: chain)
      }
    }
  }

  private mutating func run(
    _ command: any Command, at site: Site, in session: inout Session, chain: [String]
  ) {
    do throws(CommandError) {
      switch try command.plan(in: session) {
      case .done(_, let next): session = next
      case .ask(let step): try presume(step, in: &session)
      case .include(let inclusion):
        include(inclusion, at: site, in: &session, chain: chain)
      case .pause, .readCredential, .quit: break
      }
    } catch {
      report(error.mistakes, at: site)
    }
  }

  private func presume<S: Step>(_ step: S, in session: inout Session) throws(CommandError) {
    step.presume(try step.requests(in: session), in: &session)
  }

  private mutating func runDeferred(in session: inout Session) {
    // One that runs a script may defer more.
    while let item = deferred.popLast() {
      run(item.command, at: item.site, in: &session, chain: item.chain)
    }
  }

  private mutating func include(
    _ inclusion: Inclusion, at site: Site, in session: inout Session, chain: [String]
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
    guard let source = load(path, inclusion, at: site) else { return }
    let header = ScriptHeader(source)
    let scope = includedScope(header, inclusion, path, at: site)
    let line = site.source.position(at: site.span.start).line
    walk(
      source, header, scope, in: &session, chain: chain + [path],
      includedFrom: site.includedFrom + [.init(name: site.source.name, line: line)])
  }

  private mutating func load(
    _ path: String, _ inclusion: Inclusion, at site: Site
  ) -> SourceText? {
    if let known = library[path] { return known }
    do throws(FileProblem) {
      let bytes = try services.readFile(path)
      do throws(InvalidUTF8) {
        let source = try SourceText(name: path, bytes: bytes)
        library[path] = source
        return source
      } catch {
        report([.invalidUTF8(error, inclusion.span)], at: site)
      }
    } catch {
      report([.unreadableFile(error, inclusion.span)], at: site)
    }
    return nil
  }

  private mutating func includedScope(
    _ header: ScriptHeader, _ inclusion: Inclusion, _ path: String, at site: Site
  ) -> Scope {
    let names = header.parameters.map(\.name.text)
    for argument in inclusion.arguments where !names.contains(argument.key.text) {
      let suggestion = Suggestion.nearest(to: argument.key.text, in: names)
      report(
        [.unknownArgument(argument.key, file: path, suggestion: suggestion)], at: site)
    }
    do throws(UndefinedVariable) {
      let (scope, missing) = try header.scope(
        inclusion.scriptArguments, environment: services.environment)
      report(
        missing.map { .missingArgument(parameter: $0, file: path, inclusion.span) }, at: site)
      return scope
    } catch {
      report([.undefinedVariable(error)], at: site)
      return Scope()
    }
  }

  private mutating func report(_ mistakes: [Mistake], at site: Site) {
    for mistake in mistakes {
      let failure = Failure.mistake(mistake, in: site.source)
      problems.append(
        CheckProblem(diagnostic: failure.diagnostic(at: site), category: failure.category))
    }
  }

  private mutating func report(usage message: String, code: String, hints: [String]) {
    problems.append(
      CheckProblem(
        diagnostic: Diagnostic(code: code, message: message, hints: hints), category: .usage))
  }
}

extension Inclusion {
  /// The `key=value` words as arguments of the included script.
  var scriptArguments: ScriptArguments {
    ScriptArguments(
      named: arguments.map { .init(key: $0.key.text, value: $0.value.text) })
  }
}

extension [UInt8] {
  /// Whether the bytes stand in here in a row.
  func contains(_ needle: [UInt8]) -> Bool {
    guard let first = needle.first, count >= needle.count else { return false }
    return indices.dropLast(needle.count - 1).contains { place in
      self[place] == first && self[place...].starts(with: needle)
    }
  }
}
