/// A finished segment with the documented description of its file.
struct RecordingFile: Equatable, Sendable {
  let id: String
  /// Where the file lies, without a slash at the start.
  let path: String
  /// Whether it is in the customer's own bucket, whose address the service would not know.
  let isInBucket: Bool
  let content: WebMContent
  let duration: Duration
  let size: Int
  /// When the file was complete.
  let end: Timestamp

  var durationSeconds: Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds * 1000 + attoseconds / 1_000_000_000_000_000) / 1000
  }

  /// The bytes, which are made when they are asked for.
  var media: WebMFile { WebMFile(content: content, duration: duration) }

  /// Where the file can be had; nil for one in a bucket.
  func url(origin: String) -> String? {
    isInBucket ? nil : FilePath.url(of: path, origin: origin)
  }
}

extension Recording {
  /// The files that are complete, in the order of their times.
  ///
  /// Those of a track can be had as soon as their segment ends; the only one of a participant or a room ends with the
  /// recording.
  var files: [RecordingFile] {
    segments.compactMap { segment in
      segment.end.map { file(of: segment, end: $0) }
    }
  }

  /// What the files hold: the format has one track, so where people are recorded with their sound the picture
  /// stands for both.
  var content: WebMContent {
    picture.map(WebMContent.video) ?? .audio
  }

  /// Whether something of it can be heard.
  var hasSound: Bool {
    switch target.subject {
    case .track(_, let kind): kind.picture == nil
    case .participant, .room: true
    }
  }

  /// What its files show; nil for sound.
  var picture: TestCard? {
    switch target.subject {
    case .track(_, let kind): kind.picture
    case .participant: TrackKind.video.picture
    case .room: .room
    }
  }

  /// The file at a path, if it is one of this recording's.
  func file(at path: FilePath) -> RecordingFile? {
    let isLikely = segments.contains { segment in
      segment.fileID == path.stamp || segment.start.milliseconds == path.time
    }
    return isLikely ? files.first { $0.path == path.text } : nil
  }

  private func file(of segment: Segment, end: Timestamp) -> RecordingFile {
    RecordingFile(
      id: segment.fileID, path: path(of: segment), isInBucket: bucketFolder != nil,
      content: content, duration: segment.duration(until: end), size: segment.byteCount ?? 0,
      end: end)
  }

  private func path(of segment: Segment) -> String {
    let time = segment.start.milliseconds
    let folder = "\(bucketFolder ?? "individual-recordings")/\(sessionID)"
    return switch target.subject {
    case .track(let participant, let kind):
      "\(folder)/\(participant)/\(kind.rawValue)/"
        + "track_recording_\(participant)_\(kind.rawValue)_\(time).webm"
    case .participant(let participant):
      "\(folder)/\(participant)/participant_recording_\(participant)_\(time).webm"
    case .room:
      "\(bucketFolder ?? "uploads/videos")/\(segment.fileID).webm"
    }
  }
}
