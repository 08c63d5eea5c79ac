import FoundationEssentials
import VideoSDKClient

/// What the shell believes of one recording.
public struct Belief: Sendable, Equatable {
  /// What it is believed to be doing.
  var state: RecordingState
  /// How sure the fact is.
  var certainty: Certainty
  /// When the fact was learnt, on the session's clock.
  var learned: Duration
  /// Whether this shell started it and it was not stopped since.
  var isOurs: Bool

  /// Whether an answer has made it doubtful since.
  var isDoubted = false
  /// The request that left it open whether it records; nil where none did.
  var unanswered: Unanswered?
  /// When the start that made it ours was about to be sent; nil for one that is of others.
  var asked: Date?
  /// When it is to be stopped, on the session's clock with what the sandbox's was moved on; nil where nobody has said so.
  var deadline: Duration?
  /// When the service said that it had stopped it, by the service's own clock.
  ///
  /// What began before and has no end is still processed.
  var stopTold: Date?

  /// A request of which nobody knows what became of it.
  enum Unanswered: Sendable {
    case start
    /// A stop of what was sure to run.
    case stop
  }

  /// How sure a fact is.
  public enum Certainty: String, Sendable {
    /// The service said so.
    case known
    /// Concluded from a refusal or from what was sent.
    case assumed
  }

  /// `known`, `assumed`, or `stale 40s` when the fact is older than half a minute or no longer to be relied on.
  func mark(at now: Duration) -> String {
    let age = now - learned
    let isStale = isDoubted || age > .seconds(30)
    return isStale ? "stale \(age.components.seconds)s" : certainty.rawValue
  }
}

/// The states of a track recording as the shell tells them apart, and the one word that each has everywhere.
public enum RecordingState: String, Sendable, CaseIterable {
  case idle, starting, recording, stopping, ended, failed, unknown

  /// The words that scripts of earlier versions have for a state.
  static let formerWords = ["running": recording, "stopped": ended]

  /// Reads a word for a state, an earlier one too; nil when it is none.
  init?(word: String) {
    guard let state = Self(rawValue: word) ?? Self.formerWords[word] else { return nil }
    self = state
  }

  /// Where a recording stands behind a webhook that tells of it.
  init(_ phase: RecordingPhase) {
    self =
      switch phase {
      case .starting: .starting
      case .started: .recording
      case .stopping: .stopping
      case .stopped: .ended
      case .failed: .failed
      }
  }

  /// Whether minutes may be billed.
  var mayRun: Bool {
    switch self {
    case .starting, .recording, .unknown: true
    case .idle, .stopping, .ended, .failed: false
    }
  }
}

extension IndividualRecording {
  /// What its record says, and its webhooks where no field does.
  var state: RecordingState {
    if hasFailed { return .failed }
    if isStopping { return .stopping }
    return isRunning ? .recording : .ended
  }
}
