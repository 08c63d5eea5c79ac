/// What the service does when the recording of a meeting fails.
///
/// Documented by the official SDKs only.
public struct RecordingFailureAction: Sendable, Hashable {
  /// What is done.
  public enum Action: WireWord {
    /// The room is closed.
    case closeRoom
    /// A word that this library does not know.
    case other(String)

    /// The documented words.
    public static let known: [Action] = [.closeRoom]

    /// The word on the wire.
    public var wireName: String {
      switch self {
      case .closeRoom: "close-room"
      case .other(let name): name
      }
    }
  }

  /// What is done.
  public let action: Action
  /// How long the service waits before it, in seconds; nil leaves it to the service, which takes and
  /// allows 150.
  public let waitSeconds: Int?

  /// Describes what is done.
  public init(action: Action, waitSeconds: Int? = nil) {
    self.action = action
    self.waitSeconds = waitSeconds
  }

  var json: JSONValue {
    .object([
      "action": .string(action.wireName),
      "waitTime": waitSeconds.map { .number($0) },
    ])
  }
}
