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

/// When a room ends its sessions by itself, and what else it does then.
struct AutoClose: Equatable, Sendable, Codable {
  /// The length of a session where none is given, as documented.
  static let defaultMinutes = 480

  /// Counted from the start of a session.
  let minutes: Int
  /// Whether the room closes for ever with its session.
  let deactivates: Bool

  func time(from start: Timestamp) -> Timestamp {
    Timestamp(milliseconds: start.milliseconds + Int64(minutes) * 60_000)
  }
}

/// A time in which a room is in use; it is live until it has an end.
struct RoomSession: Equatable, Identifiable, Sendable, Codable {
  let id: String
  let roomID: String
  let customRoomID: String?
  let userID: String
  let start: Timestamp
  var end: Timestamp?
  var participants: [Participant]

  var isLive: Bool { end == nil }
  var status: String { isLive ? "ongoing" : "ended" }
  var activeParticipants: [Participant] { participants.filter(\.isPresent) }

  /// Where somebody who is there stands among the participants.
  func presentNumber(of participantID: String) -> Int? {
    // By index, because an element that is handed to a closure is copied with all that it holds.
    participants.indices.first { number in
      participants[number].participantID == participantID && participants[number].isPresent
    }
  }
}

/// A person in a session.
struct Participant: Equatable, Sendable, Codable {
  /// A time between a join and a leave.
  struct Stay: Equatable, Sendable, Codable {
    let start: Timestamp
    var end: Timestamp?
  }

  let id: String
  let participantID: String
  let name: String
  var stays: [Stay]
  /// Since when each track is published; a muted track is absent.
  var published: [TrackKind: Timestamp]

  init(
    id: String, participantID: String, name: String, stays: [Stay],
    published: [TrackKind: Timestamp]
  ) {
    self.id = id
    self.participantID = participantID
    self.name = name
    self.stays = stays
    self.published = published
  }

  /// Somebody who comes in with microphone and camera on.
  init(id: String, participantID: String, name: String, joinedAt time: Timestamp) {
    self.init(
      id: id, participantID: participantID, name: name, stays: [], published: [:])
    enter(at: time)
  }

  mutating func enter(at time: Timestamp) {
    stays.append(Stay(start: time))
    published = [.audio: time, .video: time]
  }

  mutating func exit(at time: Timestamp) {
    if let last = stays.indices.last { stays[last].end = time }
    published = [:]
  }

  var isPresent: Bool { stays.last.map { $0.end == nil } ?? false }
}
