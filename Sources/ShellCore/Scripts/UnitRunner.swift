import CommandLanguage
import Patterns
import VideoSDKClient

/// Runs one unit (a command with its expectations) and tells what came of it; scripts and the prompt share it.
struct UnitRunner: Sendable {
  let interpreter: Interpreter
  /// The command line that runs the script once more, told with a failed expectation; nil where there is none.
  var reproduction: String?
  let emit: @Sendable (Event) -> Void

  /// Runs a command; `syntax` is the unit's command without a `defer`.
  func run(
    _ syntax: CommandSyntax, _ unit: ScriptUnit, as role: WrittenCommand.Role = .command,
    at site: Diagnostic.Location, in session: inout Session, scope: inout Scope
  ) async -> CommandOutcome {
    let command = WrittenCommand(site, role: role)
    emit(.began(command))
    var outcome: CommandOutcome
    do throws(Mistakes) {
      switch try await bind(syntax, at: site, in: &session, scope) {
      case .watch(let order):
        return await watch(order, as: command, at: site, in: &session, scope: &scope)
      case .preview(let order):
        outcome = interpreter.preview(order, in: session, from: site.source.name)
      case let bound:
        outcome = await interpreter.perform(bound, in: &session, scope: &scope)
      }
    } catch {
      outcome = CommandOutcome(failures: error.list)
      await interpreter.suggestIDs(&outcome.failures, of: syntax, in: &session)
    }
    // The shell itself tells what came of an order to it.
    if case .shell = outcome.next { return outcome }
    if case .confirm = outcome.next { return outcome }
    if case .follow(let order) = outcome.next { outcome = await follow(order, in: &session) }
    outcome.isTolerated = unit.allowsRefusal && outcome.isRefusal
    // Beside what is tolerated it is the rest that the command failed by.
    if unit.allowsRefusal {
      outcome.failures =
        outcome.failures.filter { $0.refusal == nil }
        + outcome.failures.filter { $0.refusal != nil }
    }
    outcome = complete(command, outcome, at: site, session)
    // What is expected of a script that is run can only be seen after it.
    if case .include = outcome.next { return outcome }
    guard outcome.failure == nil else { return outcome }
    outcome.unmet = await expect(
      unit.expectations, of: command, at: site, in: &session, scope: scope)
    return outcome
  }

  private func bind(
    _ syntax: CommandSyntax, at site: Diagnostic.Location, in session: inout Session, _ scope: Scope
  ) async throws(Mistakes) -> BoundStatement {
    let bound = try StatementBinder.bind(syntax, span: site.span, in: scope)
    let mistakes = await interpreter.mistakes(inIDsOf: syntax, in: &session, scope)
    guard mistakes.isEmpty else { throw Mistakes(mistakes) }
    for remark in interpreter.remarks(onIDsOf: syntax, in: session, scope) { emit(.note(remark)) }
    return bound
  }

  /// Repeats a command until it is interrupted; what the service refuses now it may allow the next time.
  private func watch(
    _ order: WatchOrder, as command: WrittenCommand, at site: Diagnostic.Location,
    in session: inout Session, scope: inout Scope
  ) async -> CommandOutcome {
    var number = 0
    while true {
      var outcome = await interpreter.perform(
        .command(order.command), in: &session, scope: &scope)
      // Whoever ends it in the middle of a request has seen enough.
      guard !Task.isCancelled else { return CommandOutcome() }
      outcome = told(outcome, of: command, at: site, session)
      if outcome.failures.contains(where: { $0.category == .script }) {
        emit(.completed(outcome))
        return outcome
      }
      emit(.frame(outcome, Frame(number: number, every: order.every)))
      number += 1
      do {
        let met = try await interpreter.rest(order.every, in: &session)
        for note in met.notes { emit(.note(note)) }
        for warning in met.warnings { emit(.warning(warning)) }
      } catch {
        return CommandOutcome()
      }
    }
  }

  /// Checks the expectations of a `run` whose script has ended.
  func expectAfterInclusion(
    _ unit: ScriptUnit, at site: Diagnostic.Location, in session: inout Session, scope: Scope
  ) async -> Failure? {
    await expect(
      unit.expectations, of: WrittenCommand(site), at: site, in: &session, scope: scope)
  }

