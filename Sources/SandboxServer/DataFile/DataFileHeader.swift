/// What of the state is neither a room nor a session nor a recording.
struct WorldMark: Equatable, Sendable, Codable {
  let userID: String
  let clock: SandboxClock
  let ids: ObjectIDGenerator
  /// The number of the last request in a deterministic sandbox, 0 in others.
  let requestNumber: UInt64

  init(_ world: World, requestNumber: UInt64) {
    (userID, clock, ids) = (world.userID, world.clock, world.ids)
    self.requestNumber = ids.isDeterministic ? requestNumber : 0
  }
}
