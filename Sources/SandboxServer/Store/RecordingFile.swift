/// A finished segment with the documented description of its file.
struct RecordingFile: Equatable, Sendable {
  let id: String
  let path: String
  /// Nil for a file in the customer's own bucket, whose address the service would not know.
  let url: String?
  let durationSeconds: Double
  let size: Int
  /// When the file was complete.
  let end: Timestamp
}

extension Recording {
  /// The files that are complete, in the order of their times.
  ///
  /// Those of an individual recording can be had as soon as their segment ends, that of a room only when the
  /// recording has ended.
  var files: [RecordingFile] {
    if family == .room, isRunning, state != .stopping { return [] }
    return segments.compactMap { segment in
      segment.end.map { file(of: segment, end: $0) }
    }
  }

  /// Width and height of the picture; nil for sound.
  var resolution: (width: Int, height: Int)? {
    switch target.subject {
    case .track(_, let kind): kind.resolution
    case .participant: TrackKind.video.resolution
    case .room: (1920, 1080)
    }
  }

  private var bytesPerSecond: Double {
    switch target.subject {
    case .track(_, let kind): kind.bytesPerSecond
    case .participant: TrackKind.audio.bytesPerSecond + TrackKind.video.bytesPerSecond
    case .room: 20_000
    }
  }

  private func file(of segment: Segment, end: Timestamp) -> RecordingFile {
    let seconds = end.seconds(since: segment.start)
    let path = path(of: segment)
    return RecordingFile(
      id: segment.fileID,
      path: path,
      url: bucketFolder == nil ? "https://cdn.videosdk.live/\(path)" : nil,
      durationSeconds: seconds,
      size: Int((seconds * bytesPerSecond).rounded()),
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
      "\(bucketFolder ?? "uploads/videos")/\(segment.fileID).mp4"
    }
  }
}
