import FoundationEssentials
import VideoSDKClient

/// What a verified webhook says of a recording.
struct TrackEvent: Sendable, Equatable {
  /// Whose service said it.
  let origin: Origin
  let recorded: RecordedSubject
  let phase: RecordingPhase
  let hasFiles: Bool

  /// Nil for an event about something else.
  init?(_ event: WebhookEvent, from origin: Origin) {
    guard let room = event.room else { return nil }
    switch event.content {
    case .trackRecording(let phase, let participant, let kind, let files):
      recorded = .track(TrackKey(room: room, participant: participant, kind: kind))
      (self.phase, hasFiles) = (phase, !files.isEmpty)
    case .participantRecording(let phase, let participant, _, let files):
      recorded = .participant(participant, room: room)
      (self.phase, hasFiles) = (phase, !files.isEmpty)
    case .recording(let phase, _, _, let file):
      recorded = .meeting(room)
      (self.phase, hasFiles) = (phase, file != nil)
    default: return nil
    }
    self.origin = origin
  }

  /// Whether nothing is recorded any more.
  var isEnd: Bool { phase == .stopped || phase == .failed }
}
