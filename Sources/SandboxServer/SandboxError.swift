/// Why a sandbox could not be served.
public enum SandboxError: Error, Equatable, Sendable {
  /// Another process listens there already.
  case portInUse(host: String, port: Int)
  /// The address could not be bound for another reason.
  case cannotBind(host: String, port: Int, reason: String)
  /// The data file is no database, is one of another program, or is damaged.
  case notData(path: String, reason: String)
  /// The data file was written by a later version of the program.
  case newerData(path: String, found: Int, known: Int)
  /// The data file could not be opened, read or written.
  case cannotUseData(path: String, reason: String)
  /// The server ended while it should have served.
  case ended(reason: String)
}
