/// The recording of one track, from its start to its stop.
struct TrackRecording: Equatable, Sendable {
  /// The track that it records; no two running recordings have the same.
  struct Track: Hashable, Sendable {
    let roomID: String
    let participantID: String
    let kind: TrackKind
  }

  /// A stretch in which the track was published without a break: one file.
  struct Segment: Equatable, Sendable {
    let fileID: String
    let start: Timestamp
    var end: Timestamp?
  }

  /// A finished segment with the documented description of its file.
  struct File: Equatable, Sendable {
    let id: String
    let path: String
    let url: String?
    let durationSeconds: Double
    let size: Int
  }

  let id: String
  let track: Track
  let sessionID: String
  let userID: String
  let webhookURL: String?
  let bucketFolder: String?
  let start: Timestamp
  private(set) var end: Timestamp?
  private(set) var segments: [Segment] = []

  init(
    id: String, track: Track, session: Session, webhookURL: String?, bucketFolder: String?,
    start: Timestamp
  ) {
    self.id = id
    self.track = track
    sessionID = session.id
    userID = session.userID
    self.webhookURL = webhookURL
    self.bucketFolder = bucketFolder
    self.start = start
  }

  var isRunning: Bool { end == nil }

  mutating func openSegment(fileID: String, at time: Timestamp) {
    segments.append(Segment(fileID: fileID, start: time))
  }

  mutating func stop(at time: Timestamp) {
    if let last = segments.indices.last, segments[last].end == nil {
      segments[last].end = time
    }
    end = time
  }

  /// The files that are complete, in the order of their times.
  var files: [File] {
    segments.compactMap { segment in
      segment.end.map { file(of: segment, end: $0) }
    }
  }

  private func file(of segment: Segment, end: Timestamp) -> File {
    let seconds = end.seconds(since: segment.start)
    let participant = track.participantID
    let kind = track.kind.rawValue
    let name = "track_recording_\(participant)_\(kind)_\(segment.start.milliseconds).webm"
    let path =
      "\(bucketFolder ?? "individual-recordings")/\(sessionID)/\(participant)/\(kind)/\(name)"
    return File(
      id: segment.fileID,
      path: path,
      // A file in the customer's own bucket has no address that the service would know.
      url: bucketFolder == nil ? "https://cdn.videosdk.live/\(path)" : nil,
      durationSeconds: seconds,
      size: Int((seconds * track.kind.bytesPerSecond).rounded()))
  }
}
