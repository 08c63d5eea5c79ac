import VideoSDKClient

/// The samples of the article on the first recording.
enum FirstRecording {
  // sample FirstRecording
  /// Lends a client to `body` and closes its connections afterwards.
  static func withClient<Result>(
    origin: Origin = .videoSDK, apiKey: String, secret: String,
    _ body: (Client) async throws -> Result
  ) async throws -> Result {
    try await AsyncHTTPTransport.withTransport { (transport) async throws in
      try await body(
        Client(
          origin: origin, credentials: .keyPair(apiKey: apiKey, secret: Secret(secret)),
          transport: transport))
    }
  }
  // end

  // sample FirstRecording
  static func start(
    _ kind: TrackKind, of participant: ParticipantID, in room: RoomID, with client: Client
  ) async throws -> RecordingID? {
    let start = StartTrackRecording(room: room, participant: participant, kind: kind)
    let located = try await client.startAndLocate(start, within: .seconds(10))
    return located.recording?.id
  }
  // end

  // sample FirstRecording
  static func stop(_ recording: TrackRecording, with client: Client) async throws -> TrackRecording
  {
    if let room = recording.roomID, let participant = recording.participantID,
      let kind = recording.kind
    {
      _ = try await client.send(
        StopTrackRecording(room: room, participant: participant, kind: kind))
    }
    return try await client.waitUntilStopped(recording.id, within: .seconds(60))
  }
  // end

  // sample FirstRecording
  static func save(
    _ id: RecordingID, to folder: String, with client: Client
  ) async throws -> [String] {
    var paths: [String] = []
    for (number, file) in try await client.files(of: id).enumerated() {
      let path = "\(folder)/\(id)-\(number).webm"
      for try await progress in client.download(file, to: path) where progress.isComplete {
        paths.append(path)
      }
    }
    return paths
  }
  // end

  // sample FirstRecording
  /// Why a file cannot be downloaded; nil when it can.
  static func obstacle(to file: RecordingFile) -> String? {
    switch file.presence(of: "fileUrl") {
    case .present: nil
    case .null: "it lies in your own storage, at \(file.filePath ?? "an unknown place")"
    case .absent, .empty: "the service does not tell where it is"
    }
  }
  // end
}
