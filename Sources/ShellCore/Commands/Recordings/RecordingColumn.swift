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

  /// For one who asked for it.
  var asAsked: ListColumn<RecordingRecord> {
    ListColumn(rawValue, unit: unit) { recording in
      let cell = facts.cell(recording)
      // With the zone and the fraction of a second that the service gave.
      return self == .start || self == .end ? Table.Cell(cell.value) : cell
    }
  }

  /// For one who did not: it may give way, and its time is a person's.
  var asUsual: ListColumn<RecordingRecord> {
    ListColumn(rawValue, turn: turn, unit: unit) { facts.cell($0) }
  }

  private var turn: Int? {
    switch self {
    case .files: 1
    case .participant: 3
    case .start: 2
    default: nil
    }
  }

  private var unit: Table.Column.Unit? {
    switch self {
    case .files: .things
    case .size: .bytes
    case .duration: .seconds
    default: nil
    }
  }

  private var facts: (summary: String, cell: @Sendable (RecordingRecord) -> Table.Cell) {
    switch self {
    case .id: ("its own id", { .init($0.id.rawValue, .id) })
    case .kind: ("which track", { .init($0.kind, .strong) })
    case .participant: ("whose track", { .init($0.participantID?.rawValue, .id) })
    case .name: ("the participant's display name", { .init($0.participantName) })
    case .room: ("the room", { .init($0.roomID?.rawValue, .id) })
    case .session: ("the room's session", { .init($0.sessionID?.rawValue, .id) })
    case .state:
      (
        "recording, stopping, ended or failed",
        { .init($0.state?.rawValue, $0.state?.role ?? .muted) }
      )
    case .start: ("when it began", { .init($0.start) })
    case .end: ("when it ended", { .init($0.end) })
    case .duration: ("from its start to its end", { Self.duration(of: $0) })
    case .format: ("the container of its files", { .init($0.fileFormat?.wireName) })
    case .files: ("how many files it has", { .init(String($0.files.count)) })
    case .size: ("bytes in all its files", { Self.size(of: $0.files) })
    case .path: ("where its first file is stored", { Self.cell($0, \.filePath, "filePath") })
    case .url:
      ("where its first file can be fetched", { Self.cell($0, \.fileURL, "fileUrl", .code) })
    case .webhooks:
      (
        "how many webhooks were delivered",
        { .init($0.webhook.flatMap(RecordingReport.text)) }
      )
    case .region: ("where it was recorded", { .init($0.region) })
    }
  }

  /// A field of the first file; `null` where the service says so.
  private static func cell(
    _ recording: RecordingRecord, _ value: KeyPath<RecordingFile, String?>,
    _ field: String, _ role: StyledText.Role = .plain
  ) -> Table.Cell {
    .init(
      recording.files.first.flatMap {
        $0[keyPath: value] ?? RecordingReport.nothing(field, in: $0)
      }, role)
  }

  private static func duration(of recording: RecordingRecord) -> Table.Cell {
    let duration = recording.duration
    return .init(
      duration.map(DurationText.short),
      value: duration.map {
        JSONText.line(.number(DurationText.milliseconds($0).rounded() / 1000))
      })
  }

  /// Nothing while the size of one of them is not known, or with no file at all.
  private static func size(of files: [RecordingFile]) -> Table.Cell {
    let sizes = files.compactMap(\.size)
    guard !files.isEmpty, sizes.count == files.count else { return .init(nil as String?) }
    let sum = sizes.reduce(0 as Int?) { sum, size in
      guard let (sum, overflows) = sum?.addingReportingOverflow(size), !overflows else {
        return nil
      }
      return sum
    }
    return .init(sum.map { "\($0) B" }, value: sum.map(String.init))
  }
}
