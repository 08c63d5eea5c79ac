/// When a room closes by itself.
public struct AutoCloseConfiguration: WireRecord, Hashable, JSONReadable {
  /// What closing means.
  public enum Action: WireWord {
    /// The session ends.
    case endSession
    /// The session ends and the room is deactivated for good.
    case endSessionAndDeactivate
    /// A word that this library does not know.
    case other(String)

    /// The documented words.
    public static let known: [Action] = [.endSession, .endSessionAndDeactivate]

    /// The word on the wire.
    public var wireName: String {
      switch self {
      case .endSession: "session-ends"
      case .endSessionAndDeactivate: "session-end-and-deactivate"
      case .other(let name): name
      }
    }
  }

  /// What happens.
  public let action: Action?
  /// After how many minutes; nil leaves it to the service, which takes 480.
  public let minutes: Int?
  /// As it is sent, or as it came with the fields that this type does not know.
  public let json: JSONValue

  /// Describes when a room closes.
  public init(action: Action? = nil, minutes: Int? = nil) {
    self.action = action
    self.minutes = minutes
    json = .object([
      "type": action.map { .string($0.wireName) },
      "duration": minutes.map { .number($0) },
    ])
  }

  init(_ fields: JSONFields) throws(ClientError) {
    action = try fields.string("type").map { Action($0) }
    minutes = try fields.integer("duration")
    json = fields.value
  }
}
