extension Recording {
  /// The region that a recording claims to be made in where its room names none.
  static let region = "in002"

  /// The record, with its keys in the order of the vendor's example.
  ///
  /// - Parameter now: which files can be had is a matter of time.
  func json(origin: String, now: Timestamp) -> JSONValue {
    let files = files(at: now)
    switch target.subject {
    case .track(let participantID, let kind):
      return individual(participantID, kind: kind.rawValue, mode: "track", files, origin)
    case .participant(let participantID):
      return individual(participantID, kind: "audio_video", mode: "participant", files, origin)
    case .room:
      return meeting(files, origin)
    }
  }

  private func individual(
    _ participantID: String, kind: String, mode: String, _ files: [RecordingFile],
    _ origin: String
  ) -> JSONValue {
    [
      "sessionId": .string(sessionID),
      "participantId": .string(participantID),
      "kind": .string(kind),
      "fileFormat": "webm",
      "start": Envelope.time(start),
      "end": Envelope.time(end),
      "mode": .string(mode),
      "region": .string(region ?? Recording.region),
      "files": .array(files.map { individualFile($0, origin) }),
      "roomId": .string(target.roomID),
      "webhook": webhookSummary,
      "id": .string(id),
    ]
  }

  /// The recording of a room has one file, and the keys of it only when it is complete.
  private func meeting(_ files: [RecordingFile], _ origin: String) -> JSONValue {
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
    let outcomes = toldWebhooks
    return [
      "totalCount": .integer(outcomes.count),
      "successCount": .integer(outcomes.count { $0.success }),
      "data": .array(
        outcomes.map { ["type": .string($0.type), "success": .bool($0.success)] }),
    ]
  }

  /// The outcomes of the events, among which that of a failure always is: nothing else in a record tells of it.
  private var toldWebhooks: [WebhookOutcome] {
    let failure = eventType(.failed)
    guard state == .failed, !webhooks.contains(where: { $0.type == failure }) else {
      return webhooks
    }
    return webhooks + [WebhookOutcome(type: failure, success: false)]
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
