import VideoSDKClient

/// What the table of recordings can show of each.
enum RecordingColumn: String, Sendable, CaseIterable {
  case id, kind, participant, name, room, session, state, start, end, duration, format, files
  case size, path, url, webhooks, region

  /// Shown when nothing else is asked for.
  static func standard(for sort: RecordingSort) -> [RecordingColumn] {
    switch sort {
    case .track: [.id, .kind, .participant, .state, .start, .files]
    case .participant: [.id, .participant, .state, .start, .files]
    case .meeting: [.id, .session, .state, .start, .duration]
    }
  }

  var summary: String { facts.summary }

  func cell(_ recording: RecordingRecord) -> StyledText {
    StyledText(
      facts.text(recording) ?? "-",
      self == .state ? recording.state?.role ?? .muted : facts.role)
  }

  private var facts: (summary: String, role: StyledText.Role, text: (RecordingRecord) -> String?) {
    switch self {
    case .id: ("its own id", .id, { $0.id.rawValue })
    case .kind: ("which track", .strong, { $0.kind })
    case .participant: ("whose track", .id, { $0.participantID?.rawValue })
    case .name: ("the participant's display name", .plain, { $0.participantName })
    case .room: ("the room", .id, { $0.roomID?.rawValue })
    case .session: ("the room's session", .id, { $0.sessionID?.rawValue })
    case .state: ("recording, stopping, ended or failed", .plain, { $0.state?.rawValue })
    case .start: ("when it began", .plain, { $0.start?.text })
    case .end: ("when it ended", .plain, { $0.end?.text })
    case .duration:
      (
        "from its start to its end", .plain,
        { $0.duration.map(DurationText.short) }
      )
    case .format: ("the container of its files", .plain, { $0.fileFormat?.wireName })
    case .files: ("how many files it has", .plain, { String($0.files.count) })
    case .size: ("bytes in all its files", .plain, { Self.size(of: $0.files).map { "\($0) B" } })
    case .path:
      ("where its first file is stored", .plain, { Self.text($0, \.filePath, "filePath") })
    case .url:
      ("where its first file can be fetched", .code, { Self.text($0, \.fileURL, "fileUrl") })
    case .webhooks:
      ("how many webhooks were delivered", .plain, { $0.webhook.flatMap(RecordingReport.text) })
    case .region: ("where it was recorded", .plain, { $0.region })
    }
  }

  /// A field of the first file; `null` where the service says so.
  private static func text(
    _ recording: RecordingRecord, _ value: KeyPath<RecordingFile, String?>, _ field: String
  ) -> String? {
    recording.files.first.flatMap {
      $0[keyPath: value] ?? RecordingReport.nothing(field, in: $0)
    }
  }

  /// Nil while the size of one of them is not known, or with no file at all.
  private static func size(of files: [RecordingFile]) -> Int? {
    let sizes = files.compactMap(\.size)
    guard !files.isEmpty, sizes.count == files.count else { return nil }
    return sizes.reduce(0 as Int?) { sum, size in
      guard let (sum, overflows) = sum?.addingReportingOverflow(size), !overflows else {
        return nil
      }
      return sum
    }
  }
}
