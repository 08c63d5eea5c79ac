/// Why a sandbox could not be served.
public enum SandboxError: Error, Equatable, Sendable {
  /// Another process listens there already.
  case portInUse(host: String, port: Int)
  /// The address could not be bound for another reason.
  case cannotBind(host: String, port: Int, reason: String)
  /// The server ended while it should have served.
  case ended(reason: String)
}
