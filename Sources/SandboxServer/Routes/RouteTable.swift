import HTTPTypes

/// All paths of the sandbox.
///
/// The first pattern that fits wins, so words stand before placeholders.
struct RouteTable: Sendable {
  /// A route and the decoded values of its placeholders, in order.
  struct Match: Sendable {
    let route: Route
    let parameters: [String]
  }

  private struct Entry: Sendable {
    /// The segments of the path; nil stands for a placeholder.
    let pattern: [String?]
    let routes: [Route]

    init(_ path: String, _ routes: [Route]) {
      pattern = path.split(separator: "/").map { $0 == "*" ? nil : String($0) }
      self.routes = routes
    }

    /// Nil if there is a placeholder in it.
    var plainPath: Substring? {
      let words = pattern.compactMap { $0 }
      return words.count == pattern.count ? "/" + words.joined(separator: "/")[...] : nil
    }

    func route(_ method: HTTPRequest.Method) throws(APIError) -> Route {
      guard let route = routes.first(where: { $0.method == method }) else {
        throw .methodNotAllowed(
          allowed: routes.flatMap { $0.method == .get ? ["GET", "HEAD"] : [$0.method.rawValue] })
      }
      return route
    }

    func fits(_ segments: [Substring]) -> Bool {
      segments.count == pattern.count
        && zip(pattern, segments).allSatisfy { word, segment in word.map { $0 == segment } ?? true }
    }

    func parameters(_ segments: [Substring]) -> [String] {
      zip(pattern, segments).compactMap { word, segment in
        word == nil ? PercentEncoding.decode(segment) : nil
      }
    }
  }

