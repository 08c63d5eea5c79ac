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

  /// Whether there is something to record of them; all that a participant publishes always is.
  func publishes(_ subject: Recording.Subject) -> Bool {
    if case .track(_, let kind) = subject { published[kind] != nil } else { true }
  }

  var isPresent: Bool { stays.last.map { $0.end == nil } ?? false }
}
