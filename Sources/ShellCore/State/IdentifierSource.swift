import CommandLanguage
import VideoSDKClient

/// An answer of the service that tells of ids.
protocol IdentifierSource {
  func seenIdentifiers(at time: Duration) -> [SeenIdentifier]
}

extension Page: IdentifierSource where Element: IdentifierSource {
  func seenIdentifiers(at time: Duration) -> [SeenIdentifier] {
    elements.flatMap { $0.seenIdentifiers(at: time) }
  }
}

extension Room: IdentifierSource {
  func seenIdentifiers(at time: Duration) -> [SeenIdentifier] {
    let custom = customRoomID.map { "custom id \($0.rawValue)" }
    let note = isDisabled == true ? "disabled" : custom ?? "a room"
    return [SeenIdentifier(kind: .room, id: roomID.rawValue, note: note, time: time)]
  }
}

extension RoomSession: IdentifierSource {
  func seenIdentifiers(at time: Duration) -> [SeenIdentifier] {
    let rooms = Set([roomID, customRoomID].compactMap { $0?.rawValue })
    let session = SeenIdentifier.session(
      id.rawValue, isOngoing: isOngoing, people: participants.count, in: rooms, at: time)
    let room = roomID.map {
      SeenIdentifier(
        kind: .room, id: $0.rawValue, note: isOngoing ? "with a live session" : "a room",
        time: time)
    }
    return [session] + [room].compactMap(\.self)
      + participants.map {
        .person(
          $0.id.rawValue, name: $0.name, isPresent: $0.isPresent && isOngoing, in: rooms, at: time)
      }
  }
}

extension SeenIdentifier {
  static func session(
    _ id: String, isOngoing: Bool, people: Int, in rooms: Set<String>, at time: Duration
  ) -> SeenIdentifier {
    let many = people == 1 ? "1 person" : "\(people) people"
    return SeenIdentifier(
      kind: .session, id: id, rooms: rooms, note: "\(isOngoing ? "ongoing" : "ended"), \(many)",
      time: time)
  }

  static func person(
    _ id: String, name: String?, isPresent: Bool, in rooms: Set<String>, at time: Duration
  ) -> SeenIdentifier {
    let place = isPresent ? "in the session" : "left"
    return SeenIdentifier(
      kind: .participant, id: id, rooms: rooms, note: name.map { "\($0), \(place)" } ?? place,
      name: name, time: time)
  }
}

extension RecordingRecord: IdentifierSource {
  func seenIdentifiers(at time: Duration) -> [SeenIdentifier] {
    let whose = [sort == .track ? kind : "everything", participantID?.rawValue].compactMap(\.self)
      .joined(separator: " of ")
    let what = sort == .meeting ? "the meeting" : whose
    return [
      SeenIdentifier(
        kind: sort.identifierKind, id: id.rawValue,
        rooms: Set([roomID?.rawValue].compactMap(\.self)),
        note: [what, state?.rawValue ?? ""].filter { !$0.isEmpty }.joined(separator: ", "),
        time: time)
    ]
  }
}

extension RecordingSort {
  /// The kind of its records' ids.
  var identifierKind: IdentifierKind {
    switch self {
    case .track: .recording
    case .participant: .participantRecording
    case .meeting: .meetingRecording
    }
  }
}

extension TrackRecording: IdentifierSource {
  func seenIdentifiers(at time: Duration) -> [SeenIdentifier] {
    RecordingRecord(self).seenIdentifiers(at: time)
  }
}

extension Merge: IdentifierSource {
  func seenIdentifiers(at time: Duration) -> [SeenIdentifier] {
    [
      SeenIdentifier(
        kind: .merge, id: id.rawValue, rooms: Set([roomID?.rawValue].compactMap(\.self)),
        note: state?.wireName ?? "a merge", time: time)
    ]
  }
}

extension StartedMerge: IdentifierSource {
  func seenIdentifiers(at time: Duration) -> [SeenIdentifier] { merge.seenIdentifiers(at: time) }
}
