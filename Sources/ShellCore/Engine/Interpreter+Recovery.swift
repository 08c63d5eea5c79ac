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
      guard let step = try recovery(order, in: session) else {
        return CommandOutcome(reports: [RecoverReport.nothing])
      }
      return await ask(step, in: &session)
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
    let entries = try ledgerWriter.running(at: session.target)
    let open = OpenRecording.grouped(entries)
      .filter { order.room == nil || $0.track.room == order.room }
    return open.isEmpty ? nil : RecoverStep(open, answer: order.answer, now: services.now())
  }

  /// Does what a person decided on behind `recover`.
  func carryOut(_ choice: RecoverChoice, in session: inout Session) async -> CommandOutcome {
    var outcome = CommandOutcome()
    if !choice.stop.isEmpty {
      outcome = await ask(StopTracksStep(tracks: choice.stop.map(\.track)), in: &session)
    }
    do throws(LedgerError) {
      try ledgerWriter.note(choice.forgotten, at: session.target, holding: false)
      outcome.reports += choice.reports
    } catch {
      outcome.failures.append(.ledger(error, .outcomeUnnoted))
    }
    return outcome
  }

  /// What the ledger alone tells of recordings that earlier shells left running at the session's origin.
  func leftRunning(in session: Session) -> [Event] {
    do throws(LedgerError) {
      let notice = LedgerNotice(
        open: OpenRecording.grouped(try ledgerWriter.running(at: session.target)),
        now: services.now(), secondsFromUTC: services.secondsFromUTC)
      return notice.text.map { [.note($0)] } ?? []
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
}
