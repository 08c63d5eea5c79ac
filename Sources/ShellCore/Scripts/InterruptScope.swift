/// Runs work that a signal may cancel.
public protocol InterruptScope: Sendable {
  /// Runs `body`; the first SIGINT, SIGTERM or SIGHUP cancels its task.
  ///
  /// - Returns: what `body` returned, and the exit status of the signal that came, if one did.
  func run<Value: Sendable>(
    _ body: @escaping () async -> Value
  ) async -> (value: Value, ended: ExitStatus?)
}
