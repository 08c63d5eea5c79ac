extension Recording {
  /// The region that every recording of the sandbox claims to be made in.
  static let region = "in002"

  /// The record, with its keys in the order of the vendor's example.
  func json(origin: String) -> JSONValue {
    switch target.subject {
    case .track(let participantID, let kind):
      individual(participantID, kind: kind.rawValue, mode: "track", origin)
    case .participant(let participantID):
      individual(participantID, kind: "audio_video", mode: "participant", origin)
    case .room:
      meeting(origin)
    }
  }

  private func individual(
    _ participantID: String, kind: String, mode: String, _ origin: String
  ) -> JSONValue {
    [
      "sessionId": .string(sessionID),
      "participantId": .string(participantID),
      "kind": .string(kind),
      "fileFormat": "webm",
      "start": Envelope.time(start),
      "end": Envelope.time(end),
      "mode": .string(mode),
      "region": .string(Recording.region),
      "files": .array(files.map { individualFile($0, origin) }),
      "roomId": .string(target.roomID),
      "webhook": webhookSummary,
      "id": .string(id),
    ]
  }

  /// The recording of a room has one file, and the keys of it only when it is complete.
  private func meeting(_ origin: String) -> JSONValue {
    let record: JSONValue = [
      "userId": .string(userID),
      "roomId": .string(target.roomID),
      "sessionId": .string(sessionID),
      "createdAt": Envelope.time(start),
      "updatedAt": Envelope.time(end ?? start),
    ]
    let file: JSONValue =
      files.first.map { ["fileId": .string($0.id), "file": meetingFile($0, origin)] } ?? [:]
    return record.appending(file).appending(["id": .string(id)])
  }

  private var webhookSummary: JSONValue {
    [
      "totalCount": .integer(webhooks.count),
      "successCount": .integer(webhooks.count { $0.success }),
      "data": .array(
        webhooks.map { ["type": .string($0.type), "success": .bool($0.success)] }),
    ]
  }

  private func individualFile(_ file: RecordingFile, _ origin: String) -> JSONValue {
    [
      "meta": meta(file, format: "webm"),
      "_id": .string(file.id),
      "userId": .string(userID),
      "filePath": .string(file.path),
      "fileUrl": .text(file.url(origin: origin)),
      "type": picture == nil ? "audio" : "video",
      "size": .integer(file.size),
      "ratio": ratio(file),
      "__v": 0,
    ]
  }

  private func meetingFile(_ file: RecordingFile, _ origin: String) -> JSONValue {
    [
      "meta": meta(file, format: "matroska,webm"),
      "filePath": .string(file.path),
      "size": .integer(file.size),
      "type": "video",
      "userStorage": .null,
      "createdAt": Envelope.time(file.end),
      "updatedAt": Envelope.time(file.end),
      "ratio": ratio(file),
      "fileUrl": .text(file.url(origin: origin)),
      "id": .string(file.id),
    ]
  }

  private func meta(_ file: RecordingFile, format: String) -> JSONValue {
    let resolution: JSONValue =
      picture.map {
        ["resolution": ["width": .integer($0.width), "height": .integer($0.height)]]
      } ?? [:]
    return resolution.appending([
      "format": .string(format), "duration": .double(file.durationSeconds),
    ])
  }

  /// Bytes a second, under the height of the picture.
  private func ratio(_ file: RecordingFile) -> JSONValue {
    let rate = file.durationSeconds > 0 ? Double(file.size) / file.durationSeconds : 0
    return .object([
      .init(name: picture.map { String($0.height) } ?? "audio", value: .double(rate))
    ])
  }
}
