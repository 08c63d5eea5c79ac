extension Merge {
  /// The record, with its keys in the order of the vendor's example; those of the end are there when it has ended.
  func json(origin: String) -> JSONValue {
    let job: JSONValue = [
      "id": .string(id),
      "channel1": .array(channel1.map(\.json)),
      "channel2": .array(channel2.map(\.json)),
      "start": Envelope.time(start),
      "status": .string(state.rawValue),
      "meetingId": .string(roomID),
      "sessionId": .string(sessionID),
    ]
    let ending: JSONValue = end.map { ["end": Envelope.time($0)] } ?? [:]
    let file: JSONValue = media.map { ["file": self.file($0, origin)] } ?? [:]
    return job.appending(ending).appending(file)
  }

  private func file(_ media: MP3Silence, _ origin: String) -> JSONValue {
    [
      "meta": ["format": "mp3", "duration": .double(media.durationSeconds)],
      "filePath": .string(path),
      "type": "audio",
      "size": .integer(media.byteCount),
      "ratio": ["audio": .double(Double(media.byteCount) / media.durationSeconds)],
      "userStorage": .null,
      "createdAt": Envelope.time(end),
      "updatedAt": Envelope.time(end),
      "fileUrl": .text(url(origin: origin)),
      "id": .string(fileID),
    ]
  }

  /// What receivers are told when the job has ended.
  var event: WebhookEvent {
    let base: JSONValue = [
      "id": .string(id), "meetingId": .string(roomID), "sessionId": .string(sessionID),
    ]
    let hasFailed = state == .failed
    return WebhookEvent(
      type: hasFailed ? "merge-recording-failed" : "merge-recording-completed", roomID: roomID,
      subjectID: id, isLast: true,
      data: hasFailed ? base.appending(["message": "Failed to merge recordings"]) : base)
  }
}

extension Merge.Part {
  fileprivate var json: JSONValue {
    ["recordingId": .string(recordingID), "participantId": .string(participantID)]
  }
}
