/// How well a session went: over a perfect line, because a sandbox carries no media.
enum StatsRoutes {
  @Sendable static func session(_ call: Call) async throws(Refusal) -> Answer {
    let session = try await call.store.session(call.parameter, scope: call.scope)
    return .json(session.stats(now: call.cause.now))
  }

  @Sendable static func participant(_ call: Call) async throws(Refusal) -> Answer {
    let session = try await call.store.session(call.parameter, scope: call.scope)
    let id = call.parameters[1]
    guard call.scope.allows(participantID: id) else { throw .outOfScope }
    guard let participant = session.participants.first(where: { $0.participantID == id }) else {
      throw .participantNotFound
    }
    return .json(session.stats(of: participant, now: call.cause.now))
  }
}
