import VideoSDKClient

/// What the table of recordings can show of each.
enum RecordingColumn: String, Sendable, CaseIterable {
  case id, kind, participant, name, room, session, state, start, end, duration, format, files
  case size, path, url, webhooks, region

  /// Shown when nothing else is asked for.
  static let standard: [RecordingColumn] = [.id, .kind, .participant, .state, .start, .files]

  var summary: String {
    switch self {
    case .id: "its own id"
    case .kind: "which track"
    case .participant: "whose track"
    case .name: "the participant's display name"
    case .room: "the room"
    case .session: "the room's session"
    case .state: "recording, stopping, ended or failed"
    case .start: "when it began"
    case .end: "when it ended"
    case .duration: "from its start to its end"
    case .format: "the container of its files"
    case .files: "how many files it has"
    case .size: "bytes in all its files"
    case .path: "where its first file is stored"
    case .url: "where its first file can be fetched"
    case .webhooks: "how many webhooks were delivered"
    case .region: "where it was recorded"
    }
  }

  func cell(_ recording: TrackRecording) -> StyledText {
    StyledText(text(recording) ?? "-", role(recording))
  }

  private func text(_ recording: TrackRecording) -> String? {
    switch self {
    case .id: recording.id.rawValue
    case .kind: recording.kind?.wireName
    case .participant: recording.participantID?.rawValue
    case .name: recording.participantName
    case .room: recording.roomID?.rawValue
    case .session: recording.sessionID?.rawValue
    case .state: recording.state.rawValue
    case .start: recording.start?.text
    case .end: recording.end?.text
    case .duration: RecordingReport.duration(of: recording).map(DurationText.short)
    case .format: recording.fileFormat?.wireName
    case .files: String(recording.files.count)
    case .size: size(of: recording.files).map { "\($0) B" }
    case .path: text(recording.files.first, \.filePath, "filePath")
    case .url: text(recording.files.first, \.fileURL, "fileUrl")
    case .webhooks: recording.webhook.flatMap(RecordingReport.text)
    case .region: recording.region
    }
  }

  /// A field of a file; `null` where the service says so.
  private func text(
    _ file: RecordingFile?, _ value: KeyPath<RecordingFile, String?>, _ field: String
  ) -> String? {
    file.flatMap { $0[keyPath: value] ?? RecordingReport.nothing(field, in: $0) }
  }

  /// Nil while the size of one of them is not known, or with no file at all.
  private func size(of files: [RecordingFile]) -> Int? {
    let sizes = files.compactMap(\.size)
    guard !files.isEmpty, sizes.count == files.count else { return nil }
    return sizes.reduce(0 as Int?) { sum, size in
      guard let (sum, overflows) = sum?.addingReportingOverflow(size), !overflows else {
        return nil
      }
      return sum
    }
  }

  private func role(_ recording: TrackRecording) -> StyledText.Role {
    switch self {
    case .id, .participant, .room, .session: .id
    case .kind: .strong
    case .state: recording.state.role
    case .url: .code
    case .name, .start, .end, .duration, .format, .files, .size, .path, .webhooks, .region: .plain
    }
  }
}
