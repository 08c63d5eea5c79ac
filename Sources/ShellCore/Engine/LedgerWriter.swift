import FoundationEssentials
import Ledger
import Synchronization
import VideoSDKClient

/// The interpreter's hand on the ledgers; opens one when something is written, or read that may be there.
///
/// An intent is on disk before its start is sent. What became of it may be held back until more is written: a process
/// that is killed in between leaves a recording that may run where none does, never the other way round.
final class LedgerWriter: Sendable {
  private let openLedger: @Sendable (Target.Kind) throws(LedgerError) -> Ledger
  private let isThere: @Sendable (Target.Kind) -> Bool
  private let shellID: String
  private let now: @Sendable () -> Date
  /// By kind of target: what ends with the process has another ledger than what does not.
  private let books = Mutex<[Target.Kind: Book]>([:])

  private struct Book {
    var ledger: Ledger?
    var held: [LedgerNote] = []
  }

  /// More than this is not held back.
  private static let holdLimit = 256

  init(services: Services) {
    openLedger = services.openLedger
    isThere = services.hasLedger
    shellID = services.shellID
    now = services.now
  }

  /// Notes that starts are about to be sent.
  ///
  /// - Parameter lifetime: how long they are to run; nil for no end.
  /// - Throws: `LedgerError` when they cannot be noted; nothing should be sent then.
  func intend(
    _ recorded: [RecordedSubject], at target: Target, for lifetime: Duration? = nil
  ) throws(LedgerError) -> [IntentID] {
    let starts = recorded.map {
      let now = now()
      return RecordingStart(
        track: RecordedTrack($0, at: target.origin), startedAt: now, shell: shellID,
        deadline: lifetime.map { now.addingTimeInterval($0.inSeconds) })
    }
    return try books.withLock { books throws(LedgerError) in
      let book = try opened(target.kind, &books)
      let entries = try book.ledger.intend(starts, after: book.held)
      books[target.kind]?.held = []
      return entries
    }
  }

  /// Notes what was learnt.
  ///
  /// - Parameter holding: whether it may wait for the next write, or for `settle`.
  /// - Returns: how many entries of the ledger were changed by it and by what was held back; 0 while it waits.
  @discardableResult
  func note(
    _ notes: [LedgerNote], at target: Target, holding: Bool
  ) throws(LedgerError) -> Int {
    try books.withLock { books throws(LedgerError) in
      let held = (books[target.kind]?.held ?? []) + notes
      guard !held.isEmpty, !holding || held.count > Self.holdLimit else {
        if !held.isEmpty { books[target.kind, default: Book()].held = held }
        return 0
      }
      // What cannot be written now is told once; it must not keep the next intent from being written.
      books[target.kind]?.held = []
      return try opened(target.kind, &books).ledger.note(held)
    }
  }

  /// Writes down what was held back.
  func settle() throws(LedgerError) {
    try books.withLock { books throws(LedgerError) in
      for (kind, book) in books where !book.held.isEmpty {
        books[kind]?.held = []
        try opened(kind, &books).ledger.note(book.held)
      }
    }
  }

  /// The entries of an origin whose recordings may still run, whichever shell made them; makes no ledger where none is.
  func open(at target: Target) throws(LedgerError) -> OpenEntries {
    try settle()
    return try books.withLock { books throws(LedgerError) in
      guard books[target.kind]?.ledger != nil || isThere(target.kind) else {
        return OpenEntries(recordings: [], damaged: [])
      }
      return try opened(target.kind, &books).ledger.open(origin: target.origin.description)
    }
  }

  private func opened(
    _ kind: Target.Kind, _ books: inout [Target.Kind: Book]
  ) throws(LedgerError) -> (ledger: Ledger, held: [LedgerNote]) {
    var book = books[kind] ?? Book()
    let ledger: Ledger
    if let open = book.ledger { ledger = open } else { ledger = try openLedger(kind) }
    book.ledger = ledger
    books[kind] = book
    return (ledger, book.held)
  }
}
