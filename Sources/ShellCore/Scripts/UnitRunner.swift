import CommandLanguage
import VideoSDKClient

/// Runs one unit (a command with its expectations) and tells what came of it; scripts and the prompt share it.
struct UnitRunner: Sendable {
  let interpreter: Interpreter
  /// The command line that runs the script once more, told with a failed expectation; nil where there is none.
  var reproduction: String?
  let emit: @Sendable (Event) -> Void

  /// What one unit came to.
  struct Outcome: Sendable {
    /// Nil when it succeeded or its refusal is tolerated.
    var failure: Failure?
    /// What became of the command itself, whatever was expected of it.
    var command = CommandEnd.done
    /// Whether its refusal was tolerated.
    var isRefusal = false
    /// The status of its answer.
    var http: Int?
    var didSend = false
    var next = Performance.Next.proceed
  }

  enum CommandEnd: Sendable {
    case done
    /// The service said no, and nothing allowed for that.
    case refused
    case failed
  }

  /// Runs a command; `syntax` is the unit's command without a `defer`.
  func run(
    _ syntax: CommandSyntax, _ unit: ScriptUnit, as role: WrittenCommand.Role = .command,
    at site: Diagnostic.Location, in session: inout Session, scope: inout Scope
  ) async -> Outcome {
    let command = WrittenCommand(site, role: role)
    emit(.began(command))
    var performance: Performance
    switch StatementBinder.bind(syntax, span: site.span, in: scope) {
    case .failure(let mistakes):
      performance = Performance(failures: mistakes.list)
    case .success(.watch(let order)):
      return await watch(order, as: command, at: site, in: &session, scope: &scope)
    case .success(let prepared):
      performance = await interpreter.perform(prepared, in: &session, scope: &scope)
    }
    // The shell itself tells what came of an order to it.
    if case .shell = performance.next { return Outcome(next: performance.next) }
    let isRefusal =
      !performance.failures.isEmpty && performance.failures.allSatisfy { $0.refusal != nil }
    let isTolerated = unit.allowsRefusal && isRefusal
    complete(command, performance, isTolerated: isTolerated, at: site, session)
    var outcome = Outcome(failure: isTolerated ? nil : performance.failures.first)
    outcome.next = performance.next
    if outcome.failure != nil { outcome.command = isRefusal ? .refused : .failed }
    outcome.isRefusal = isRefusal
    outcome.http = performance.http
    outcome.didSend = performance.didSend
    // What is expected of a script that is run can only be seen after it.
    if case .include = outcome.next { return outcome }
    guard outcome.failure == nil else { return outcome }
    outcome.failure = await expect(
      unit.expectations, of: command, at: site, in: &session, scope: scope)
    return outcome
  }

  /// Repeats a command until it is interrupted; what the service refuses now it may allow the next time.
  private func watch(
    _ order: WatchOrder, as command: WrittenCommand, at site: Diagnostic.Location, in session: inout Session,
    scope: inout Scope
  ) async -> Outcome {
    var number = 0
    while true {
      let performance = await interpreter.perform(.watch(order), in: &session, scope: &scope)
      // Whoever ends it in the middle of a request has seen enough.
      guard !Task.isCancelled else { return Outcome() }
      let record = record(command, performance, isTolerated: false, at: site, session)
      if let mistake = performance.failures.first(where: { $0.category == .script }) {
        emit(.completed(record))
        return Outcome(failure: mistake, command: .failed)
      }
      emit(.frame(record, Frame(number: number, every: order.every)))
      number += 1
      do {
        try await interpreter.services.clock.sleep(for: order.every)
      } catch {
        return Outcome()
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
      guard var failure = await check(expectation, statement, in: &session, scope: scope)
      else {
        emit(.held(WrittenCommand(place, role: .expectation)))
        continue
      }
      if let command {
        failure.message += after(command, session.last)
        let line = site.source.position(at: statement.span.start).line
        place.contextLine = command.line < line ? command.line : nil
      }
      failure.notes += bodyNote(failure, session.last)
      failure.notes += reproduction.map { ["reproduce: \($0)"] } ?? []
      first = first ?? failure
      complete(
        WrittenCommand(place, role: .expectation), Performance(failures: [failure]),
        isTolerated: false, at: place, session)
    }
    return first
  }

  private func check(
    _ expectation: ExpectationSyntax, _ statement: Statement, in session: inout Session,
    scope: Scope
  ) async -> Failure? {
    switch expectation {
    case .condition(let condition):
      // A script was checked before; at the prompt this is the check.
      if let mistake = StatementBinder.mistakes(in: condition, scope: scope).first {
        return mistake
      }
      guard var failure = await interpreter.check(condition, in: &session, scope: scope)
      else { return nil }
      // The whole line failed, not only what stands behind `expect`.
      if failure.category == .expectation { failure.span = nil }
      return failure
    case .refusal(let operand):
      guard let refusal = session.last.refusal else {
        return .refusalExpected(statement.span, actual: "not refused")
      }
      guard let operand else { return nil }
      do throws(UndefinedVariable) {
        let expected = try Expected(operand, in: scope)
        let fits = refusal.fits(expected)
        return fits
          ? nil : .refusalExpected(statement.span, actual: "\(refusal.code): \(refusal.message)")
      } catch {
        return .undefinedVariable(error)
      }
    }
  }

  /// Tells what came of a command.
  func complete(
    _ command: WrittenCommand, _ performance: Performance, isTolerated: Bool, at site: Diagnostic.Location,
    _ session: Session
  ) {
    for note in performance.notes { emit(.note(note)) }
    for warning in performance.warnings { emit(.warning(warning.located(at: site).asWarning)) }
    emit(.completed(record(command, performance, isTolerated: isTolerated, at: site, session)))
  }

  private func record(
    _ command: WrittenCommand, _ performance: Performance, isTolerated: Bool, at site: Diagnostic.Location,
    _ session: Session
  ) -> CommandRecord {
    CommandRecord(
      command: command, reports: performance.reports,
      failures: performance.failures.map { $0.located(at: site) },
      isTolerated: isTolerated, http: performance.http, elapsed: performance.elapsed,
      presentation: Presentation(session.settings),
      state: CommandRecord.StateSummary(
        room: session.room?.rawValue, participant: session.participant?.rawValue,
        running: session.runningCount))
  }

  private func after(_ command: WrittenCommand, _ last: LastAnswer) -> String {
    let time = last.elapsed.map { ", \(DurationText.short($0))" } ?? ""
    return " (after `\(command.text)`, line \(command.line)\(time))"
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
  func fits(_ expected: Expected) -> Bool {
    switch expected {
    case .regex(let pattern):
      guard let regex = try? Regex(pattern) else { return false }
      return message.firstMatch(of: regex) != nil
    case .literal(.number(let number)): return status.map { Double($0) == number } ?? false
    case .literal(let literal):
      let text = literal.plainText
      return code == text || category == text || message.contains(text)
    case .statusClass(let hundreds): return status.map { $0 / 100 == hundreds } ?? false
    case .placeholder: return true
    }
  }
}
