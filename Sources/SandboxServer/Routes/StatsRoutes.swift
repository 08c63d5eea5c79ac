/// How well a session went: over a perfect line, because a sandbox carries no media.
enum StatsRoutes {
  @Sendable static func session(_ request: RouteRequest) async throws(APIError) -> RouteResponse {
    let session = try await request.store.session(request.parameter, scope: request.scope)
    return .json(session.stats(now: request.context.now))
  }

  @Sendable static func participant(_ request: RouteRequest) async throws(APIError) -> RouteResponse
  {
    let session = try await request.store.session(request.parameter, scope: request.scope)
    let id = request.parameters[1]
    guard request.scope.allows(participantID: id) else { throw .outOfScope }
    guard let participant = session.participants.first(where: { $0.participantID == id }) else {
      throw .participantNotFound
    }
    return .json(session.stats(of: participant, now: request.context.now))
  }
}
