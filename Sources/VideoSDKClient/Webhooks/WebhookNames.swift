/// The names that webhooks are known to have.
///
/// The service adds some now and then, and says in no list which there are; an event of any other
/// name is read all the same, as ``WebhookEvent/Content/other``.
public enum WebhookNames {
  /// The names whose every letter is known.
  public static let documented: [String] =
    recordings.flatMap { family in RecordingPhase.allCases.map { "\(family)-\($0.rawValue)" } }
    + [
      "merge-recording-completed", "merge-recording-failed",
      "composite-merge-started", "composite-merge-completed", "composite-merge-failed",
      "composite-merge-cancelled",
      "session-started", "session-ended", "participant-joined", "participant-left",
      "resource-acquired", "resource-released",
    ]

  /// How the names of further families begin; what follows is not known of all of them.
  public static let families = [
    "transcription-", "livestream-", "hls-", "ai-deployment-session-", "agent-session-",
    "translation-", "knowledgebase-", "batchcall-", "call-", "switch-room-",
  ]

  /// Whether a name is one of these, or belongs to one of the families.
  public static func isKnown(_ name: String) -> Bool {
    documented.contains(name) || families.contains { name.hasPrefix($0) && name != $0 }
  }

  private static let recordings = [
    "participant-track-recording", "participant-recording", "recording", "composite-recording",
  ]
}
