import FoundationEssentials
import Ledger
import Synchronization
import VideoSDKClient

/// Writes what starts and stops mean into the ledger; opens it at the first start.
///
/// An intent is on disk before its start is sent. What became of it may be held back until more is written: a process
/// that is killed in between leaves a recording that may run where none does, never the other way round.
final class Journal: Sendable {
  private let open: @Sendable () throws(LedgerError) -> Ledger
  private let shellID: String
  private let now: @Sendable () -> Date
  private let state = Mutex(State())

  private struct State {
    var ledger: Ledger?
    var held: [LedgerNote] = []
  }

  /// More than this is not held back.
  private static let holdLimit = 256

  init(services: Services) {
    open = services.openLedger
    shellID = services.shellID
    now = services.now
  }

  /// Notes that starts are about to be sent.
  ///
  /// - Throws: `LedgerError` when they cannot be noted; nothing should be sent then.
  func intend(_ tracks: [TrackKey], at origin: Origin) throws(LedgerError) -> [IntentID] {
    let starts = tracks.map { track in
      RecordingStart(
        origin: origin.description, room: track.room.rawValue,
        participant: track.participant.rawValue, kind: track.kind.wireName, startedAt: now(),
        shell: shellID)
    }
    return try state.withLock { state throws(LedgerError) in
      let entries = try opened(&state).intend(starts, after: state.held)
      state.held = []
      return entries
    }
  }

  /// Notes how starts ended.
  func resolve(
    _ starts: [(intent: IntentID, error: ClientError?)], holding: Bool
  ) throws(LedgerError) {
    let now = now()
    try note(starts.map { .resolved($0.intent, Self.outcome($0.error), at: now) }, holding)
  }

  /// Notes that recordings were stopped.
  func stopped(_ tracks: [TrackKey], at origin: Origin, holding: Bool) throws(LedgerError) {
    let now = now()
    let notes = tracks.map { track in
      LedgerNote.stopped(
        origin: origin.description, room: track.room.rawValue,
        participant: track.participant.rawValue, kind: track.kind.wireName, at: now)
    }
    try note(notes, holding)
  }

  /// Writes down what was held back.
  func settle() throws(LedgerError) { try note([], false) }

  private func note(_ notes: [LedgerNote], _ holding: Bool) throws(LedgerError) {
    try state.withLock { state throws(LedgerError) in
      state.held += notes
      guard !state.held.isEmpty, !holding || state.held.count > Self.holdLimit else { return }
      // What cannot be written now is told once; it must not keep the next intent from being written.
      let held = state.held
      state.held = []
      try opened(&state).note(held)
    }
  }

  private func opened(_ state: inout State) throws(LedgerError) -> Ledger {
    if let ledger = state.ledger { return ledger }
    let ledger = try open()
    state.ledger = ledger
    return ledger
  }

  private static func outcome(_ error: ClientError?) -> StartOutcome {
    switch error {
    case nil: .started
    case .http(let status, _): .refused(status: status)
    case .outcomeUnknown, .cancelled(requestWasSent: true), .malformed,
      .connectionLost(_, requestWasSent: true), .timedOut:
      .unknown
    default: .neverSent
    }
  }
}
