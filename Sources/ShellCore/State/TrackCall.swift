import FoundationEssentials
import VideoSDKClient

/// A start or a stop of a recording that was sent, and what came of it.
struct TrackCall: Sendable, Equatable {
  let recorded: RecordedSubject
  let isStart: Bool
  /// When its last attempt began, by our clock.
  let sent: Date
  let end: End

  enum End: Sendable, Equatable {
    case done
    case refused(status: Int)
    /// No answer tells what became of it.
    case open
    /// Surely nothing came of it.
    case nothing
  }

  /// The status of a refusal.
  var refusal: Int? { if case .refused(let status) = end { status } else { nil } }
}
