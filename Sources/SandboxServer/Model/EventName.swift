/// The name of a webhook event, or the last word of the names of several.
struct EventName: Equatable, Sendable {
  /// The types of all events that the sandbox sends.
  static let types: [String] =
    Recording.Family.allCases.flatMap { family in
      Recording.Step.allCases.map { family.eventType($0) }
    } + [
      "merge-recording-completed", "merge-recording-failed", "session-started", "session-ended",
      "participant-joined", "participant-left",
    ]

  /// The last words of the types of recordings, which can stand for all families.
  static let words = Recording.Step.allCases.map(\.rawValue)

  let text: String

  /// Nil for a name that no event has.
  init?(_ text: String) {
    guard EventName.types.contains(text) || EventName.words.contains(text) else { return nil }
    self.text = text
  }

  func names(_ type: String) -> Bool {
    type == text || EventName.words.contains(text) && type.hasSuffix("recording-\(text)")
  }
}

extension Operation {
  /// Whether an event is about what the operation starts or stops.
  func isToldBy(_ event: String) -> Bool {
    let prefix: String? =
      switch self {
      case .startTrackRecording, .stopTrackRecording: "participant-track-recording-"
      case .startParticipantRecording, .stopParticipantRecording: "participant-recording-"
      case .startRecording, .stopRecording: "recording-"
      case .startMerge: "merge-recording-"
      default: nil
      }
    return prefix.map { event.hasPrefix($0) } ?? false
  }
}
