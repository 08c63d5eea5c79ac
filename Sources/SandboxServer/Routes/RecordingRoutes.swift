/// What the three families of recordings have in common: lists, single records and their removal.
enum RecordingRoutes {
  static func list(_ family: Recording.Family) -> Route.Handler {
    { (request) async throws(APIError) in
      let filter = RecordingFilter(
        family: family, room: request.query["roomId"], sessionID: request.query["sessionId"],
        participantID: family == .room ? nil : request.query["participantId"])
      let page = await request.store.recordings(filter, try request.page(), scope: request.scope)
      return .json(
        Envelope.list(page) { $0.json(origin: request.origin, now: request.context.now) })
    }
  }

  static func get(_ family: Recording.Family) -> Route.Handler {
    { (request) async throws(APIError) in
      let recording = try await request.store.recording(
        request.parameter, family: family, scope: request.scope)
      return .json(recording.json(origin: request.origin, now: request.context.now))
    }
  }

  static func delete(_ family: Recording.Family) -> Route.Handler {
    { (request) async throws(APIError) in
      try await request.store.deleteRecording(
        request.parameter, family: family, scope: request.scope)
      switch family {
      case .track: return .message("Track Recording deleted successfully.")
      case .participant: return .message("Participant Recording deleted successfully.")
      case .room: return .message("Room recording deleted successfully")
      }
    }
  }
}
