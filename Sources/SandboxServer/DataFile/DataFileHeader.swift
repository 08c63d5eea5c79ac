/// What of the state is neither a room nor a session nor a recording.
struct DataFileHeader: Equatable, Sendable, Codable {
  let userID: String
  let clock: SandboxClock
  let ids: ObjectIDGenerator
  /// The number of the last request in a deterministic sandbox, 0 in others.
  let requestNumber: UInt64

  init(_ state: SandboxState, requestNumber: UInt64) {
    (userID, clock, ids) = (state.userID, state.clock, state.ids)
    self.requestNumber = ids.isDeterministic ? requestNumber : 0
  }
}
