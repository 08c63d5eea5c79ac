import FoundationEssentials
import VideoSDKClient

/// The sorts of recordings that the service makes, each with operations of its own.
enum RecordingSort: String, Sendable, CaseIterable {
  case track, participant, meeting

  /// The command that lists its records.
  var listing: String { self == .track ? "recordings" : "recordings \(rawValue)" }
}

extension RecordedSubject {
  var sort: RecordingSort {
    switch self {
    case .track: .track
    case .participant: .participant
    case .meeting: .meeting
    }
  }
}

/// A record of the service as far as those of all sorts have the same to tell.
struct RecordingRecord: WireRecord {
  let sort: RecordingSort
  let id: RecordingID
  var roomID: RoomID?
  var sessionID: SessionID?
  var participantID: ParticipantID?
  var participantName: String?
  /// The service's own word.
  var kind: String?
  var fileFormat: FileFormat?
  var start: WireDate?
  var end: WireDate?
  var files: [RecordingFile] = []
  var webhook: WebhookSummary?
  var region: String?
  /// Nil where the record does not tell: a meeting's has neither an end nor a failure, and a file once it is there.
  var state: RecordingState?
  /// How long it took; nil while that is not known.
  var duration: Duration?
  let json: JSONValue

  private init(_ sort: RecordingSort, _ id: RecordingID, _ json: JSONValue) {
    (self.sort, self.id, self.json) = (sort, id, json)
  }

  /// Whether it has no end yet, as far as it tells.
  var isRunning: Bool { state == .recording || state == .stopping }

  /// What was recorded; nil where the record does not say.
  var recorded: RecordedSubject? {
    guard let roomID else { return nil }
    switch sort {
    case .track:
      guard let participantID, let kind else { return nil }
      return .track(TrackKey(room: roomID, participant: participantID, kind: TrackKind(kind)))
    case .participant: return participantID.map { .participant($0, room: roomID) }
    case .meeting: return .meeting(roomID)
    }
  }

  /// The word that commands have for it: the kind of a track, `participant` or `meeting`.
  var word: String? { sort == .track ? kind : sort.rawValue }

  /// Whether it is of that, where a list was asked for its room and participant.
  func isOf(_ subject: RecordedSubject) -> Bool {
    guard case .track(let track) = subject else { return sort == subject.sort }
    return sort == .track && kind == track.kind.wireName
  }
}

extension RecordingRecord {
  init(_ record: TrackRecording) {
    self.init(.track, record.id, record.json)
    (roomID, sessionID) = (record.roomID, record.sessionID)
    (participantID, participantName) = (record.participantID, record.participantName)
    (kind, fileFormat) = (record.kind?.wireName, record.fileFormat)
    (start, files, region) = (record.start, record.files, record.region)
    takeEnd(of: record)
  }

  init(_ record: ParticipantRecording) {
    self.init(.participant, record.id, record.json)
    (roomID, sessionID) = (record.roomID, record.sessionID)
    (participantID, participantName) = (record.participantID, record.participantName)
    (kind, fileFormat) = (record.kind, record.fileFormat)
    (start, files, region) = (record.start, record.files, record.region)
    takeEnd(of: record)
  }

  init(_ record: MeetingRecording) {
    self.init(.meeting, record.id, record.json)
    (roomID, sessionID) = (record.roomID, record.sessionID)
    // The job begins when its record is made.
    start = record.createdAt
    files = [record.file].compactMap(\.self)
    state = record.file == nil ? nil : .ended
    duration = record.file?.meta?.durationSeconds.map { Duration(boundedSeconds: $0) }
  }

  private mutating func takeEnd(of record: some IndividualRecording) {
    (end, webhook, state) = (record.end, record.webhook, record.state)
    guard let start = start?.date, let end = end?.date else { return }
    let milliseconds = (end.timeIntervalSince(start) * 1000).rounded()
    duration = Int64(exactly: milliseconds).map { .milliseconds($0) }
  }
}
