extension WebhookEvent.Content {
  init(_ name: String, _ data: JSONFields) throws(ClientError) {
    if let phase = Self.phase(of: name, after: "participant-track-recording-") {
      self = .trackRecording(
        phase, participant: try Self.participant(data),
        kind: TrackKind(try data.required(try data.string("kind"), "kind")),
        files: try Self.files(data))
    } else if let phase = Self.phase(of: name, after: "participant-recording-") {
      self = .participantRecording(
        phase, participant: try Self.participant(data),
        fileFormat: try data.string("fileFormat").map { FileFormat($0) },
        files: try Self.files(data))
    } else if let phase = Self.phase(of: name, after: "recording-") {
      self = .recording(
        phase, id: try data.string("id"), message: try data.string("message"),
        file: try Self.file(data))
    } else if let phase = Self.phase(of: name, after: "composite-recording-") {
      self = .compositeRecording(
        phase, id: try data.string("id"), message: try data.string("message"),
        file: try Self.file(data))
    } else {
      self = try Self.readOther(name, data)
    }
  }

  private static func readOther(
    _ name: String, _ data: JSONFields
  ) throws(ClientError) -> WebhookEvent.Content {
    switch name {
    case "merge-recording-completed", "merge-recording-failed":
      .mergeRecording(
        id: MergeID(try data.required(try data.string("id"), "id")),
        isCompleted: name == "merge-recording-completed", message: try data.string("message"))
    case "composite-merge-started", "composite-merge-completed", "composite-merge-failed",
      "composite-merge-cancelled":
      .compositeMerge(
        id: try data.string("id").map { MergeID($0) },
        state: name.hasSuffix("-started")
          ? .running : Merge.State(String(name.dropFirst("composite-merge-".count))),
        message: try data.string("message"))
    case "session-started":
      .sessionStarted(start: try data.date("start"))
    case "session-ended":
      .sessionEnded(
        start: try data.date("start"), end: try data.date("end"),
        reason: try data.string("reason"), error: data.value["error"])
    case "participant-joined":
      .participantJoined(try participant(data), name: try data.string("participantName"))
    case "participant-left":
      .participantLeft(
        try participant(data), name: try data.string("participantName"),
        reason: try data.string("reason"))
    case "resource-acquired":
      .resourceAcquired(id: try data.string("id"), type: try data.string("type"))
    case "resource-released":
      .resourceReleased(id: try data.string("id"), type: try data.string("type"))
    default: .other
    }
  }

  private static func phase(of name: String, after prefix: String) -> RecordingPhase? {
    guard name.hasPrefix(prefix) else { return nil }
    return RecordingPhase(rawValue: String(name.dropFirst(prefix.count)))
  }

  /// The one file of an event; nil before it is there.
  private static func file(_ data: JSONFields) throws(ClientError) -> WebhookEvent.File? {
    let file = try WebhookEvent.File(data)
    return file.filePath == nil && file.fileURL == nil ? nil : file
  }

  private static func participant(_ data: JSONFields) throws(ClientError) -> ParticipantID {
    ParticipantID(try data.required(try data.string("participantId"), "participantId"))
  }

  private static func files(_ data: JSONFields) throws(ClientError) -> [WebhookEvent.File] {
    try data.array("fileDetails")
  }
}
