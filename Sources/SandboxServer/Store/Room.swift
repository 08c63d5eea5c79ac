/// A room, and the owner that every room of the sandbox has.
struct Room: Equatable, Sendable {
  let roomID: String
  let customRoomID: String?
  /// The 24 digit id, which also finds the room.
  let id: String
  let userID: String
  var isDisabled = false
  let createdAt: Timestamp
  var updatedAt: Timestamp

  func isNamed(_ name: String) -> Bool {
    name == roomID || name == customRoomID || name == id
  }
}

/// A time in which a room is in use; it is live until it has an end.
struct Session: Equatable, Sendable {
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
}

/// A person in a session.
struct Participant: Equatable, Sendable {
  /// A time between a join and a leave.
  struct Stay: Equatable, Sendable {
    let start: Timestamp
    var end: Timestamp?
  }

  let id: String
  let participantID: String
  let name: String
  var stays: [Stay]
  /// Since when each track is published; a muted track is absent.
  var published: [TrackKind: Timestamp]

  var isPresent: Bool { stays.last.map { $0.end == nil } ?? false }
}