  /// Checks all expectations, tells each that failed, and answers the first.
  func expect(
    _ expectations: [Statement], of command: WrittenCommand?, at site: Diagnostic.Location,
    in session: inout Session, scope: Scope
  ) async -> Failure? {
    var first: Failure?
    for statement in expectations {
      guard case .expectation(let expectation) = statement.body else { continue }
      var place = site
      place.span = statement.span
      var outcome = CommandOutcome()
      guard
        var failure = await check(
          expectation.claim, statement, in: &session, scope: scope, retried: &outcome.retried)
      else {
        let held = WrittenCommand(place, role: .expectation)
        if outcome.retried.isEmpty {
          emit(.held(held))
        } else {
          complete(held, outcome, at: place, session)
        }
        continue
      }
      if let command {
        failure.message += after(command, session.last)
        let line = command.place.line
        place.contextLine = line < place.position.line ? line : nil
      }
      complain(expectation.complaint, of: &failure, scope)
      failure.notes += bodyNote(failure, session.last)
      failure.notes += reproduction.map { ["reproduce: \($0)"] } ?? []
      first = first ?? failure
      outcome.failures = [failure]
      complete(WrittenCommand(place, role: .expectation), outcome, at: place, session)
    }
    return first
  }

  /// Says first what the script has to say of what did not hold; a lost network is another matter.
  private func complain(_ complaint: Word?, of failure: inout Failure, _ scope: Scope) {
    guard let complaint, failure.category == .expectation,
      let text = try? Expansion.expand(complaint, in: scope).text.onOneLine, !text.isEmpty
    else { return }
    failure.message = "\(text): \(failure.message)"
  }

  private func check(
    _ claim: ExpectationSyntax.Claim, _ statement: Statement, in session: inout Session,
    scope: Scope, retried: inout [RetriedRequest]
  ) async -> Failure? {
    switch claim {
    case .condition(let condition):
      // A script was checked before; at the prompt this is the check.
      if let mistake = StatementBinder.mistakes(in: condition, scope: scope).first {
        return mistake
      }
      guard
        var failure = await interpreter.check(
          condition, in: &session, scope: scope, retried: &retried)
      else { return nil }
      // The whole line failed, not only what stands behind `expect`.
      if failure.span == condition.span { failure.span = nil }
      return failure
    case .refusal(let operand):
      guard let refusal = session.last.refusal else {
        return .refusalExpected(statement.span, actual: "not refused")
      }
      guard let operand else { return nil }
      let expected: Expected
      do throws(UndefinedVariable) { expected = try Expected(operand, in: scope) } catch {
        return .undefinedVariable(error)
      }
      do throws(MatchProblem) {
        return try refusal.fits(expected)
          ? nil : .refusalExpected(statement.span, actual: "\(refusal.code): \(refusal.message)")
      } catch {
        return .unmatched(error, operand.span)
      }
    }
  }

  /// Tells what came of a command, and answers it as it was told.
  @discardableResult
  func complete(
    _ command: WrittenCommand, _ outcome: CommandOutcome, at site: Diagnostic.Location,
    _ session: Session
  ) -> CommandOutcome {
    for note in outcome.notes { emit(.note(note)) }
    for warning in outcome.warnings { emit(.warning(warning.located(at: site).asWarning)) }
    let told = told(outcome, of: command, at: site, session)
    emit(.completed(told))
    return told
  }

  private func told(
    _ outcome: CommandOutcome, of command: WrittenCommand, at site: Diagnostic.Location,
    _ session: Session
  ) -> CommandOutcome {
    var told = outcome
    told.command = command
    told.failures = outcome.failures.map { $0.located(at: site) }
    told.presentation = Presentation(session.settings)
    told.state = CommandOutcome.StateSummary(
      room: session.room?.rawValue, participant: session.participant?.rawValue,
      running: session.runningCount)
    return told
  }

  private func after(_ command: WrittenCommand, _ last: LastAnswer) -> String {
    let time = last.elapsed.map { ", \(DurationText.short($0))" } ?? ""
    return " (after `\(command.text)`, line \(command.place.line)\(time))"
  }

  private func bodyNote(_ failure: Failure, _ last: LastAnswer) -> [String] {
    // Without a status the answer is of an earlier command.
    guard failure.category == .expectation, last.http != nil, let json = last.json
    else { return [] }
    let text = String(decoding: json.encoded(), as: UTF8.self)
    return ["body: \(text.count > 300 ? text.prefix(300) + "…" : text)"]
  }
}

extension Refusal {
  /// Whether `expect error VALUE` names this refusal: its code, its category, its status, or a part of its message.
  func fits(_ expected: Expected) throws(MatchProblem) -> Bool {
    switch expected {
    case .regex(let pattern): return try Pattern.fits(pattern, message)
    case .literal(.number(let digits)): return status.map { JSONNumber($0) } == JSONNumber(digits)
    case .literal(let literal):
      let text = literal.plainText
      return code == text || category == text || message.contains(text)
    case .statusClass(let hundreds): return status.map { $0 / 100 == hundreds } ?? false
    case .placeholder: return true
    }
  }
}
