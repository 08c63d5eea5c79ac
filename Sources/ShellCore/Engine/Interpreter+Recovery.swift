import CommandLanguage
import FoundationEssentials
import Ledger
import VideoSDKClient

/// `recover`, and what the ledger tells a shell that begins.
extension Interpreter {
  func recover(_ order: RecoverOrder, in session: inout Session) async -> CommandOutcome {
    // A stop would leave its entry open.
    guard session.settings.isOn(.ledger) else { return CommandOutcome(failures: [.ledgerIsOff]) }
    do throws(LedgerError) {
      let entries = try ledgerWriter.open(at: session.target)
      var outcome = CommandOutcome(reports: [RecoverReport.nothing])
      if let step = recovery(order, entries) { outcome = await ask(step, in: &session) }
      guard !entries.damaged.isEmpty else { return outcome }
      if order.answer == .forget, order.isWhole {
        try ledgerWriter.note(
          entries.damaged.map { .forgotten($0) }, at: session.target, holding: false)
        outcome.notes.append(
          entries.damaged.count == 1
            ? "the damaged entry is struck from the ledger"
            : "the \(entries.damaged.count) damaged entries are struck from the ledger")
      } else {
        outcome.warnings.append(.damaged(entries.damaged.count))
      }
      return outcome
    } catch {
      return CommandOutcome(failures: [.ledger(error, .unread)])
    }
  }

  /// The question to the service; nil when nothing may run.
  ///
  /// - Throws: `LedgerError` when the ledger cannot be read.
  func recovery(
    _ order: RecoverOrder, in session: Session
  ) throws(LedgerError) -> RecoverStep? {
    recovery(order, try ledgerWriter.open(at: session.target))
  }

  private func recovery(_ order: RecoverOrder, _ entries: OpenEntries) -> RecoverStep? {
    let open = open(of: entries, order)
    return open.isEmpty ? nil : RecoverStep(open, answer: order.answer, now: services.now())
  }

  private func open(of entries: OpenEntries, _ order: RecoverOrder) -> [OpenRecording] {
    let now = services.now()
    return OpenRecording.grouped(entries.recordings).filter { order.covers($0, at: now) }
  }

  /// `vsdk recover`: asks nobody.
  ///
  /// - Returns: what is to be told, and how the process ends: 0 when nothing of what was asked about may run any more.
  public func recover(
    stops: Bool, onlyOverdue: Bool, olderThan: Duration?, in session: Session
  ) async -> (told: [Event], status: ExitStatus) {
    let order = RecoverOrder(
      answer: stops ? .stop : .leave, isOverdue: onlyOverdue, olderThan: olderThan)
    var session = session
    var outcome = await recover(order, in: &session)
    outcome.warnings += [settle()].compactMap(\.self)
    outcome.command = WrittenCommand(
      place: RecordedPlace(source: "<command>", line: 1), text: order.text)
    outcome.presentation = Presentation(session.settings)
    let failed = outcome.failures.first.map { ExitStatus($0.category) }
    do throws(LedgerError) {
      let entries = try ledgerWriter.open(at: session.target)
      let rest = open(of: entries, order)
      if !rest.isEmpty, stops { outcome.notes.append(Self.stillRunning(rest)) }
      let isOver = rest.isEmpty && entries.damaged.isEmpty
      return (Self.told(outcome), failed ?? (isOver ? .success : ExitStatus(.leak)))
    } catch {
      return (Self.told(outcome), failed ?? ExitStatus(.transport))
    }
  }

  private static func told(_ outcome: CommandOutcome) -> [Event] {
    outcome.notes.map { .note($0) } + outcome.warnings.map { .warning($0.asWarning) }
      + [.completed(outcome)]
  }

  private static func stillRunning(_ rest: [OpenRecording]) -> String {
    let many = rest.count == 1 ? "1 recording" : "\(rest.count) recordings"
    return "\(many) may still run: \(rest.map(\.recorded.subject).joined(separator: ", "))"
  }

  /// Does what a person decided on behind `recover`.
  func carryOut(_ choice: RecoverChoice, in session: inout Session) async -> CommandOutcome {
    var outcome = CommandOutcome()
    if !choice.stop.isEmpty {
      outcome = await ask(StopStep(named: choice.stop.map(\.recorded)), in: &session)
    }
    do throws(LedgerError) {
      try ledgerWriter.note(choice.forgotten, at: session.target, holding: false)
      outcome.reports += choice.reports
    } catch {
      outcome.failures.append(.ledger(error, .outcomeUnnoted))
    }
    return outcome
  }

  /// Says so, and to a person what others have left running, which is then most likely meant.
  func nothingToStop(in session: Session) -> CommandOutcome {
    var outcome = CommandOutcome(reports: [StopCommand.nothing])
    // A stop does not fail, nor complain, because of the ledger.
    if session.permit == nil, let entries = try? ledgerWriter.open(at: session.target) {
      var notice = notice(of: entries)
      notice.isDoubted = { track in
        session.belief(track).map { !$0.state.mayRun || $0.isDoubted } ?? false
      }
      outcome.notes += [notice.text].compactMap(\.self)
    }
    return outcome
  }

  private func notice(of entries: OpenEntries) -> LedgerNotice {
    LedgerNotice(
      open: OpenRecording.grouped(entries.recordings), now: services.now(),
      secondsFromUTC: services.secondsFromUTC)
  }

  /// Stops what the ledger has as overdue at the session's origin; nothing is sent where there is none.
  ///
  /// - Returns: what is to be told, with the session behind it.
  func stopOverdue(in session: Session) async -> (told: [Event], session: Session) {
    let order = RecoverOrder(answer: .stop, isOverdue: true)
    guard session.settings.isOn(.ledger), let entries = try? ledgerWriter.open(at: session.target),
      !open(of: entries, order).isEmpty
    else { return ([], session) }
    var after = session
    var outcome = await recover(order, in: &after)
    outcome.command = WrittenCommand(
      place: RecordedPlace(source: "<start>", line: 1), text: order.text)
    outcome.presentation = Presentation(session.settings)
    let note = "an earlier shell ended before it could stop what was to end by now"
    return ([.note(note)] + Self.told(outcome), after)
  }

  /// What the ledger alone tells of recordings that earlier shells left running at the session's origin.
  func leftRunning(in session: Session) -> [Event] {
    do throws(LedgerError) {
      let entries = try ledgerWriter.open(at: session.target)
      let notice = notice(of: entries)
      let damage: Event? =
        entries.damaged.isEmpty
        ? nil : .warning(Failure.damaged(entries.damaged.count).asWarning)
      return [notice.text.map { .note($0) }, damage].compactMap(\.self)
    } catch {
      // Who does without a ledger knows.
      guard session.settings.isOn(.ledger) else { return [] }
      return [.warning(Failure.ledger(error, .unread).asWarning)]
    }
  }
}

extension Failure {
  fileprivate static let ledgerIsOff = Failure(
    .usage, "ledger-off", "the ledger is off", hints: ["`set ledger on`, then `recover`"])

  /// The sentence for entries of the ledger that cannot be read.
  static func damaged(_ count: Int) -> Failure {
    let them = count == 1 ? "it" : "them"
    return Failure(
      .transport, "damaged-entries",
      "\(count == 1 ? "1 entry" : "\(count) entries") of the ledger cannot be read",
      notes: ["what \(count == 1 ? "it is" : "they are") about may still run: `recordings` tells"],
      hints: ["`recover forget` strikes \(them) from the ledger"])
  }
}
