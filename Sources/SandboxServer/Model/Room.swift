/// A room, and the owner that every room of the sandbox has.
struct Room: Equatable, Sendable, Codable {
  let roomID: String
  let customRoomID: String?
  /// The 24 digit id, which also finds the room.
  let id: String
  let userID: String
  var isDisabled = false
  let createdAt: Timestamp
  var updatedAt: Timestamp
  var webhook: RoomWebhook?
  var autoClose: AutoClose?
  var autoStart: AutoStart?
  /// The region that the room is kept in, such as `eu001`; nil leaves it to the service.
  var geoFence: String?
  /// The only ones who may join; nil for everybody.
  var allowedParticipantIDs: [String]?
  var multiComposition: MultiComposition?

  func isNamed(_ name: String) -> Bool {
    name == roomID || name == customRoomID || name == id
  }
}

/// The address that a room's events are sent to, and which of them.
struct RoomWebhook: Equatable, Sendable, Codable {
  let endPoint: String
  /// Names of events; one that ends in `*` stands for all that begin like it.
  let events: [String]

  func wants(_ type: String) -> Bool {
    events.contains { $0.hasSuffix("*") ? type.hasPrefix($0.dropLast()) : type == $0 }
  }
}

/// What starts by itself with the first one who joins.
struct AutoStart: Equatable, Sendable, Codable {
  /// As it was asked for.
  let text: JSONValue
  /// Whether the room is recorded; streams are kept in mind and not begun.
  let records: Bool
  let bucketFolder: String?
}

/// Of what there may be several at a time in a room; nil leaves it to the service, which takes one.
struct MultiComposition: Equatable, Sendable, Codable {
  var recording: Bool?
  var hls: Bool?
  var rtmp: Bool?
}

/// When a room ends its sessions by itself, and what else it does then.
struct AutoClose: Equatable, Sendable, Codable {
  /// The length of a session where none is given, as documented.
  static let defaultMinutes = 480

  /// A century.
  private static let longestMinutes = 100 * 366 * 24 * 60

  /// Counted from the start of a session.
  let minutes: Int
  /// Whether the room closes for ever with its session.
  let deactivates: Bool

  func time(from start: Timestamp) -> Timestamp {
    // What a file says may be any number.
    let bounded = Int64(Swift.min(Swift.max(minutes, 0), Self.longestMinutes))
    return Timestamp(milliseconds: start.milliseconds + bounded * 60_000)
  }
}
