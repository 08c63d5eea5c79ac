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

/// The room and the participant that a token is narrowed to; nil where it is not.
struct TokenScope: Equatable, Sendable {
  var roomID: String?
  var participantID: String?

  func allows(_ room: Room) -> Bool {
    roomID.map(room.isNamed) ?? true
  }

  func allows(participantID other: String) -> Bool {
    participantID.map { $0 == other } ?? true
  }
}
