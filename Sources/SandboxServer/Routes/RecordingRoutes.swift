/// What the three families of recordings have in common: lists, single records and their removal.
enum RecordingRoutes {
  static func list(_ family: Recording.Family) -> Route.Handler {
    { (call) async throws(Refusal) in
      let filter = RecordingFilter(
        family: family, room: call.query["roomId"], sessionID: call.query["sessionId"],
        participantID: family == .room ? nil : call.query["participantId"])
      let page = await call.store.recordings(filter, try call.page(), scope: call.scope)
      return .json(Envelope.list(page) { $0.json(origin: call.origin) })
    }
  }

  static func get(_ family: Recording.Family) -> Route.Handler {
    { (call) async throws(Refusal) in
      let recording = try await call.store.recording(
        call.parameter, family: family, scope: call.scope)
      return .json(recording.json(origin: call.origin))
    }
  }

  static func delete(_ family: Recording.Family) -> Route.Handler {
    { (call) async throws(Refusal) in
      try await call.store.deleteRecording(call.parameter, family: family, scope: call.scope)
      switch family {
      case .track: return .message("Track Recording deleted successfully.")
      case .participant: return .message("Participant Recording deleted successfully.")
      case .room: return .message("Room recording deleted successfully")
      }
    }
  }
}
