import FoundationEssentials
import Ledger
import VideoSDKClient

/// What starts and stops mean for the ledger, before they are sent and after.
extension Interpreter {
  /// What was noted before requests were sent.
  struct Intention {
    /// The entries of starts, in the order of the requests.
    var starts: [IntentID] = []
    /// Before anything was sent.
    let asked: Date
  }

  /// Notes what is about to be sent.
  ///
  /// - Throws: `LedgerError` when starts cannot be noted; a stop never fails because of the ledger.
  func intend<S: Step>(
    _ step: S, _ requests: [S.Request], _ session: Session
  ) throws(LedgerError) -> Intention {
    var intention = Intention(asked: services.now())
    guard session.settings.isOn(.ledger) else { return intention }
    // A closure: in a generic function a key path is made anew with each call.
    let recorded = requests.compactMap { $0.recorded }
    switch step.effect {
    case .starts:
      intention.starts = try ledgerWriter.intend(
        recorded, at: session.target, for: step.lifetime)
    case .stops where !holdsOutcomes:
      // In a sequence the entry of a stop that is cut short says that it runs, which costs a question at most.
      let notes = recorded.map {
        LedgerNote.stopping(
          RecordedTrack($0, at: session.target.origin), asked: intention.asked)
      }
      // What cannot be written is told with the outcome.
      _ = try? ledgerWriter.note(notes, at: session.target, holding: false)
    case .stops, .reads, .none: break
    }
    return intention
  }

  /// Notes what became of it.
  func record<S: Step>(
    _ step: S, _ results: [StepResult<S.Request>], _ intention: Intention, _ session: Session,
    into outcome: inout CommandOutcome
  ) {
    guard session.settings.isOn(.ledger) else { return }
    do throws(LedgerError) {
      switch step.effect {
      case .starts where !intention.starts.isEmpty:
        try recordStarts(results, intention, session, &outcome)
      case .stops: try recordStops(results, intention, session, &outcome)
      case .starts, .reads, .none: break
      }
    } catch {
      outcome.warnings.append(.ledger(error, .outcomeUnnoted))
    }
  }

  /// Notes what a step has found out of recordings.
  func note(_ notes: [LedgerNote], _ session: Session, into outcome: inout CommandOutcome) {
    guard !notes.isEmpty, session.settings.isOn(.ledger) else { return }
    do throws(LedgerError) {
      try ledgerWriter.note(notes, at: session.target, holding: holdsOutcomes)
    } catch {
      outcome.warnings.append(.ledger(error, .outcomeUnnoted))
    }
  }

  private func recordStarts<Request: Endpoint>(
    _ starts: [StepResult<Request>], _ intention: Intention, _ session: Session,
    _ outcome: inout CommandOutcome
  ) throws(LedgerError) {
    let now = services.now()
    try ledgerWriter.note(
      zip(intention.starts, starts).map { .resolved($0, $1.startOutcome, at: now) },
      at: session.target, holding: holdsOutcomes)
    for start in starts where start.saysItRuns {
      guard let track = start.request.recorded else { continue }
      let note = LedgerNote.running(RecordedTrack(track, at: session.target.origin))
      guard try ledgerWriter.note([note], at: session.target, holding: holdsOutcomes) > 0 else {
        continue
      }
      outcome.notes.append("the ledger now takes \(track.phrase) as recording")
    }
  }

  private func recordStops<Request: Endpoint>(
    _ stops: [StepResult<Request>], _ intention: Intention, _ session: Session,
    _ outcome: inout CommandOutcome
  ) throws(LedgerError) {
    let origin = session.target.origin
    try ledgerWriter.note(
      stops.compactMap { stop -> LedgerNote? in
        guard let key = stop.request.recorded else { return nil }
        let track = RecordedTrack(key, at: origin)
        return switch stop.stopEnd {
        case .ended: .stopped(track, asked: intention.asked)
        case .notActedOn where !holdsOutcomes: .notStopped(track, asked: intention.asked)
        // In a sequence it was not noted before.
        case .open where holdsOutcomes: .stopping(track, asked: intention.asked)
        case .notActedOn, .nothingRan, .open: nil
        }
      }, at: session.target, holding: holdsOutcomes)
    for stop in stops where stop.stopEnd == .nothingRan {
      guard let track = stop.request.recorded else { continue }
      let note = LedgerNote.idle(RecordedTrack(track, at: origin), asked: intention.asked)
      let isNews = session.belief(track)?.state.mayRun != true
      guard try ledgerWriter.note([note], at: session.target, holding: holdsOutcomes) > 0, isNews
      else {
        continue
      }
      outcome.notes.append("the ledger no longer takes \(track.phrase) as recording")
    }
  }
}
