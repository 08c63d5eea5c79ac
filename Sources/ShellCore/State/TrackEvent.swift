import VideoSDKClient

/// What a verified webhook says of the recording of a track.
struct TrackEvent: Sendable, Equatable {
  /// Whose service said it.
  let origin: Origin
  let track: TrackKey
  let phase: RecordingPhase
  let hasFiles: Bool

  /// Nil for an event about something else.
  init?(_ event: WebhookEvent, from origin: Origin) {
    guard case .trackRecording(let phase, let participant, let kind, let files) = event.content,
      let room = event.room
    else { return nil }
    self.origin = origin
    track = TrackKey(room: room, participant: participant, kind: kind)
    self.phase = phase
    hasFiles = !files.isEmpty
  }

  /// Whether nothing is recorded any more.
  var isEnd: Bool { phase == .stopped || phase == .failed }
}
