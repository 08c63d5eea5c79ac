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
  /// One for each kind of target: what ends with the process has another ledger than what does not.
  private let books = Mutex<[Book]>([])

  private struct Book {
    let kind: Target.Kind
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
      let place = Self.place(of: target.kind, in: &books)
      let entries = try ledger(at: place, &books).intend(starts, after: books[place].held)
      books[place].held = []
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
      let place = Self.place(of: target.kind, in: &books)
      books[place].held += notes
      guard !holding || books[place].held.count > Self.holdLimit else { return 0 }
      return try write(at: place, &books)
    }
  }

  /// Writes down what was held back.
  func settle() throws(LedgerError) {
    try books.withLock { books throws(LedgerError) in
      for place in books.indices { try write(at: place, &books) }
    }
  }

  /// The entries of an origin whose recordings may still run, whichever shell made them; makes no ledger where none is.
  func open(at target: Target) throws(LedgerError) -> OpenEntries {
    try settle()
    return try books.withLock { books throws(LedgerError) in
      let place = Self.place(of: target.kind, in: &books)
      guard books[place].ledger != nil || isThere(target.kind) else {
        return OpenEntries(recordings: [], damaged: [])
      }
      return try ledger(at: place, &books).open(origin: target.origin.description)
    }
  }

  /// Writes what one has held back, and answers how many entries that has changed.
  @discardableResult
  private func write(at place: Int, _ books: inout [Book]) throws(LedgerError) -> Int {
    let held = books[place].held
    guard !held.isEmpty else { return 0 }
    // What cannot be written now is told once; it must not keep the next intent from being written.
    books[place].held = []
    return try ledger(at: place, &books).note(held)
  }

  private func ledger(at place: Int, _ books: inout [Book]) throws(LedgerError) -> Ledger {
    if let open = books[place].ledger { return open }
    let ledger = try openLedger(books[place].kind)
    books[place].ledger = ledger
    return ledger
  }

  private static func place(of kind: Target.Kind, in books: inout [Book]) -> Int {
    if let place = books.firstIndex(where: { $0.kind == kind }) { return place }
    books.append(Book(kind: kind))
    return books.count - 1
  }
}
