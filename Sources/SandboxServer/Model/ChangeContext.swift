/// What changes the state: who may, when, and by which operation.
struct ChangeContext: Sendable {
  var scope = TokenScope()
  let now: Timestamp
  /// Scheme, host and port under which the client sees the sandbox, and so its files.
  let origin: String
  /// Nil for a change that the control plane makes.
  var operation: Operation?
  /// Whether a fault lets the recording fail that is started or stopped.
  var recordingFails = false
}
