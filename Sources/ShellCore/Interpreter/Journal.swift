import FoundationEssentials
import Ledger
import Synchronization
import VideoSDKClient

/// Writes what starts and stops mean into the ledger; opens it at the first start.
final class Journal: Sendable {
  private let open: @Sendable () throws(LedgerError) -> Ledger
  private let shellID: String
  private let now: @Sendable () -> Date
  private let ledger = Mutex<Ledger?>(nil)

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
    return try opened().intend(starts)
  }

  /// Notes how starts ended.
  func resolve(_ starts: [(intent: IntentID, error: ClientError?)]) throws(LedgerError) {
    try opened().resolve(starts.map { ($0.intent, Self.outcome($0.error)) }, at: now())
  }

  /// Notes that a recording was stopped.
  func stopped(_ track: TrackKey, at origin: Origin) throws(LedgerError) {
    try opened().stopped(
      origin: origin.description, room: track.room.rawValue,
      participant: track.participant.rawValue, kind: track.kind.wireName, at: now())
  }

  private func opened() throws(LedgerError) -> Ledger {
    try ledger.withLock { ledger throws(LedgerError) in
      if let ledger { return ledger }
      let new = try open()
      ledger = new
      return new
    }
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
