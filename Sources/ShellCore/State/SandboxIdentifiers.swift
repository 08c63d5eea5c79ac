import CommandLanguage
import VideoSDKClient

/// The whole state of a sandbox, as its control plane tells it.
struct SandboxIdentifiers: IdentifierSource {
  let state: JSONValue

  func seenIdentifiers(at time: Duration) -> [SeenIdentifier] {
    let rooms = state["rooms"].elements.compactMap { room -> SeenIdentifier? in
      guard let id = room["roomId"].text else { return nil }
      let custom = room["customRoomId"].text.map { "custom id \($0)" }
      let note = room["disabled"] == .bool(true) ? "disabled" : custom ?? "in the sandbox"
      return SeenIdentifier(kind: .room, id: id, note: note, time: time)
    }
    let recordings = state["recordings"].elements.compactMap { try? record($0) }
    let merges = state["merges"].elements.compactMap { try? Merge(json: $0) }
    return rooms + state["sessions"].elements.flatMap { session(of: $0, at: time) }
      + recordings.flatMap { $0.seenIdentifiers(at: time) }
      + merges.flatMap { $0.seenIdentifiers(at: time) }
  }

  /// The record of a meeting has no mode.
  private func record(_ json: JSONValue) throws(ClientError) -> RecordingRecord {
    switch json["mode"].text {
    case RecordingSort.track.rawValue: RecordingRecord(try TrackRecording(json: json))
    case RecordingSort.participant.rawValue: RecordingRecord(try ParticipantRecording(json: json))
    default: RecordingRecord(try MeetingRecording(json: json))
    }
  }

  private func session(of json: JSONValue, at time: Duration) -> [SeenIdentifier] {
    let rooms = Set(
      [json["roomId"].text, customID(of: json["roomId"].text)].compactMap(\.self))
    let isOngoing = json["status"].text == "ongoing"
    let people = json["participants"].elements.compactMap { person -> SeenIdentifier? in
      guard let id = person["participantId"].text else { return nil }
      return .person(
        id, name: person["name"].text,
        isPresent: isOngoing && person["present"] == .bool(true), in: rooms, at: time)
    }
    guard let id = json["id"].text else { return people }
    let session = SeenIdentifier.session(
      id, isOngoing: isOngoing, people: people.count, in: rooms, at: time)
    return [session] + people
  }

  private func customID(of room: String?) -> String? {
    state["rooms"].elements.first { $0["roomId"].text == room }?["customRoomId"].text
  }
}
