extension TrackRecording {
  /// The region that every recording of the sandbox claims to be made in.
  static let region = "in002"

  /// The record, with its keys in the order of the vendor's example.
  var json: JSONValue {
    [
      "sessionId": .string(sessionID),
      "participantId": .string(track.participantID),
      "kind": .string(track.kind.rawValue),
      "fileFormat": "webm",
      "start": Envelope.time(start),
      "end": Envelope.time(end),
      "mode": "track",
      "region": .string(TrackRecording.region),
      "files": .array(files.map(json)),
      "roomId": .string(track.roomID),
      "webhook": ["totalCount": 0, "successCount": 0, "data": []],
      "id": .string(id),
    ]
  }

  private func json(_ file: File) -> JSONValue {
    let resolution = track.kind.resolution
    let picture: JSONValue =
      resolution.map {
        ["resolution": ["width": .integer($0.width), "height": .integer($0.height)]]
      } ?? [:]
    let meta = picture.appending(["format": "webm", "duration": .double(file.durationSeconds)])
    let rate = file.durationSeconds > 0 ? Double(file.size) / file.durationSeconds : 0
    return .object([
      .init(name: "meta", value: meta),
      .init(name: "_id", value: .string(file.id)),
      .init(name: "userId", value: .string(userID)),
      .init(name: "filePath", value: .string(file.path)),
      .init(name: "fileUrl", value: .text(file.url)),
      .init(name: "type", value: resolution == nil ? "audio" : "video"),
      .init(name: "size", value: .integer(file.size)),
      .init(
        name: "ratio",
        value: .object([
          .init(name: resolution.map { String($0.height) } ?? "audio", value: .double(rate))
        ])),
      .init(name: "__v", value: 0),
    ])
  }
}