  private let entries: [Entry] = [
    Entry(
      "/v2/recordings/participant/track/start",
      [.api(.post, .startTrackRecording, TrackRecordingRoutes.start)]),
    Entry(
      "/v2/recordings/participant/track/stop",
      [.api(.post, .stopTrackRecording, TrackRecordingRoutes.stop)]),
    Entry(
      "/v2/recordings/participant/track",
      [.api(.get, .listTrackRecordings, RecordingRoutes.list(.track))]),
    Entry(
      "/v2/recordings/participant/track/*",
      [
        .api(.get, .getTrackRecording, RecordingRoutes.get(.track)),
        .api(.delete, .deleteTrackRecording, RecordingRoutes.delete(.track)),
      ]),
    Entry(
      "/v2/recordings/participant/start",
      [.api(.post, .startParticipantRecording, ParticipantRecordingRoutes.start)]),
    Entry(
      "/v2/recordings/participant/stop",
      [.api(.post, .stopParticipantRecording, ParticipantRecordingRoutes.stop)]),
    Entry(
      "/v2/recordings/participant/merge",
      [
        .api(.post, .startMerge, MergeRoutes.start), .api(.get, .listMerges, MergeRoutes.list),
      ]),
    Entry("/v2/recordings/participant/merge/*", [.api(.get, .getMerge, MergeRoutes.get)]),
    Entry(
      "/v2/recordings/participant",
      [.api(.get, .listParticipantRecordings, RecordingRoutes.list(.participant))]),
    Entry(
      "/v2/recordings/participant/*",
      [
        .api(.get, .getParticipantRecording, RecordingRoutes.get(.participant)),
        .api(.delete, .deleteParticipantRecording, RecordingRoutes.delete(.participant)),
      ]),
    Entry("/v2/recordings/start", [.api(.post, .startRecording, MeetingRecordingRoutes.start)]),
    Entry("/v2/recordings/end", [.api(.post, .stopRecording, MeetingRecordingRoutes.stop)]),
    Entry("/v2/recordings/stop", [.api(.post, .stopRecording, MeetingRecordingRoutes.stop)]),
    Entry("/v2/recordings", [.api(.get, .listRecordings, RecordingRoutes.list(.room))]),
    Entry(
      "/v2/recordings/*",
      [
        .api(.get, .getRecording, RecordingRoutes.get(.room)),
        .api(.delete, .deleteRecording, RecordingRoutes.delete(.room)),
      ]),
    Entry(
      "/v2/rooms",
      [.api(.post, .createRoom, RoomRoutes.create), .api(.get, .listRooms, RoomRoutes.list)]),
    Entry("/v2/rooms/deactivate", [.api(.post, .deactivateRoom, RoomRoutes.deactivate)]),
    Entry(
      "/v2/rooms/validate/*",
      [
        .api(.get, .validateRoom, RoomRoutes.validate),
        .api(.post, .validateRoom, RoomRoutes.validate),
      ]),
    Entry("/v2/rooms/*", [.api(.get, .getRoom, RoomRoutes.get)]),
    Entry("/v2/sessions", [.api(.get, .listSessions, SessionRoutes.list)]),
    Entry("/v2/sessions/end", [.api(.post, .endSession, SessionRoutes.end)]),
    Entry(
      "/v2/sessions/participants/remove", [.api(.post, .removeParticipant, SessionRoutes.remove)]),
    Entry("/v2/sessions/*", [.api(.get, .getSession, SessionRoutes.get)]),
    Entry(
      "/v2/sessions/*/participants", [.api(.get, .listParticipants, SessionRoutes.participants)]),
    Entry(
      "/v2/sessions/*/participants/active",
      [.api(.get, .listActiveParticipants, SessionRoutes.activeParticipants)]),
    Entry("/v2/sessions/*/stats", [.api(.get, .getSessionStats, SessionRoutes.stats)]),
    Entry(
      "/v2/sessions/*/participant/*/stats",
      [.api(.get, .getParticipantStats, SessionRoutes.participantStats)]),
    Entry(
      "/v2/public/rsa-public-key", [.api(.get, .getWebhookPublicKey, PublicRoutes.webhookKey)]),
    Entry("/", [.control(.get, PageRoutes.page)]),
    Entry("/sandbox/events", [.control(.get, ControlRoutes.events)]),
    Entry("/sandbox/state", [.control(.get, ControlRoutes.state)]),
    Entry("/sandbox/requests", [.control(.get, ControlRoutes.requests)]),
    Entry("/sandbox/webhooks", [.control(.get, ControlRoutes.webhooks)]),
    Entry("/sandbox/reset", [.control(.post, ControlRoutes.reset)]),
    Entry("/sandbox/settings", [.control(.post, ControlRoutes.changeSettings)]),
    Entry("/sandbox/clock", [.control(.post, ControlRoutes.advanceClock)]),
    Entry("/sandbox/rooms/*/participants", [.control(.post, ControlRoutes.join)]),
    Entry("/sandbox/rooms/*/participants/*", [.control(.delete, ControlRoutes.leave)]),
    Entry("/sandbox/rooms/*/participants/*/tracks", [.control(.post, ControlRoutes.switchTrack)]),
    Entry(
      "/sandbox/faults",
      [.control(.post, ControlRoutes.addFault), .control(.delete, ControlRoutes.clearFaults)]),
  ]

  /// The entries without a placeholder, by their path.
  private let plain: [Substring: Entry]

  init() {
    plain = Dictionary(
      uniqueKeysWithValues: entries.compactMap { entry in entry.plainPath.map { ($0, entry) } })
  }

  /// Finds the route of a request; a slash at the end of the path does not matter.
  func match(_ method: HTTPRequest.Method, path: Substring) throws(APIError) -> Match {
    if let entry = plain[path] {
      return Match(route: try entry.route(method), parameters: [])
    }
    let segments = path.split(separator: "/")
    // Before the patterns, one of which would take the first word of a family for an id.
    if let family = UnservedFamily(segments) { throw .notServed(family.name) }
    guard let entry = entries.first(where: { $0.fits(segments) }) else { throw .unknownPath }
    return Match(route: try entry.route(method), parameters: entry.parameters(segments))
  }
}
