/// Why the ledger could not be opened, written or read.
public enum LedgerError: Error, Equatable, Sendable {
  /// The folder or the file could not be made or opened.
  case cannotOpen(path: String, reason: String)
  /// A change was not recorded; what it describes must not be taken as known.
  case cannotWrite(path: String, reason: String)
  /// The file is not a ledger, or it is damaged.
  case unreadable(path: String, reason: String)
  /// The file was written by a later version of the program, with a schema that this one does not know.
  case newerSchema(path: String, found: Int, known: Int)
}
