import FoundationEssentials
import VideoSDKClient

/// The segments of a session along its time, and what of it has no place there.
///
/// Times and names are the service's, so none is trusted: what lies absurdly far from the rest is left out, and files are
/// named by our own rule.
struct Alignment: Sendable {
  /// One file, and where it belongs.
  struct Segment: Sendable, Equatable {
    let recording: RecordingID
    let participant: ParticipantID?
    let name: String?
    let kind: TrackKind?
    let file: RecordingFile
    /// Its name in the folder that it is fetched to; no other of the session has it.
    let fileName: String
    /// From the start of the session, in milliseconds.
    let offset: Int
    /// In milliseconds; nil where nobody says.
    let length: Int?

    /// Behind its last moment, from the start of the session in milliseconds; nil where nobody says.
    var end: Int? { length.map { offset + $0 } }
  }

  /// A recording, or a file of it, that cannot be aligned.
  struct LeftOut: Sendable, Equatable {
    let recording: RecordingID
    let participant: ParticipantID?
    let kind: TrackKind?
    let reason: String

    init(_ record: TrackRecording, _ reason: String) {
      recording = record.id
      participant = record.participantID
      kind = record.kind
      self.reason = reason
    }

    init(_ segment: Segment, _ reason: String) {
      recording = segment.recording
      participant = segment.participant
      kind = segment.kind
      self.reason = reason
    }
  }

  /// Nil where the recordings do not say.
  let session: SessionID?
  let room: RoomID?
  /// What offsets are counted from.
  let start: Date
  /// Whether the service says that the session began then; otherwise its first segment did.
  let isStartKnown: Bool
  /// By their offsets.
  private(set) var segments: [Segment]
  private(set) var leftOut: [LeftOut]

  /// - Parameters:
  ///   - recordings: of one session.
  ///   - began: when it did, as far as the service says.
  init(_ recordings: [TrackRecording], of session: SessionID?, began: Date?) {
    self.session = session
    room = recordings.compactMap(\.roomID).first
    let began = began.flatMap { FoundFiles.isPossible($0) ? $0 : nil }
    var found = FoundFiles(recordings)
    found.dropAbsurd(from: began)
    leftOut = found.leftOut
    let first = found.files.map(\.start).min()
    start = [began, first].compactMap(\.self).min() ?? Date(timeIntervalSince1970: 0)
    isStartKnown = began == start
    segments = Self.segments(found.files, from: start)
  }

  init(_ order: AlignOrder) {
    self.init(order.recordings, of: order.session, began: order.began?.date)
  }

  private static func segments(_ files: [FoundFiles.File], from start: Date) -> [Segment] {
    var taken = Self.reservedNames
    let ordered = files.enumerated().sorted { left, right in
      (left.element.start, left.offset) < (right.element.start, right.offset)
    }
    return ordered.map(\.element).map { item in
      let name = unique(item.name, &taken)
      return Segment(
        recording: item.record.id, participant: item.record.participantID,
        name: item.record.participantName, kind: item.record.kind, file: item.file,
        fileName: name,
        offset: Int(rounding: item.start.timeIntervalSince(start) * 1000) ?? 0,
        length: item.seconds.flatMap { Int(rounding: $0 * 1000) })
    }
  }

  /// What stands beside the files that are fetched.
  private static let reservedNames: Set<String> = [
    MixScript.fileName, AlignReport.fileName, "mix.webm", "mix.mkv",
  ]

  /// A name that no other file has, also where large and small letters are one.
  private static func unique(_ name: String, _ taken: inout Set<String>) -> String {
    var (candidate, number) = (name, 1)
    while !taken.insert(candidate.lowercased()).inserted {
      number += 1
      let stem = name.prefix { $0 != "." }
      candidate = "\(stem)-\(number)\(name.dropFirst(stem.count))"
    }
    return candidate
  }

