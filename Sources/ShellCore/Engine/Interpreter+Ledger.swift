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
  func intend<Request: Endpoint>(
    _ requests: [Request], _ session: Session
  ) throws(LedgerError) -> Intention {
    var intention = Intention(asked: services.now())
    guard session.settings.isOn(.ledger) else { return intention }
    let origin = session.target.origin
    if let starts = requests as? [StartTrackRecording] {
      intention.starts = try ledgerWriter.intend(starts.map(\.track), at: session.target)
    } else if let stops = requests as? [StopTrackRecording], !holdsOutcomes {
      // In a sequence the entry of a stop that is cut short says that it runs, which costs a question at most.
      let notes = stops.map {
        LedgerNote.stopping(RecordedTrack($0.track, at: origin), asked: intention.asked)
      }
      // What cannot be written is told with the outcome.
      _ = try? ledgerWriter.note(notes, at: session.target, holding: false)
    }
    return intention
  }

  /// Notes what became of it.
  func record<Request: Endpoint>(
    _ results: [StepResult<Request>], _ intention: Intention, _ session: Session,
    into performance: inout Performance
  ) {
    guard session.settings.isOn(.ledger) else { return }
    do throws(LedgerError) {
      if let starts = results as? [StepResult<StartTrackRecording>] {
        guard !intention.starts.isEmpty else { return }
        try record(starts, intention, session, &performance)
      } else if let stops = results as? [StepResult<StopTrackRecording>] {
        try record(stops, intention, session, &performance)
      }
    } catch {
      performance.warnings.append(.ledger(error, .outcomeUnnoted))
    }
  }

  /// Notes what a step has found out of recordings.
  func note(_ notes: [LedgerNote], _ session: Session, into performance: inout Performance) {
    do throws(LedgerError) {
      try ledgerWriter.note(notes, at: session.target, holding: holdsOutcomes)
    } catch {
      performance.warnings.append(.ledger(error, .outcomeUnnoted))
    }
  }

  private func record(
    _ starts: [StepResult<StartTrackRecording>], _ intention: Intention, _ session: Session,
    _ performance: inout Performance
  ) throws(LedgerError) {
    let now = services.now()
    try ledgerWriter.note(
      zip(intention.starts, starts).map { .resolved($0, $1.startOutcome, at: now) },
      at: session.target, holding: holdsOutcomes)
    for start in starts where start.saysItRuns {
      let track = start.request.track
      let note = LedgerNote.running(RecordedTrack(track, at: session.target.origin))
      guard try ledgerWriter.note([note], at: session.target, holding: holdsOutcomes) > 0 else {
        continue
      }
      performance.notes.append("the ledger now takes \(track.phrase) as recording")
    }
  }

  private func record(
    _ stops: [StepResult<StopTrackRecording>], _ intention: Intention, _ session: Session,
    _ performance: inout Performance
  ) throws(LedgerError) {
    let origin = session.target.origin
    try ledgerWriter.note(
      stops.compactMap { stop in
        let track = RecordedTrack(stop.request.track, at: origin)
        return switch stop.stopEnd {
        case .ended: .stopped(track, asked: intention.asked)
        case .notActedOn where !holdsOutcomes: .notStopped(track)
        case .notActedOn, .nothingRan, .open: nil
        }
      }, at: session.target, holding: holdsOutcomes)
    for stop in stops where stop.stopEnd == .nothingRan {
      let track = stop.request.track
      let note = LedgerNote.idle(RecordedTrack(track, at: origin), asked: intention.asked)
      let isNews = session.belief(track)?.state.mayRun != true
      guard try ledgerWriter.note([note], at: session.target, holding: holdsOutcomes) > 0, isNews
      else {
        continue
      }
      performance.notes.append("the ledger no longer takes \(track.phrase) as recording")
    }
  }
}

extension StepResult<StartTrackRecording> {
  /// What became of the start.
  var startOutcome: StartOutcome {
    switch error {
    case nil: .started
    case .http(let status, _): .refused(status: status)
    case .redirected: .neverSent
    case .some(let error): error.isRefusedBeforeSending ? .neverSent : .unknown
    }
  }

  /// Whether the start was refused because the track is recorded already.
  var saysItRuns: Bool {
    if case .http(_, let problem) = error { problem.category == .conflict } else { false }
  }
}

/// What became of a stop.
enum StopEnd: Sendable {
  case ended
  /// There was nothing to stop.
  case nothingRan
  /// What ran before still runs.
  case notActedOn
  /// No answer tells.
  case open
}

extension StepResult<StopTrackRecording> {
  /// What became of the stop; the service answers a needless one with 400 and `not started`.
  var stopEnd: StopEnd {
    switch error {
    case nil: .ended
    case .http(400, let problem) where problem.message.lowercased().contains("not started"):
      .nothingRan
    case .http(let status, _): [408, 500, 502, 504].contains(status) ? .open : .notActedOn
    case .redirected: .notActedOn
    case .some(let error): error.isRefusedBeforeSending ? .notActedOn : .open
    }
  }
}

extension TrackKey {
  /// `audio of abcd`, inside a sentence.
  var phrase: String { "\(kind.wireName) of \(participant.rawValue)" }
}
