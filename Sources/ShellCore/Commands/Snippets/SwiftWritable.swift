import VideoSDKClient

/// An operation that can be written as the Swift expression that makes it.
protocol SwiftWritable: Sendable {
  /// Such as `GetRoom(room: RoomID("abcd-efgh-ijkl"))`.
  var swiftCode: String { get }
}

/// A call of an initialiser: the arguments that were given, in its order.
private func call(_ type: String, _ arguments: KeyValuePairs<String, String?>) -> String {
  let given = arguments.compactMap { pair in pair.value.map { "\(pair.key): \($0)" } }
  return "\(type)(\(given.joined(separator: ", ")))"
}

private func code(_ room: RoomID) -> String { "RoomID(\(QuotedText.swift(room.rawValue)))" }

private func code(_ person: ParticipantID) -> String {
  "ParticipantID(\(QuotedText.swift(person.rawValue)))"
}

private func code(_ session: SessionID) -> String {
  "SessionID(\(QuotedText.swift(session.rawValue)))"
}

private func code(_ recording: RecordingID) -> String {
  "RecordingID(\(QuotedText.swift(recording.rawValue)))"
}

private func code(_ kind: TrackKind) -> String {
  switch kind {
  case .audio: ".audio"
  case .video: ".video"
  case .screenAudio: ".screenAudio"
  case .screenVideo: ".screenVideo"
  case .other(let name): ".other(\(QuotedText.swift(name)))"
  }
}

private func code(_ number: Int) -> String { String(number) }

extension StartTrackRecording: SwiftWritable {
  var swiftCode: String {
    call(
      "StartTrackRecording",
      [
        "room": code(room), "participant": code(participant), "kind": code(kind),
        "fileFormat": fileFormat.map { QuotedText.swift($0.wireName) },
        "webhookURL": webhookURL.map(QuotedText.swift),
        "bucketDirectoryPath": bucketDirectoryPath.map(QuotedText.swift),
      ])
  }
}

extension StopTrackRecording: SwiftWritable {
  var swiftCode: String {
    call(
      "StopTrackRecording",
      ["room": code(room), "participant": code(participant), "kind": code(kind)])
  }
}

extension ListTrackRecordings: SwiftWritable {
  var swiftCode: String {
    call(
      "ListTrackRecordings",
      [
        "room": room.map(code), "session": session.map(code),
        "participant": participant.map(code), "page": page.map(code),
        "perPage": perPage.map(code),
      ])
  }
}

extension GetTrackRecording: SwiftWritable {
  var swiftCode: String { call("GetTrackRecording", ["id": code(id)]) }
}

extension DeleteTrackRecording: SwiftWritable {
  var swiftCode: String { call("DeleteTrackRecording", ["id": code(id)]) }
}

extension CreateRoom: SwiftWritable {
  // The shell asks for nothing else.
  var swiftCode: String { call("CreateRoom", ["customRoomID": customRoomID.map(code)]) }
}

extension GetRoom: SwiftWritable {
  var swiftCode: String { call("GetRoom", ["room": code(room)]) }
}

extension ListRooms: SwiftWritable {
  var swiftCode: String {
    call("ListRooms", ["page": page.map(code), "perPage": perPage.map(code)])
  }
}

extension ListSessions: SwiftWritable {
  var swiftCode: String {
    call(
      "ListSessions",
      [
        "room": room.map(code), "customRoom": customRoom.map(code),
        "status": status.map(QuotedText.swift), "page": page.map(code),
        "perPage": perPage.map(code),
      ])
  }
}

extension ListActiveParticipants: SwiftWritable {
  var swiftCode: String {
    call(
      "ListActiveParticipants",
      ["session": code(session), "page": page.map(code), "perPage": perPage.map(code)])
  }
}