  /// How long the session lasts as far as it was recorded, in milliseconds.
  var length: Int { segments.map { $0.end ?? $0.offset }.max() ?? 0 }

  /// Takes a segment out whose file cannot be had.
  mutating func leaveOut(_ segment: Segment, _ reason: String) {
    segments.removeAll { $0.fileName == segment.fileName }
    leftOut.append(LeftOut(segment, reason))
  }
}

/// The files of recordings with the times that are told of them.
private struct FoundFiles {
  struct File {
    let record: TrackRecording
    let file: RecordingFile
    let name: String
    let start: Date
    /// Nil where nobody says.
    let seconds: Double?
  }

  private(set) var files: [File] = []
  private(set) var leftOut: [Alignment.LeftOut] = []

  /// No meeting lasts longer.
  private static let longest = 30 * 86_400.0

  static func isPossible(_ date: Date) -> Bool {
    TimelineSheet.years.contains(date.timeIntervalSince1970)
  }

  init(_ recordings: [TrackRecording]) {
    for record in recordings { take(record) }
  }

  private mutating func take(_ record: TrackRecording) {
    switch record.state {
    case .failed: leftOut.append(.init(record, "failed"))
    case .stopping: leftOut.append(.init(record, "its files are still processed"))
    case .idle, .starting, .recording, .unknown: leftOut.append(.init(record, "still records"))
    case .ended where record.files.isEmpty: leftOut.append(.init(record, "has no file"))
    case .ended:
      let transfer = Transfer(
        recording: record.id, kind: record.kind?.wireName, files: record.files, destination: nil)
      for item in TransferPlan.items(transfer, in: "") { take(item, of: record) }
    }
  }

  private mutating func take(_ item: TransferPlan.Item, of record: TrackRecording) {
    let isAlone = record.files.count == 1
    guard let start = item.file.segmentStart ?? (isAlone ? record.start?.date : nil) else {
      leftOut.append(.init(record, "nothing says when its file \(item.path) began"))
      return
    }
    guard Self.isPossible(start) else {
      leftOut.append(.init(record, "its years cannot be right"))
      return
    }
    var seconds = item.file.meta?.durationSeconds
    if seconds == nil, isAlone { seconds = record.end?.date?.timeIntervalSince(start) }
    files.append(
      File(
        record: record, file: item.file, name: item.path, start: start,
        seconds: seconds.flatMap { (0...Self.longest).contains($0) ? $0 : nil }))
  }

  /// Leaves out what cannot be of the same meeting as the rest.
  ///
  /// - Parameter began: when that did; nil where only the files tell.
  mutating func dropAbsurd(from began: Date?) {
    let starts = files.map(\.start).sorted()
    guard let middle = began ?? starts.dropFirst(starts.count / 2).first else { return }
    let isFar = { (file: File) in
      let distance = file.start.timeIntervalSince(middle)
      return !(-86_400...Self.longest).contains(distance)
    }
    for file in files where isFar(file) {
      leftOut.append(.init(file.record, "its time is far from the session's"))
    }
    files.removeAll(where: isFar)
  }
}

extension Alignment {
  /// The recordings of one session of a room, and how many sessions there are.
  ///
  /// - Parameter session: nil for the one in which a recording began last.
  static func choose(
    _ session: SessionID?, among recordings: [TrackRecording]
  ) -> (session: SessionID?, recordings: [TrackRecording], count: Int)? {
    let sessions = Dictionary(grouping: recordings, by: \.sessionID)
    func lastStart(_ all: [TrackRecording]) -> String { all.compactMap(\.start?.text).max() ?? "" }
    let chosen =
      if let session { sessions.first { $0.key == session } } else {
        sessions.max { left, right in
          (lastStart(left.value), left.key?.rawValue ?? "")
            < (lastStart(right.value), right.key?.rawValue ?? "")
        }
      }
    return chosen.map { ($0.key, $0.value, sessions.count) }
  }
}
